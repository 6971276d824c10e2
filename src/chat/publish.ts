import { isAuthor } from '../ideas/is-author.ts';
import { submitIdea } from '../ideas/submit-idea.ts';
import { isRefusal } from '../refusal.ts';
import type { Answer } from './arrival.ts';
import type { Outcome } from './claims.ts';
import type { Inline } from './message.ts';
import { refusalText } from './messages/refusal.ts';
import { privately } from './messages/said.ts';
import { thanks } from './thanking.ts';
import { isRepeated, NOTHING, type Turn, writing } from './turn.ts';

/** An idea about to be published, by a form or after a yes. */
export interface Ready {
  title: string;
  body: string;
  lab: number;
}

/**
 * Publishes and thanks. The draft's id is claimed in the same transaction, and the draft dropped if there is
 * one: the same text sent twice makes one idea, and the second answer is the first one's.
 */
export async function publish(
  turn: Turn,
  ready: Ready,
  draft: string,
  refused: (text: readonly Inline[]) => Answer = (text) => privately(turn, text),
): Promise<Answer> {
  const { name } = await turn.box.directory.know(turn.by);
  const result = await writing(
    turn,
    async (tx, by, settle) => {
      const idea = await submitIdea(tx, by, { ...ready, authorName: name, at: turn.box.clock.now() });
      if (isRefusal(idea)) return idea;
      await tx.drafts.drop(draft);
      await settle({ idea: idea.number });
      return idea;
    },
    draft,
  );
  if (isRefusal(result)) return refused(await refusalText(turn, result));
  return isRepeated(result) ? cameTo(turn, result.outcome) : thanks(turn, result.number);
}

/** The answer to a repeat: the first one's. The idea that was made, or the one that was supported instead. */
export async function cameTo(turn: Turn, outcome: Outcome | null): Promise<Answer> {
  if (!outcome) return NOTHING;
  const { reads } = turn.box;
  const idea = await reads.ideas.forLab(outcome.idea);
  // Looked up afresh: the first one's transaction may have made this person's row.
  const own = idea !== null && (await isAuthor(reads, idea, await reads.members.find(turn.by)));
  return own || !idea ? thanks(turn, outcome.idea) : supportedInstead(turn, idea);
}

/** "C'est noté : vous soutenez #1980 …" */
export function supportedInstead(turn: Turn, { number, title }: { number: number; title: string }): Answer {
  return privately(turn, turn.speak.t('idea.supportedInstead', { number, title }));
}
