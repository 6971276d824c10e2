import { isCompletable, isEditable } from '../ideas/idea.ts';
import type { IdeaView } from '../ideas/idea-lists.ts';
import { isAuthor } from '../ideas/is-author.ts';
import { mayWithdraw } from '../ideas/status.ts';
import { mayDecide } from '../members/permissions.ts';
import { refuse } from '../refusal.ts';
import type { Answer } from './arrival.ts';
import type { Button } from './message.ts';
import { ideaPage } from './messages/idea-card.ts';
import { seeElder, separateButton } from './messages/links.ts';
import { refusalText } from './messages/refusal.ts';
import { privately } from './messages/said.ts';
import type { Turn } from './turn.ts';

/** One idea in full, with what this person may do with it: "En savoir plus" and `voir`. */
export async function showing(turn: Turn, number: number): Promise<Answer> {
  const idea = await turn.box.reads.ideas.one(turn.reader, number);
  if (!idea) return privately(turn, await refusalText(turn, refuse('unknown-idea', { number })));
  const moves = ownMoves(turn, idea, await isAuthor(turn.box.reads, idea, turn.identity));
  return { kind: 'private', message: ideaPage(turn.speak, idea, turn.box.clock.now(), moves) };
}

/** The elder to look at; the author completes, edits and withdraws; a facilitator separates and answers. */
function ownMoves({ reader, speak }: Turn, idea: IdeaView, own: boolean): Button[] {
  const { t } = speak;
  const { number, elder } = idea;
  const value = `#${number}`;
  const buttons: Button[] = seeElder(speak, idea);
  if (own) {
    if (isCompletable(idea)) buttons.push({ action: 'complete', value, label: t('idea.complete') });
    if (isEditable(idea)) buttons.push({ action: 'edit', value, label: t('idea.edit') });
    if (mayWithdraw(idea.status)) buttons.push({ action: 'withdraw', value, label: t('idea.withdraw') });
  }
  if (elder && (mayDecide(reader, idea.lab) || mayDecide(reader, elder.lab)))
    buttons.push(separateButton(speak, number, elder.number));
  if (mayDecide(reader, idea.lab))
    buttons.push({ action: 'answer', value, label: t('decision.button'), style: 'primary' });
  return buttons;
}
