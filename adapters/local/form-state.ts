import { z } from 'zod';
import { FORM_LIFE_MS, type FormState } from '../../src/chat/form.ts';
import { Refusal } from './errors.ts';

/**
 * A form's state travels through the page: signed, bound to its person, with the instant it was issued.
 * A token is `base64url(JSON).tag`.
 */

const PURPOSE = 'local-form';

/** What signs: a part of what the box lends. */
export interface Signer {
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, tag: string): boolean;
}

const contents = z.object({
  user: z.string(),
  issued: z.number().int(),
  state: z.object({
    nonce: z.string(),
    step: z.string(),
    draft: z.string().nullable(),
    where: z
      .object({
        platform: z.string(),
        realm: z.string(),
        channel: z.string(),
        team: z.string().exactOptional(),
        thread: z.string().exactOptional(),
        direct: z.boolean().exactOptional(),
      })
      .nullable(),
  }),
});

export function sealState(state: FormState, user: string, now: number, signer: Signer): string {
  const text = JSON.stringify({ user, issued: now, state });
  return `${Buffer.from(text).toString('base64url')}.${signer.sign(PURPOSE, text)}`;
}

/**
 * The state in a token. One older than FORM_LIFE_MS comes back with `expired: true`. Throws a
 * {@link Refusal} for a token that was altered or was given to another person.
 */
export function openState(token: string, user: string, now: number, signer: Signer): FormState {
  const dot = token.indexOf('.');
  const text = Buffer.from(token.slice(0, dot), 'base64url').toString();
  if (dot < 0 || !signer.verify(PURPOSE, text, token.slice(dot + 1))) throw new Refusal('notYourForm');
  const { user: owner, issued, state } = contents.parse(JSON.parse(text));
  if (owner !== user) throw new Refusal('notYourForm');
  return { ...state, expired: now - issued > FORM_LIFE_MS };
}
