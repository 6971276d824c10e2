import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isListed, isOpen, STATUSES, type Status } from '../../src/ideas/status.ts';
import type { Database } from '../schema.ts';

/** What is kept is compared with the rows it is kept from, one name each. */
export type Claim =
  /** An idea's votes_for and votes_against are its votes. */
  | 'tallies'
  /** They are the sums of its vote_changes too. */
  | 'changes'
  /** Each vote comes from a word or a mark of its member that says so. */
  | 'sources'
  /** Each word and each mark belongs to a vote. */
  | 'spoken'
  /** An idea's listed and open follow from its status. */
  | 'flags'
  /** Search knows each idea whose text is shown, and no other. */
  | 'index'
  /** A duplicate's elder was filed before it, and is no duplicate itself. */
  | 'duplicates'
  /** No number above the counter's was given. */
  | 'counter';

/** What contradicts a claim: how often, and the first few ideas (or numbers). None: it is proven. */
export interface Proof {
  claim: Claim;
  broken: number;
  first: number[];
}

/** Examples given of each broken claim. */
const EXAMPLES = 5;

/**
 * Counts everything again, or what some claims need. Each claim is one statement, so that votes which arrive meanwhile disturb nothing.
 * It reads whole tables: some seconds with a million ideas.
 */
export async function prove(db: Kysely<Database>, claims: readonly Claim[] = ALL): Promise<Proof[]> {
  const proofs: Proof[] = [];
  for (const claim of claims) {
    const { rows } = await sql<{ idea: number; broken: number }>`
      select idea, count(*) over () as broken from (${CLAIMS[claim]}) as contradictions
      order by idea limit ${sql.lit(EXAMPLES)}
    `.execute(db);
    proofs.push({ claim, broken: Number(rows[0]?.broken ?? 0), first: rows.map(({ idea }) => idea) });
  }
  return proofs;
}

/** The latest instant in the rows the box dates with its own clock; null in an empty box. */
export async function latestInstant(db: Kysely<Database>): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select max(at) as at from (
      select max(created_at) as at from ideas
      union all select max(at) from vote_changes
      union all select max(created_at) from outbox
      union all select max(at) from decisions
    ) as instants
  `.execute(db);
  return rows[0]?.at ?? null;
}

/** Migrations the database has had, in order; none where it is no database of the box. */
export async function migrationsOf(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

const statuses = (are: (status: Status) => boolean): RawBuilder<unknown> =>
  sql.join(STATUSES.filter(are).map((status) => sql.lit(status)));

/** Each gives the ideas (or numbers) that contradict it, in a column `idea`. */
const CLAIMS: Readonly<Record<Claim, RawBuilder<unknown>>> = {
  tallies: sql`
    select number as idea from ideas left join (
      select idea,
        sum(case when value = 'for' then 1 else 0 end) as pro,
        sum(case when value = 'against' then 1 else 0 end) as contra
      from votes group by idea
    ) as counted on counted.idea = ideas.number
    where votes_for <> coalesce(pro, 0) or votes_against <> coalesce(contra, 0)
  `,
  changes: sql`
    select number as idea from ideas left join (
      select idea,
        sum(case when "to" = 'for' then 1 when "from" = 'for' then -1 else 0 end) as pro,
        sum(case when "to" = 'against' then 1 when "from" = 'against' then -1 else 0 end) as contra
      from vote_changes group by idea
    ) as summed on summed.idea = ideas.number
    where votes_for <> coalesce(pro, 0) or votes_against <> coalesce(contra, 0)
  `,
  // Where a mark was removed and none is left, the vote is none and its word was never said.
  sources: sql`
    select votes.idea from votes
    join identities on identities.id = votes.source_identity
    left join words on votes.source_posting is null
      and words.idea = votes.idea and words.identity = votes.source_identity
    left join marks on marks.posting = votes.source_posting
      and marks.identity = votes.source_identity and marks.emoji = votes.source_emoji
    where identities.member <> votes.member
      or (votes.source_posting is null and coalesce(words.value, 'none') <> votes.value)
      or (votes.source_posting is not null
        and (marks.idea is null or marks.idea <> votes.idea or marks.value <> votes.value))
  `,
  spoken: sql`
    select spoken.idea from (
      select idea, identity from words union select idea, identity from marks
    ) as spoken
    join identities on identities.id = spoken.identity
    left join votes on votes.idea = spoken.idea and votes.member = identities.member
    where votes.idea is null
  `,
  flags: sql`
    select number as idea from ideas
    where listed <> case when hidden_at is null and status in (${statuses(isListed)}) then 1 else 0 end
      or "open" <> case when hidden_at is null and status in (${statuses(isOpen)}) then 1 else 0 end
  `,
  index: sql`
    select number as idea from ideas left join idea_index on idea_index.rowid = ideas.number
    where (idea_index.rowid is null) = (status <> 'withdrawn' and hidden_at is null)
    union select idea_index.rowid from idea_index left join ideas on ideas.number = idea_index.rowid
    where ideas.number is null
  `,
  duplicates: sql`
    select duplicates.idea from duplicates
    join ideas on ideas.number = duplicates.idea
    join ideas as elders on elders.number = duplicates.elder
    left join duplicates as chained on chained.idea = duplicates.elder
    where chained.idea is not null
      or elders.created_at > ideas.created_at
      or (elders.created_at = ideas.created_at and elders.number > ideas.number)
  `,
  counter: sql`
    select number as idea from ideas
    where number > (select value from counters where name = 'contribution')
  `,
};

const ALL = Object.keys(CLAIMS) as Claim[];
