/** What the card and the page of an idea say of its links. */
export interface Links {
  /** The idea it is a duplicate of; null: of none, or of one that may not be named here. */
  elder: ElderLink | null;
  duplicates: DuplicateLinks;
}

/** An elder as its duplicate's card names it. */
export interface ElderLink {
  number: number;
  /** Empty where it is not to be read: withdrawn, hidden, or filed in a lab that others read along. */
  title: string;
  lab: number;
  labName: string;
}

/** Duplicates as their elder's card names them: some numbers, and how many there are in all. */
export interface DuplicateLinks {
  first: readonly number[];
  count: number;
}

/** Duplicates an elder's card names; the others it counts. */
export const NAMED_DUPLICATES = 3;
