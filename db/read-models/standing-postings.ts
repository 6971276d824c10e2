import type { Kysely } from 'kysely';
import type { PersonsMark } from '../../src/delivery/compare-marks.ts';
import type { StandingPosting, StandingReads } from '../../src/delivery/standing.ts';
import { isVotable, mayMove, STATUSES } from '../../src/ideas/status.ts';
import type { Database } from '../schema.ts';

/** Where a reaction may say something: a vote, or the decision that one of these asks for. */
const SPOKEN_TO = STATUSES.filter(
  (status) =>
    isVotable(status) ||
    (['accepted', 'declined'] as const).some((to) => to !== status && mayMove(status, to)),
);

/** Postings to be compared with what stands on their platform. */
export function standingReads(db: Kysely<Database>): StandingReads {
  return {
    async page(of, { since, below, limit }) {
      const rows = await standing(db, of)
        .where('postings.id', '<', below)
        .where('postings.at', '>=', since)
        .orderBy('postings.id', 'desc')
        .limit(limit)
        .execute();
      return withMarks(db, rows);
    },

    async one({ platform, realm, channel, message }) {
      const rows = await standing(db, { platform, realm })
        .where('postings.channel', '=', channel)
        .where('postings.message', '=', message)
        .execute();
      return (await withMarks(db, rows))[0] ?? null;
    },
  };
}

function standing(db: Kysely<Database>, { platform, realm }: { platform: string; realm: string }) {
  return db
    .selectFrom('postings')
    .leftJoin('ideas', 'ideas.number', 'postings.idea')
    .selectAll('postings')
    .where('postings.platform', '=', platform)
    .where('postings.realm', '=', realm)
    .where('postings.gone_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('postings.kind', '=', 'digest'),
        eb.and([
          eb('postings.kind', '=', 'card'),
          eb('ideas.status', 'in', SPOKEN_TO),
          eb('ideas.hidden_at', 'is', null),
        ]),
        eb.exists(eb.selectFrom('marks').select('emoji').whereRef('marks.posting', '=', 'postings.id')),
      ]),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof standing>['execute']>>[number];

async function withMarks(db: Kysely<Database>, rows: readonly Row[]): Promise<StandingPosting[]> {
  const marks = await marksUnder(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, kind, platform, realm, channel, team, thread, message }) => ({
    id,
    kind,
    posted: {
      ...{ platform, realm, channel, message },
      ...(team !== null && { team }),
      ...(thread !== null && { thread }),
    },
    marks: marks.get(id) ?? [],
  }));
}

async function marksUnder(
  db: Kysely<Database>,
  postings: readonly number[],
): Promise<Map<number, PersonsMark[]>> {
  const under = new Map<number, PersonsMark[]>();
  if (postings.length === 0) return under;
  const of = (table: 'marks' | 'decision_marks') =>
    db
      .selectFrom(table)
      .innerJoin('identities', 'identities.id', `${table}.identity`)
      .select([`${table}.posting`, `${table}.emoji`, 'platform', 'realm', 'user'])
      .where(`${table}.posting`, 'in', postings);
  const rows = await of('marks').unionAll(of('decision_marks')).execute();
  for (const { posting, emoji, ...by } of rows) {
    under.set(posting, [...(under.get(posting) ?? []), { by, emoji }]);
  }
  return under;
}
