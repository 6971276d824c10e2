import type { Kysely, Selectable } from 'kysely';
import type { Claim, Digest, DigestStore, Entry } from '../../src/digest/digest-store.ts';
import { prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

/** Answers first, then by the numbers people see. */
const SECTIONS: readonly Entry['section'][] = ['answered', 'top', 'discover'];

/** Archived weeks and their claims over one transaction; unique keys settle races. */
export function digestStore(db: Kysely<Database>): DigestStore {
  return {
    async archive(week, at) {
      const row = await db
        .insertInto('digests')
        .values({
          lab: week.lab,
          period_start: week.start,
          period_end: week.end,
          week: week.week,
          zone: week.zone,
          ideas: week.figures.ideas,
          votes: week.figures.votes,
          votes_before: week.figures.votesBefore,
          answers: week.figures.answers,
          at,
        })
        .onConflict((conflict) => conflict.columns(['lab', 'week']).doNothing())
        .returningAll()
        .executeTakeFirst();
      if (!row) return archivedBefore(db, week.lab, week.week);
      if (week.entries.length > 0) await insertEntries(db, row.id, week.entries);
      return toDigest(row, week.entries);
    },

    async claim({ id, lab, start }, { channel, at }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('digest_claims')
        .values({ lab, channel, period_start: start, digest: id, at })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },

    claims: (lab, start) => claimsOf(db, lab, start),
  };
}

/** Shared with the read model: the same rows, over the connection that only reads. */
export async function claimsOf(db: Kysely<Database>, lab: number, start: number): Promise<Claim[]> {
  return db
    .selectFrom('digest_claims')
    .select(['channel', 'at'])
    .where('lab', '=', lab)
    .where('period_start', '=', start)
    .orderBy('channel')
    .execute();
}

const entries = prepared((db, v: { digest: number }) =>
  db.selectFrom('digest_entries').selectAll().where('digest', '=', v.digest),
);

/** A row with its entries. */
export async function withEntries(
  db: Kysely<Database>,
  row: Selectable<Database['digests']> | undefined,
): Promise<Digest | null> {
  if (!row) return null;
  const found = (await entries(db, { digest: row.id })).rows.map(toEntry);
  return toDigest(
    row,
    found.sort(
      (a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section) || a.position - b.position,
    ),
  );
}

async function archivedBefore(db: Kysely<Database>, lab: number, week: string): Promise<Digest> {
  const row = await db
    .selectFrom('digests')
    .selectAll()
    .where('lab', '=', lab)
    .where('week', '=', week)
    .executeTakeFirst();
  const digest = await withEntries(db, row);
  if (!digest) throw new Error(`digest ${week} of lab ${lab} vanished`);
  return digest;
}

async function insertEntries(db: Kysely<Database>, digest: number, lines: readonly Entry[]): Promise<void> {
  await db
    .insertInto('digest_entries')
    .values(
      lines.map(({ section, position, idea, gained, votesFor, status }) => ({
        digest,
        section,
        position,
        idea,
        gained,
        votes_for: votesFor,
        status,
      })),
    )
    .execute();
}

function toDigest(row: Selectable<Database['digests']>, lines: readonly Entry[]): Digest {
  return {
    id: row.id,
    lab: row.lab,
    start: row.period_start,
    end: row.period_end,
    week: row.week,
    zone: row.zone,
    figures: { ideas: row.ideas, votes: row.votes, votesBefore: row.votes_before, answers: row.answers },
    entries: lines,
    at: row.at,
  };
}

function toEntry(row: Selectable<Database['digest_entries']>): Entry {
  return {
    section: row.section,
    position: row.position,
    idea: row.idea,
    gained: row.gained,
    votesFor: row.votes_for,
    status: row.status,
  };
}
