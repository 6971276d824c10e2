import { isRefusal } from '../refusal.ts';
import { type Cast, castVote } from '../votes/cast-vote.ts';
import type { Word } from '../votes/vote.ts';
import type { Answer } from './arrival.ts';
import { tallies } from './messages/idea-card.ts';
import { refusalText } from './messages/refusal.ts';
import { paragraph, privately, typed } from './messages/said.ts';
import { isRepeated, NOTHING, type Turn, writing } from './turn.ts';

/** A vote by button or command, with its private answer. */
export async function voting(turn: Turn, number: number, value: Word): Promise<Answer> {
  const word = { number, value, at: turn.at, now: turn.box.clock.now() };
  const result = await writing(turn, (tx, by) => castVote(tx, by, word));
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return privately(turn, await refusalText(turn, result));
  return { kind: 'private', message: voteAnswer(turn, result), onCard: result.changed };
}

/** "C'est compté" or "Déjà compté", the tallies, and how to take it back. */
function voteAnswer(turn: Turn, { idea, value, changed }: Cast) {
  const { t, runs } = turn.speak;
  const { number } = idea;
  const command = typed(turn, `neutre #${number}`);
  const text = {
    for: () => (changed ? [t('vote.countedFor', { number })] : runs('vote.alreadyFor', { number, command })),
    against: () =>
      changed ? [t('vote.countedAgainst', { number })] : runs('vote.alreadyAgainst', { number, command }),
    none: () => [t(changed ? 'vote.takenBack' : 'vote.noneToTakeBack', { number })],
  }[value]();
  return paragraph(turn.speak, text, { kind: 'context', text: [tallies(turn.speak, idea)] });
}
