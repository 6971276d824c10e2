import type { Reference } from '../../delivery/saying.ts';
import type { Speak } from '../../i18n/speak.ts';
import { isReachable } from '../../members/member.ts';
import type { Box } from '../box.ts';
import type { Message } from '../message.ts';
import { proposalQuestion, type Wisher } from '../messages/proposal.ts';
import { isSamePerson, type Person } from '../place.ts';
import { readMessage } from './messages-of-people.ts';

/**
 * The question to the author, from the message as it stands when the question leaves. Null: the message is gone, or
 * it is not theirs.
 */
export async function questionTo(
  box: Box,
  to: Person,
  { message: at, by }: Extract<Reference, { kind: 'proposal' }>,
  speaking: Speak,
): Promise<Message | null> {
  const read = await readMessage(box, at);
  if (!read?.author || !isSamePerson(read.author, to)) return null;
  return proposalQuestion(speaking, await wisherOf(box, by), { ...read, at });
}

/** Erased meanwhile, or a platform that does not say their name now: somebody. */
async function wisherOf({ reads, directory }: Box, by: number): Promise<Wisher> {
  const identity = await reads.members.byId(by);
  if (!identity || !isReachable(identity.platform)) return 'somebody';
  const profile = await directory.know(identity).catch(() => null);
  const name = profile?.name ?? identity.name;
  return name ? { name } : 'somebody';
}
