import type { Database } from 'better-sqlite3';
import type { Value } from '../../src/votes/vote.ts';

export const IDEAS = 200;
export const VOTERS = 500;

/** One vote to be cast; `voter` is identity and member alike. */
export interface Ballot {
  voter: number;
  number: number;
  value: Value;
  at: number;
}

/** A lab with ideas of one author, each with a card, and people to vote on them. The tombstone has the key 1. */
export function fillVoting(db: Database): void {
  const upTo = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)';
  db.prepare(
    `insert into labs (id, slug, name, field, region, zone, language, access, digest_cron, created_at)
     values (1, 'bench', 'Bench', '', '', 'Europe/Paris', 'fr', 'open', '0 9 * * 1', 0)`,
  ).run();
  db.prepare(`${upTo} insert into members (id, language) select i + 1, null from n`).run(VOTERS + 1);
  db.prepare(
    `${upTo} insert into identities (id, member, platform, realm, user, name, since_day)
     select i + 1, i + 1, 'bench', 'bench', 'v' || (i + 1), null, 0 from n`,
  ).run(VOTERS + 1);
  db.prepare(
    `${upTo} insert into ideas (number, lab, author, title, body, status, listed, open, created_at, revision)
     select i, 1, ${VOTERS + 2}, 'Idea ' || i, 'Because.', 'new', 1, 1, i, 1 from n`,
  ).run(IDEAS);
  db.prepare(
    `${upTo} insert into postings (kind, idea, platform, realm, channel, message, at)
     select 'card', i, 'bench', 'bench', 'general', 'm' || i, i from n`,
  ).run(IDEAS);
}
