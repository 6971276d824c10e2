import { createHash } from 'node:crypto';
import type { ForeignIdea } from './record.ts';

/** What tells whether an idea with a known id is the same one: a hash of all that was read of it. */
export function hashOf(idea: ForeignIdea): string {
  const { title, body, author, createdAt, editedAt, status, totals } = idea;
  const content = JSON.stringify([title, body, author, createdAt, editedAt, status, totals]);
  return createHash('sha256').update(content).digest('base64url');
}
