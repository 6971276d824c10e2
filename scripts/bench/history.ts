import type { Database } from 'better-sqlite3';
import type { Period } from '../../src/digest/digest-store.ts';
import { isListed, isOpen, type STATUSES } from '../../src/ideas/status.ts';

const DAY_MS = 86_400_000;
/** Ideas were filed evenly over so many days before the week. */
const HISTORY_DAYS = 1095;
/** Ideas filed in the week. */
const FRESH = 40;
/** The week's votes: so many ideas got so many each. */
const WEEK = { ideas: 50, votes: 10 };
const VOTERS = 2000;
/** The first of the week's voters, who did not vote before. */
const FIRST_OF_WEEK = VOTERS + 2;

/** The lab whose week is composed; a third of the ideas is its own. */
export const LAB = 1;

/**
 * A box of three labs with so many ideas, three years old, three votes each on average; all but the same 500
 * votes and 40 ideas are older than the week. Tallies, words, votes and changes agree as `doctor` wants it.
 */
export function fillHistory(db: Database, ideas: number, { start }: Pick<Period, 'start'>): void {
  const run = (sql: string, ...values: number[]) => db.prepare(sql).run(...values);
  run(`insert into labs (id, slug, name, field, region, zone, language, access, digest_cron, created_at)
    select i, 'lab-' || i, 'Lab ' || i, '', '', 'Europe/Paris', 'fr', 'open', '0 9 * * 1', 0
    from (select 1 as i union all select 2 union all select 3)`);
  const people = FIRST_OF_WEEK + WEEK.ideas * WEEK.votes;
  run(`${upTo(2)} insert into members (id, language) select i, null from n`, people);
  run(
    `${upTo(2)} insert into identities (id, member, platform, realm, user, name, since_day)
     select i, i, 'bench', 'bench', 'u' || i, 'Person ' || i, 0 from n`,
    people,
  );
  const old = ideas - FRESH;
  run(`update counters set value = ?`, ideas);
  // Of seven ideas one has no vote, one has a single vote, … and one has six; every fifth has one against.
  run(
    `${upTo(1)} insert into ideas
       (number, lab, author, title, body, status, listed, open, created_at, revision, votes_for, votes_against)
     select i, 1 + i % 3, 2 + i % ${VOTERS}, 'Idea number ' || i, 'For whom, with what? Three lines will do. ' || i,
       ${statusOf((status) => `'${status}'`)}, ${statusOf((s) => Number(isListed(s)))}, ${statusOf((s) => Number(isOpen(s)))},
       case when i > ? then ? + i % ${FRESH} * 3600000
         else ? - 1 - (? - i) * ${HISTORY_DAYS * DAY_MS} / ? end,
       1, ${votesOf('i', old)} - ${againstOf('i', old)}, ${againstOf('i', old)}
     from n`,
    ...[ideas, old, start, start, ideas, ideas],
  );
  vote(db, `from ideas, votes_each where j < ${votesOf('number', old)}`, {
    member: `2 + (number + j * 283) % ${VOTERS}`,
    value: `case when number % 5 = 0 and j = 0 then 'against' else 'for' end`,
    at: `min(created_at + j * 3600000, ${start - 1})`,
  });
  supportWeek(db, start);
}

/** The week's votes, all `for`, on the latest ideas of the lab that are older than the week. */
function supportWeek(db: Database, start: number): void {
  db.exec(`create temp table supported as
    select number, lab, row_number() over (order by number desc) - 1 as place from ideas
    where lab = ${LAB} and open = 1 and created_at < ${start} order by number desc limit ${WEEK.ideas}`);
  vote(db, `from supported, votes_each where j < ${WEEK.votes}`, {
    member: `${FIRST_OF_WEEK} + place * ${WEEK.votes} + j`,
    value: `'for'`,
    at: `${start} + (place * ${WEEK.votes} + j) * 600000`,
  });
  db.exec(`update ideas set votes_for = votes_for + ${WEEK.votes}
    where number in (select number from supported)`);
  db.exec('drop table supported');
}

/** The same votes as words, votes and changes; each of the three in the order of its key. */
function vote(db: Database, from: string, of: { member: string; value: string; at: string }): void {
  const votesEach = 'with votes_each(j) as (values (0),(1),(2),(3),(4),(5),(6),(7),(8),(9))';
  const { member, value, at } = of;
  db.exec(`${votesEach} insert into words (idea, identity, value, at)
    select number, ${member}, ${value}, ${at} ${from}`);
  db.exec(`${votesEach} insert into votes (idea, member, value, source_identity, at)
    select number, ${member}, ${value}, ${member}, ${at} ${from}`);
  db.exec(`${votesEach} insert into vote_changes (idea, lab, "from", "to", at)
    select number, lab, 'none', ${value}, ${at} ${from}`);
}

/** How many votes idea `i` has; those of the week have none yet. `old` is the last of the others. */
const votesOf = (i: string, old: number) => `(case when ${i} > ${old} then 0 else (${i} * 7919) % 7 end)`;
const againstOf = (i: string, old: number) =>
  `(case when ${i} % 5 = 0 and ${votesOf(i, old)} > 0 then 1 else 0 end)`;

const upTo = (first: number) =>
  `with recursive n(i) as (select ${first} union all select i + 1 from n where i < ?)`;

/** Something of the status of idea `i`: most are open, one in ten declined. */
function statusOf(of: (status: (typeof STATUSES)[number]) => string | number): string {
  const cases = [
    [6, 'new'],
    [7, 'under-review'],
    [8, 'accepted'],
    [9, 'in-service'],
  ] as const;
  const whens = cases.map(([below, status]) => `when i % 10 < ${below} then ${of(status)}`);
  return `case ${whens.join(' ')} else ${of('declined')} end`;
}
