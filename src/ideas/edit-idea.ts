import { repaintDuplicates } from '../duplicates/repaint-linked.ts';
import type { Acting } from '../members/acting.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { findOwn } from './find-readable.ts';
import { checkBody, checkTitle, type Idea, isCompletable, isEditable } from './idea.ts';

/**
 * The author changes title and text, until another person has voted: then people would find themselves
 * supporting something else. The old text stays as a revision, and the card says so.
 */
export async function editIdea(
  tx: Transaction,
  by: Acting,
  edit: { number: number; title: string; body: string; at: number },
): Promise<Idea | Refusal> {
  const found = await findOwn(tx, by, edit.number);
  if ('refused' in found) return found;
  const { number } = edit;
  if (!isCompletable(found.idea))
    return refuse('no-longer-completable', { number, status: found.idea.status });
  if (!isEditable(found.idea)) return refuse('no-longer-editable', { number });
  const title = checkTitle(edit.title);
  if ('fault' in title) return refuse('text', { field: 'title', fault: title });
  const body = checkBody(edit.body);
  if ('fault' in body) return refuse('text', { field: 'body', fault: body });

  if (title.title !== found.idea.title || body.body !== found.idea.body) {
    await tx.ideas.revise(edit.number, { ...title, ...body }, edit.at);
    await tx.outbox.repaintCards(edit.number);
    await repaintDuplicates(tx, edit.number);
  }
  return { ...found.idea, ...title, ...body };
}
