import { createHash } from 'node:crypto';
import type { ForeignIdea } from './record.ts';

/** What tells whether an idea with a known id is the same one: a hash of all that was read of it. */
export function hashOf(idea: ForeignIdea): string {
  const { title, body, author, createdAt, editedAt, status, totals, answer } = idea;
  const said = [title, body, author, createdAt, editedAt, status, totals];
  // Without an answer as it was before answers were read: such an idea is still known.
  const content = JSON.stringify(answer === null ? said : [...said, answer]);
  return createHash('sha256').update(content).digest('base64url');
}
