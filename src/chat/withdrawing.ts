import { isAuthor } from '../ideas/is-author.ts';
import { mayWithdraw } from '../ideas/status.ts';
import { withdrawIdea } from '../ideas/withdraw-idea.ts';
import { isRefusal, refuse } from '../refusal.ts';
import type { Answer } from './arrival.ts';
import { keepDraft } from './draft-keeper.ts';
import type { Block } from './message.ts';
import { refusalText } from './messages/refusal.ts';
import { privately, typed } from './messages/said.ts';
import { claiming, isRepeated, NOTHING, type Turn, writing } from './turn.ts';

/** Withdrawing cannot be undone, so it is asked first: by buttons, or by yes and no where there are none. */
export async function askToWithdraw(turn: Turn, number: number): Promise<Answer> {
  const { box, speak } = turn;
  const idea = await box.reads.ideas.one(turn.reader, number);
  if (!idea) return privately(turn, await refusalText(turn, refuse('unknown-idea', { number })));
  if (!(await isAuthor(box.reads, idea, turn.identity))) {
    return privately(turn, await refusalText(turn, refuse('author-only', { number })));
  }
  if (!mayWithdraw(idea.status)) {
    return privately(
      turn,
      await refusalText(turn, refuse('no-longer-alive', { number, status: idea.status })),
    );
  }
  const question = speak.t('idea.withdrawAsk', { number, title: idea.title });
  if (turn.can.buttons) return privately(turn, question, choice(turn, number));
  const asked = await claiming(turn, (tx) =>
    keepDraft(box, tx, turn.by, { kind: 'withdraw', idea: number }, { asks: true }),
  );
  if (isRepeated(asked)) return NOTHING;
  return privately(turn, [question, '\n', typed(turn, 'oui'), ' · ', typed(turn, 'non')]);
}

/** The confirmed withdrawal. */
export async function withdraw(turn: Turn, number: number, draft: string | null = null): Promise<Answer> {
  const result = await writing(turn, async (tx, by) => {
    if (draft !== null) await tx.drafts.drop(draft);
    return withdrawIdea(tx, by, { number, at: turn.box.clock.now() });
  });
  if (isRepeated(result)) return NOTHING;
  if (isRefusal(result)) return privately(turn, await refusalText(turn, result));
  return privately(turn, turn.speak.t('idea.withdrawn', { number }));
}

function choice({ speak: { t } }: Turn, number: number): Block {
  return {
    kind: 'buttons',
    buttons: [
      { action: 'withdraw-yes', value: `#${number}`, label: t('idea.withdrawYes'), style: 'danger' },
      { action: 'withdraw-no', value: `#${number}`, label: t('idea.withdrawNo') },
    ],
  };
}
