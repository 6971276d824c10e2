import type { Identity } from './member.ts';
import type { Reader } from './reader.ts';

/** Somebody who acts: their row, and what they may do where they act. */
export interface Acting {
  identity: Identity;
  reader: Reader;
}
