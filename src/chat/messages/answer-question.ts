import { statusMarked } from '../../decisions/decision-marks.ts';
import type { IdeaView } from '../../ideas/idea-lists.ts';
import { movesFrom } from '../../ideas/status.ts';
import { excerpt } from '../../text.ts';
import type { Message } from '../message.ts';
import type { Turn } from '../turn.ts';
import { paragraph, statusName, typed } from './said.ts';

/** Code points of the title in the question for an answer. */
const TITLE = 100;

/** Where it is read: in which language, what is typed there, and whether anything can be pressed. */
type Reading = Pick<Turn, 'speak' | 'commandWord' | 'inOwnWords'> & { buttons: boolean };

/**
 * To who facilitates, after ✅ or ❌ under a card: the decision is taken with its answer, by the button; where nothing can
 * be pressed, what to type. Null where the idea cannot come to that any more.
 */
export function answerQuestion(
  reading: Reading,
  { number, title, status }: Pick<IdeaView, 'number' | 'title' | 'status'>,
  emoji: string,
): Message | null {
  const { speak } = reading;
  const { t, runs } = speak;
  const to = statusMarked(emoji);
  if (to === null || to === 'under-review' || !movesFrom(status).includes(to)) return null;
  const said = { emoji, number, title: excerpt(title, TITLE) };
  const text = to === 'accepted' ? t('decision.markedAccepted', said) : t('decision.markedDeclined', said);
  if (reading.buttons) {
    const button = { action: 'answer', value: `${to}#${number}`, label: t('decision.button') };
    return paragraph(speak, text, { kind: 'buttons', buttons: [{ ...button, style: 'primary' }] });
  }
  const command = typed(reading, `repondre #${number} ${statusName(speak, to)} …`);
  return paragraph(speak, text, { kind: 'text', text: runs('form.typeInstead', { command }) });
}
