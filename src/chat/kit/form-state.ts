import { z } from 'zod';
import { FORM_LIFE_MS, type FormState } from '../form.ts';
import { type Person, personKey } from '../place.ts';
import { placeShape } from './place-shape.ts';
import type { Signer } from './signer.ts';

/**
 * A form's state travels through the platform and its client. Whatever the platform promises of it, a submit may come
 * from whoever saw the form, and late: so the state is signed, bound to its person, and says when it was issued. The
 * signature is the adapter's own (AdapterContext.sign): no adapter takes another one's token. A token is `TAG.JSON`.
 */

const PURPOSE = 'form';

const contents = z.object({
  by: z.string(),
  issued: z.number().int(),
  state: z.object({
    nonce: z.string(),
    step: z.string(),
    draft: z.string().nullable(),
    where: placeShape,
  }),
});

/** The state as a token of some 300 characters. */
export function sealState(state: FormState, person: Person, now: number, signer: Signer): string {
  const { expired: _, ...kept } = state;
  const text = JSON.stringify({ by: personKey(person), issued: now, state: kept });
  return `${signer.sign(PURPOSE, text)}.${text}`;
}

/**
 * The state in a token; one older than FORM_LIFE_MS comes back with `expired: true`. Null for a token that was
 * altered, is another person's, or is none.
 */
export function openState(token: string, person: Person, now: number, signer: Signer): FormState | null {
  const dot = token.indexOf('.');
  const text = token.slice(dot + 1);
  if (dot < 0 || !signer.verify(PURPOSE, text, token.slice(0, dot))) return null;
  const { by, issued, state } = contents.parse(JSON.parse(text));
  return by === personKey(person) ? { ...state, expired: now - issued > FORM_LIFE_MS } : null;
}
