import type { Field, Form, FormState } from '../../src/chat/form.ts';
import { openState, sealState } from '../../src/chat/kit/form-state.ts';
import type { Signer } from '../../src/chat/kit/signer.ts';
import type { Person } from '../../src/chat/place.ts';

/**
 * What travels with a dialog and comes back with its submission: the signed state, and before it the names of the
 * fields, since clients leave out what stands empty and send a tick as they like. The names are not signed: whoever
 * changes them changes what they could have typed.
 */

/** A field of a form: its name, and whether it is a box to be ticked. */
export interface FieldName {
  id: string;
  box: boolean;
}

const END = '|';

export function formToken({ fields, state }: Form, person: Person, now: number, signer: Signer): string {
  return `${fields.map(written).join(' ')}${END}${sealState(state, person, now, signer)}`;
}

/** Null for a token that was altered, is another person's, or is none. */
export function openToken(
  token: string,
  person: Person,
  now: number,
  signer: Signer,
): { state: FormState; fields: readonly FieldName[] } | null {
  const end = token.indexOf(END);
  const state = end < 0 ? null : openState(token.slice(end + 1), person, now, signer);
  return state && { state, fields: token.slice(0, end).split(' ').filter(Boolean).map(read) };
}

function written({ id, kind }: Field): string {
  return kind === 'checkbox' ? `${id}?` : id;
}

function read(name: string): FieldName {
  return name.endsWith('?') ? { id: name.slice(0, -1), box: true } : { id: name, box: false };
}
