import type { Word } from '../votes/vote.ts';

/** Where a record stands, for a person to find it again. */
export interface Place {
  file: string;
  /** From 1. */
  line: number;
}

/** An idea that was filed, its texts fitted to the box. */
export interface IdeaFiled {
  kind: 'idea';
  place: Place;
  /** Its key in the history. */
  id: string;
  title: string;
  body: string;
  /** Null: the history does not say who. */
  author: { id: string; name: string } | null;
  at: number;
}

/** A vote that was given, changed or taken back. */
export interface VoteGiven {
  kind: 'vote';
  place: Place;
  /** The idea's key in the history. */
  idea: string;
  voter: string;
  value: Word;
  at: number;
}

/** One thing that happened. */
export type HistoryEvent = IdeaFiled | VoteGiven;

/** What was read of an event whose instant the history may not say. */
export type Undated<E extends HistoryEvent> = Omit<E, 'at'> & { at: number | null };
