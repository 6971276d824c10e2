import { undoDecision } from '../decisions/undo-decision.ts';
import { isRefusal } from '../refusal.ts';
import type { Answer } from './arrival.ts';
import { refusalText } from './messages/refusal.ts';
import { privately, statusName } from './messages/said.ts';
import { isRepeated, NOTHING, type Turn, writing } from './turn.ts';

/** Takes one's last decision back: on that idea, or the last one on any. */
export async function undoing(turn: Turn, number: number | null): Promise<Answer> {
  const result = await writing(turn, (tx, by) => undoDecision(tx, by, { number, at: turn.box.clock.now() }));
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return privately(turn, await refusalText(turn, result));
  const status = statusName(turn.speak, result.from);
  return privately(turn, turn.speak.t('decision.undone', { number: result.idea, status }));
}
