import type { Reader } from '../../src/members/reader.ts';

/** A person of the box who is nobody in particular: reads the open labs. */
export const ANYBODY: Reader = {
  kind: 'member',
  active: true,
  accounts: [],
  member: null,
  administrator: false,
  facilitates: [],
  here: null,
};

/** A guest in a channel of this lab: reads its ideas, be it closed, and no others. */
export const guestOf = (lab: number): Reader => ({ ...ANYBODY, kind: 'guest', here: lab });

/** Somebody who reads the ideas of all these labs, open or closed. */
export const readerOfAll = (labs: readonly number[]): Reader => ({ ...ANYBODY, facilitates: labs });
