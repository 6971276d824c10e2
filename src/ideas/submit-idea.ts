import { IMPORTED_BODY_MAX } from '../importing/fit-text.ts';
import type { Acting } from '../members/acting.ts';
import { mayFile } from '../members/permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { BODY_MAX, checkBody, checkTitle, type Idea } from './idea.ts';
import { sayCard } from './say-card.ts';

/** An idea as its author sends it, not checked yet. */
export interface Submission {
  lab: number;
  title: string;
  body: string;
  /** The author's name as the platform shows it, kept for the card. Null: what is known of them stays. */
  authorName: string | null;
  at: number;
  /**
   * An idea of a dated history: its body may be as long as an imported one's, and it gets no vote by itself, for a
   * history says who voted.
   */
  history?: true;
}

/**
 * Publishes a signed idea: it gets its number, its author's own word `for`, and a card in each channel of
 * its lab.
 */
export async function submitIdea(
  tx: Transaction,
  by: Acting,
  submission: Submission,
): Promise<Idea | Refusal> {
  const lab = await tx.labs.byId(submission.lab);
  if (!lab || !mayFile(by.reader, lab)) return refuse('may-not-file', { guest: by.reader.kind === 'guest' });
  const title = checkTitle(submission.title);
  if ('fault' in title) return refuse('text', { field: 'title', fault: title });
  const body = checkBody(submission.body, submission.history ? IMPORTED_BODY_MAX : BODY_MAX);
  if ('fault' in body) return refuse('text', { field: 'body', fault: body });

  const { at, authorName } = submission;
  const idea = await tx.ideas.publish({ lab: lab.id, author: by.identity.id, ...title, ...body, at });
  if (authorName !== null) await tx.members.setName(by.identity.id, authorName);
  if (!submission.history) await supportOwn(tx, by, idea, at);
  for (const channel of await tx.labs.channels(lab.id)) {
    if (channel.lostAt === null) await sayCard(tx, idea.number, lab, channel);
  }
  return submission.history ? idea : { ...idea, votesFor: idea.votesFor + 1 };
}

/** The author's word; it does not count as another person's vote. */
async function supportOwn(tx: Transaction, by: Acting, idea: Idea, at: number): Promise<void> {
  const { id: identity, member } = by.identity;
  await tx.votes.setWord(idea.number, identity, 'for', at);
  await tx.votes.set(
    null,
    { idea: idea.number, member, value: 'for', source: { kind: 'word', identity }, at },
    { lab: idea.lab, another: false },
  );
}
