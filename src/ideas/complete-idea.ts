import type { Acting } from '../members/acting.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isBlank } from '../text.ts';
import type { Transaction } from '../unit-of-work.ts';
import { findOwn } from './find-readable.ts';
import { checkBody, type Idea, isCompletable } from './idea.ts';

/** The author appends a "Complément"; nothing that people voted on changes. */
export async function completeIdea(
  tx: Transaction,
  by: Acting,
  addition: { number: number; text: string; at: number },
): Promise<Idea | Refusal> {
  const { number, at } = addition;
  const found = await findOwn(tx, by, number);
  if ('refused' in found) return found;
  if (!isCompletable(found.idea)) {
    return refuse('no-longer-completable', { number, status: found.idea.status });
  }
  if (isBlank(addition.text)) return refuse('text', { field: 'text', fault: { fault: 'missing' } });
  const text = checkBody(addition.text);
  if ('fault' in text) return refuse('text', { field: 'text', fault: text });

  await tx.ideas.append(number, text.body, at);
  await tx.outbox.repaintCards(number);
  return found.idea;
}
