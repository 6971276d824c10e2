import type { Lab } from '../labs/lab.ts';
import type { Acting } from '../members/acting.ts';
import { mayRead, type Reader } from '../members/reader.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Idea } from './idea.ts';
import { isAuthor } from './is-author.ts';

/** The idea and its lab, if this person may read it here; else the answer of an unknown number. */
export async function findReadable(
  tx: Pick<Transaction, 'ideas' | 'labs'>,
  reader: Reader,
  number: number,
): Promise<{ idea: Idea; lab: Lab } | Refusal> {
  const idea = await tx.ideas.byNumber(number);
  const lab = idea && (await tx.labs.byId(idea.lab));
  if (!idea || !lab || !mayRead(reader, { lab, author: idea.author }))
    return refuse('unknown-idea', { number });
  return { idea, lab };
}

/** The same for somebody who must be the idea's author, with whichever account. */
export async function findOwn(
  tx: Pick<Transaction, 'ideas' | 'labs' | 'members'>,
  by: Acting,
  number: number,
): Promise<{ idea: Idea; lab: Lab } | Refusal> {
  const found = await findReadable(tx, by.reader, number);
  if ('refused' in found) return found;
  return (await isAuthor(tx, found.idea, by.identity)) ? found : refuse('author-only', { number });
}
