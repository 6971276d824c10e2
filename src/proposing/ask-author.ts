import type { Lang } from '../i18n/lang.ts';
import type { Acting } from '../members/acting.ts';
import type { PersonRef } from '../members/member-store.ts';
import { mayEver } from '../members/permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Hashes } from '../secrets.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { MessagePlace } from './message-place.ts';

/** Questions one person gets at most in {@link ASKED_WINDOW_MS}. */
const ASKED_MAX = 3;
/** The last 24 hours, whatever the day or the zone: no burst at midnight. Milliseconds. */
export const ASKED_WINDOW_MS = 24 * 60 * 60 * 1000;

/** A colleague's wish to see an idea made of a message. */
export interface Wish {
  /** Where the message stands. */
  message: MessagePlace;
  author: PersonRef;
  /** Keyed hashes of the two: what is remembered. */
  hashes: { message: Hashes; author: Hashes };
  /** For the question, where nothing is known of the author's language. */
  lang: Lang;
  at: number;
}

/**
 * Asks the author of a message, in private, whether to make an idea of it; nothing of the message is stored, and
 * the question is worded from the message as it stands when it leaves. One question a message ever, three a person
 * a day.
 */
export async function askAuthor(
  tx: Pick<Transaction, 'proposals' | 'outbox'>,
  by: Acting,
  { message, author, hashes, lang, at }: Wish,
): Promise<'asked' | Refusal> {
  const { reader } = by;
  if (!mayEver(reader, 'file')) return refuse('may-not-file', { guest: reader.kind === 'guest' });
  if (await tx.proposals.wasAsked(hashes.message)) return refuse('asked-before', {});
  const since = at - ASKED_WINDOW_MS + 1;
  if ((await tx.proposals.countAsked(hashes.author, since)) >= ASKED_MAX) return refuse('asked-often', {});
  await tx.proposals.record({ message: hashes.message[0], person: hashes.author[0], at });
  await tx.outbox.say({
    to: { platform: author.platform, realm: author.realm, user: author.user },
    lang,
    what: { kind: 'proposal', message, by: by.identity.id },
    key: `proposal:${hashes.message[0]}`,
  });
  return 'asked';
}

/**
 * The same limit for what is said to the person who reacted: one a message ever, whoever it is said to. Nobody is
 * written to.
 */
export async function offerOnce(
  tx: Pick<Transaction, 'proposals'>,
  { message, at }: { message: Hashes; at: number },
): Promise<'offered' | Refusal> {
  if (await tx.proposals.wasAsked(message)) return refuse('asked-before', {});
  await tx.proposals.record({ message: message[0], person: null, at });
  return 'offered';
}
