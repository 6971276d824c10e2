import { mayEver } from '../../members/permissions.ts';
import type { MessagePlace } from '../../proposing/message-place.ts';
import { isRefusal } from '../../refusal.ts';
import type { Answer, Arrival, ArrivalOf } from '../arrival.ts';
import { startFiling } from '../dialogue.ts';
import { openNewIdea } from '../forms/new-idea.ts';
import { refused } from '../messages/refusal.ts';
import { privately, typed } from '../messages/said.ts';
import { isSamePerson, type Person } from '../place.ts';
import { showing } from '../showing.ts';
import { splitTitle } from '../split-title.ts';
import { isRepeated, NOTHING, type Turn } from '../turn.ts';
import { asking, isAskable } from './asking.ts';
import { maySeekConsent, readMessage } from './messages-of-people.ts';
import { openOwnWords } from './own-words.ts';
import { placeOf } from './place-text.ts';

/**
 * "Make an idea of this message", from a message's menu. Of one's own message the form opens at once. Of somebody
 * else's they are asked first, in private, and the asker is told what happened; where they cannot be asked the form
 * opens empty, with the link.
 */
export async function proposeByShortcut(
  turn: Turn,
  { message, text, author }: Pick<ArrivalOf<'shortcut'>, 'message' | 'text' | 'author'>,
): Promise<Answer> {
  if (author && isSamePerson(author, turn.by)) return openOwn(turn, text);
  const ours = await turn.box.reads.postings.find(message);
  if (ours?.idea) return showing(turn, ours.idea);
  if (ours) return privately(turn, turn.speak.runs('proposal.ours', { command: typed(turn, '') }));
  // The form says why not.
  if (!mayEver(turn.reader, 'file')) return openNewIdea(turn, {});
  const at = placeOf(message);
  if (!author || !(await canAnswer(turn, at, author))) return openOwnWords(turn, at);
  const result = await asking(turn, at, author);
  if (isRepeated(result)) return NOTHING;
  return isRefusal(result) ? refused(turn, result) : privately(turn, turn.speak.t('proposal.asked'));
}

/** Known from the arrival alone: one's own message, or one that no person wrote. */
export function shortcutOpensForm({ author, by }: Arrival & { kind: 'shortcut' }): boolean {
  return author === null || isSamePerson(author, by);
}

async function openOwn(turn: Turn, text: string): Promise<Answer> {
  return turn.can.forms === 'none' ? startFiling(turn, text) : openNewIdea(turn, splitTitle(text));
}

/** The author is somebody who may file, and we can show them which message it is about. */
async function canAnswer({ box }: Turn, at: MessagePlace, author: Person): Promise<boolean> {
  if (!maySeekConsent(box.adapters.get(at.platform), at.realm)) return false;
  if (!(await isAskable(box, author))) return false;
  const read = await readMessage(box, at);
  return read !== null && read.author !== null && isSamePerson(read.author, author);
}
