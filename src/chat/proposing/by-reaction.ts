import { mayEver } from '../../members/permissions.ts';
import { isRefusal } from '../../refusal.ts';
import type { Answer, ArrivalOf } from '../arrival.ts';
import type { Box } from '../box.ts';
import { proposalQuestion } from '../messages/proposal.ts';
import { isSamePerson } from '../place.ts';
import { isRepeated, NOTHING, type Turn } from '../turn.ts';
import { asking, isAskable, offering, wasAsked } from './asking.ts';
import { maySeekConsent, readMessage } from './messages-of-people.ts';
import { offerOwnWords } from './own-words.ts';
import { placeOf } from './place-text.ts';

/**
 * May this reaction under a message of a person ask to make an idea of it? Only in the channels of labs, where the
 * platform lets us read the message. Asks the database nothing of other emoji.
 */
export async function mayPropose(box: Box, { on, emoji, added }: ArrivalOf<'mark'>): Promise<boolean> {
  if (!added || emoji !== box.proposeEmoji) return false;
  if (!maySeekConsent(box.adapters.get(on.platform), on.realm)) return false;
  const binding = await box.reads.labs.binding(on);
  return binding !== null && binding.lostAt === null && !(await wasAsked(box, placeOf(on)));
}

/**
 * 💡 under a message: its author is asked, in private, and the person who reacted hears nothing of it. They are
 * spoken to where the message is their own, or where its author cannot be asked: the first who reacts, and nobody
 * afterwards.
 */
export async function proposeByReaction(turn: Turn, { on }: ArrivalOf<'mark'>): Promise<Answer> {
  if (!mayEver(turn.reader, 'file')) return NOTHING;
  const at = placeOf(on);
  const read = await readMessage(turn.box, at);
  if (!read) return NOTHING;
  const { author } = read;
  if (author && isSamePerson(author, turn.by)) {
    const message = proposalQuestion(turn.speak, 'yourself', { ...read, at });
    return onceOffered(turn, at, { kind: 'private', message });
  }
  if (!author || !(await isAskable(turn.box, author))) return onceOffered(turn, at, offerOwnWords(turn, at));
  await asking(turn, at, author);
  return NOTHING;
}

async function onceOffered(turn: Turn, at: ReturnType<typeof placeOf>, offer: Answer): Promise<Answer> {
  const result = await offering(turn, at);
  return isRefusal(result) || isRepeated(result) ? NOTHING : offer;
}
