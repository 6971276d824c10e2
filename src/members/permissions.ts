import type { Lab } from '../labs/lab.ts';
import { type Kind, mayRead, type Readable, type Reader } from './reader.ts';

/** What people do with ideas. */
export type Act = 'file' | 'vote' | 'read';

/** The one table of who may do what, before places and labs are looked at. Inactive persons may nothing. */
const TABLE: Readonly<Record<Kind, Readonly<Record<Act, boolean>>>> = {
  member: { file: true, vote: true, read: true },
  guest: { file: false, vote: true, read: true },
  bot: { file: false, vote: false, read: false },
};

/** May somebody like this do such a thing at all? */
export function mayEver(reader: Pick<Reader, 'kind' | 'active'>, act: Act): boolean {
  return reader.active && TABLE[reader.kind][act];
}

/** May this person file in this lab from here? In a closed lab: its facilitators, and what is typed in its channels. */
export function mayFile(reader: Reader, lab: Pick<Lab, 'id' | 'access'>): boolean {
  return mayEver(reader, 'file') && mayRead(reader, { lab, author: null });
}

/** May this person vote on this idea from here? Whoever may read it, here. */
export function mayVote(reader: Reader, idea: Readable): boolean {
  return mayEver(reader, 'vote') && mayRead(reader, idea);
}

/** May this person decide on ideas of the lab, and publish its digest? */
export function mayDecide(reader: Reader, lab: number): boolean {
  return mayEver(reader, 'file') && reader.facilitates.includes(lab);
}

/** May this person change the lab, its channels and facilitators? */
export function mayRunLab(reader: Reader, lab: number): boolean {
  return mayEver(reader, 'file') && (reader.administrator || reader.facilitates.includes(lab));
}

/** May this person create labs and name a lab's first facilitator? */
export function mayCreateLabs(reader: Reader): boolean {
  return mayEver(reader, 'file') && reader.administrator;
}
