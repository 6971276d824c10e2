import type { MessagePlace } from '../../proposing/message-place.ts';
import type { Adapter } from '../adapter.ts';
import type { Box } from '../box.ts';
import { unlessForGood } from '../kit/failing.ts';
import { channelKey, type Person, type Posted } from '../place.ts';
import type { Turn } from '../turn.ts';

/** A message of a person as it stands now. */
export interface PersonsMessage {
  /** Null: no person wrote it. */
  author: Person | null;
  text: string;
  /** Where a browser finds it. */
  link?: string;
  /** Where it stands, where the place asked for did not say all of it. */
  at?: Posted;
}

/**
 * The message; null when it is gone or we may not read it. Rejects when the platform cannot say just now.
 */
export async function readMessage(box: Box, at: MessagePlace): Promise<PersonsMessage | null> {
  const adapter = box.adapters.get(at.platform);
  if (!adapter?.readMessage) return null;
  const read = await adapter.readMessage(at).catch(unlessForGood);
  return read === 'gone' ? null : read;
}

/**
 * Whether this person may name that message: one of the channel they type in, or one that their platform lets them
 * read. Rejects when the platform cannot say just now.
 */
export async function mayName({ box, by, where }: Turn, at: Posted): Promise<boolean> {
  if (where && channelKey(where) === channelKey(at)) return true;
  const adapter = box.adapters.get(at.platform);
  return (await adapter?.mayRead?.(by, at).catch(unlessForGood)) === true;
}

/** The address of a message; null where there is none, or none to be had. */
export async function linkTo(box: Box, at: MessagePlace): Promise<string | null> {
  const adapter = box.adapters.get(at.platform);
  return (await adapter?.permalink?.(at).catch(() => null)) || null;
}

/** May authors of messages be asked here? It takes a way to read the message, and buttons in a private message. */
export function maySeekConsent(adapter: Adapter | undefined, realm: string): boolean {
  if (!adapter?.readMessage) return false;
  const { forms, buttons, private: alone } = adapter.can(realm);
  return forms !== 'none' && buttons && alone;
}
