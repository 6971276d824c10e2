import { statusMarked } from '../decisions/decision-marks.ts';
import type { Posting } from '../delivery/posting.ts';
import type { IdeaView } from '../ideas/idea-lists.ts';
import { movesFrom, type Status } from '../ideas/status.ts';
import { mayDecide } from '../members/permissions.ts';
import { isRefusal } from '../refusal.ts';
import { excerpt } from '../text.ts';
import type { Answer, ArrivalOf } from './arrival.ts';
import type { Box } from './box.ts';
import { deciding } from './deciding.ts';
import type { Block } from './message.ts';
import { decidedMessage } from './messages/decided.ts';
import { privately, statusName, typed } from './messages/said.ts';
import { claiming, isRepeated, NOTHING, type Turn } from './turn.ts';

/** Code points of the title in the question for an answer. */
const TITLE = 100;

/**
 * May this reaction be a facilitator's? Of a card, by somebody who facilitates some lab: asked of the database, so
 * that nobody else's 👀 is looked up on the platform. Taking it back does nothing.
 */
export async function mayDecideByReaction(
  { reads }: Pick<Box, 'reads'>,
  { kind }: Pick<Posting, 'kind'>,
  { emoji, added, by }: ArrivalOf<'mark'>,
): Promise<boolean> {
  if (kind !== 'card' || !added || statusMarked(emoji) === null) return false;
  const identity = await reads.members.find(by);
  return identity !== null && (await reads.labs.facilitatedBy(identity.id)).length > 0;
}

/**
 * A facilitator's reaction under a card of their own lab. 👀 under a new idea decides that it is under review, as the
 * form does: undone for two minutes, told afterwards. ✅ and ❌ change nothing: no form can answer a reaction, so a
 * button to it comes privately. Under the cards of other labs: nothing.
 */
export async function decideByReaction(
  turn: Turn,
  number: number,
  { emoji }: ArrivalOf<'mark'>,
): Promise<Answer> {
  const to = statusMarked(emoji);
  const idea = await turn.box.reads.ideas.one(turn.reader, number);
  if (!to || !idea || idea.hiddenAt !== null || !mayDecide(turn.reader, idea.lab)) return NOTHING;
  return to === 'under-review' ? takeUp(turn, number) : askForAnswer(turn, idea, to, emoji);
}

/** Only a new idea: whatever stands further on is left where it is. */
async function takeUp(turn: Turn, number: number): Promise<Answer> {
  const result = await deciding(turn, { number, to: 'under-review', answer: '', seen: 'new' });
  if (isRepeated(result) || isRefusal(result)) return NOTHING;
  return { kind: 'private', message: decidedMessage(turn, result) };
}

async function askForAnswer(
  turn: Turn,
  { number, title, status }: IdeaView,
  to: 'accepted' | 'declined',
  emoji: string,
): Promise<Answer> {
  if (!movesFrom(status).includes(to)) return NOTHING;
  // Nothing is written, but a repeated delivery must not ask twice.
  if (isRepeated(await claiming(turn, async () => 'asked' as const))) return NOTHING;
  const said = { emoji, number, title: excerpt(title, TITLE) };
  const { t } = turn.speak;
  const text = to === 'accepted' ? t('decision.markedAccepted', said) : t('decision.markedDeclined', said);
  return privately(turn, text, wayToAnswer(turn, number, to));
}

/** The button; where nothing can be pressed, what to type. */
function wayToAnswer(turn: Turn, number: number, to: Status): Block {
  const { t, runs } = turn.speak;
  if (turn.can.buttons) {
    const button = { action: 'answer', value: `${to}#${number}`, label: t('decision.button') };
    return { kind: 'buttons', buttons: [{ ...button, style: 'primary' }] };
  }
  const command = typed(turn, `repondre #${number} ${statusName(turn.speak, to)} …`);
  return { kind: 'text', text: runs('form.typeInstead', { command }) };
}
