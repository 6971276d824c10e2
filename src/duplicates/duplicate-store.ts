import type { Duplicate } from './duplicate.ts';

/** Links between duplicates and their elders. Every method runs in the caller's transaction. */
export interface DuplicateStore {
  /** The link of an idea that is a duplicate; null: it is none. */
  of(idea: number): Promise<Duplicate | null>;
  /** Numbers of an elder's duplicates, in order. */
  numbersOf(elder: number): Promise<number[]>;
  /** Throws when the idea is a duplicate already: it is its key. */
  link(duplicate: Duplicate): Promise<void>;
  /** Throws when there is no such link. */
  separate(idea: number): Promise<void>;
  /** Ideas of other labs that are linked, either way, with one of this lab: their cards name it. */
  acrossFrom(lab: number): Promise<number[]>;
}
