import type { Lab } from '../labs/lab.ts';

/** What a platform says a person is. */
export type Kind = 'member' | 'guest' | 'bot';

/**
 * Somebody who reads or acts, and where: what every permission is decided from. Built afresh for each
 * arrival (who-is.ts), never kept.
 */
export interface Reader {
  kind: Kind;
  active: boolean;
  /**
   * Every account proven to be theirs: its ideas are their own. None for somebody who has not written anything
   * yet, and where others read along (who-is.ts).
   */
  accounts: readonly number[];
  member: number | null;
  /** Named in ADMINS. Administrators set labs up; they do not read closed ones. */
  administrator: boolean;
  /** Labs this identity facilitates: no other account of the person lends it a role. */
  facilitates: readonly number[];
  /** The lab of the channel they are in; null elsewhere and in direct messages. */
  here: number | null;
}

/** The facts of an idea that decide who may read it. */
export interface Readable {
  lab: Pick<Lab, 'id' | 'access'>;
  /** Its signed author's identity. */
  author: number | null;
}

/**
 * May this person read this idea, here? Applied by every read, as a filter in SQL (db/read-models/readable.ts
 * says the same; a property test keeps the two equal). Whoever may not gets the answer of an unknown number.
 */
export function mayRead(reader: Reader, idea: Readable): boolean {
  if (!reader.active || reader.kind === 'bot') return false;
  if (reader.kind === 'guest') return reader.here === idea.lab.id;
  return (
    idea.lab.access === 'open' ||
    reader.here === idea.lab.id ||
    reader.facilitates.includes(idea.lab.id) ||
    (idea.author !== null && reader.accounts.includes(idea.author))
  );
}
