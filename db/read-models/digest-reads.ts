import { type Kysely, sql } from 'kysely';
import {
  type Answered,
  type DigestReads,
  FEW_VOTES,
  type Gain,
  type LeastVoted,
  type Span,
} from '../../src/digest/digest-reads.ts';
import { FIRST_OF_REST } from '../../src/digest/rest.ts';
import { isVotable, STATUSES } from '../../src/ideas/status.ts';
import { prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { claimsOf, withEntries } from '../stores/digests.ts';

const VOTABLE = STATUSES.filter(isVotable);

/** The numbers of a digest, each an index range; see the interface for orders and bounds. */
export function digestReads(db: Kysely<Database>): DigestReads {
  return {
    async byId(id) {
      return withEntries(
        db,
        await db.selectFrom('digests').selectAll().where('id', '=', id).executeTakeFirst(),
      );
    },

    async ofWeek(lab, week) {
      const row = db.selectFrom('digests').selectAll().where('lab', '=', lab).where('week', '=', week);
      return withEntries(db, await row.executeTakeFirst());
    },

    async latest(lab) {
      const row = db
        .selectFrom('digests')
        .selectAll()
        .where('lab', '=', lab)
        .orderBy('period_start', 'desc')
        .limit(1);
      return withEntries(db, await row.executeTakeFirst());
    },

    claims: (lab, start) => claimsOf(db, lab, start),

    async figures(lab, period, before) {
      return {
        ideas: await count(filed, lab, period),
        votes: await count(votes, lab, period),
        votesBefore: await count(votes, lab, before),
        answers: (await decided(db, { lab, ...period })).rows.length,
      };
    },

    async gains(lab, period, limit) {
      return (await gains(db, { lab, ...period, limit })).rows;
    },

    async answered(lab, period) {
      return (await decided(db, { lab, ...period })).rows.map(({ idea, status, votesFor }): Answered => {
        return { idea, status, votesFor };
      });
    },

    async leastVoted(lab, created, { skip, limit }) {
      const shown = await shownLately(lab, skip);
      const found: LeastVoted[] = [];
      // At most one idea of the range is left out a place shown, so this much is enough.
      const enough = limit + shown.size;
      for (let total = 0; total <= FEW_VOTES && found.length < limit; total++) {
        const { rows } = await withVotes(db, { lab, total, ...created, limit: enough });
        found.push(...rows.filter(({ idea }) => !shown.has(idea)));
      }
      return found.slice(0, limit);
    },
  };

  async function count(of: typeof filed, lab: number, { start, end }: Span): Promise<number> {
    return Number((await of(db, { lab, start, end })).rows[0]?.n ?? 0);
  }

  /** Ideas of the lab's last published weeks. */
  async function shownLately(lab: number, weeks: number): Promise<Set<number>> {
    const lately = await db
      .selectFrom('digests')
      .select('id')
      .where('lab', '=', lab)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('digest_claims')
            .select('channel')
            .whereRef('digest_claims.lab', '=', 'digests.lab')
            .whereRef('digest_claims.period_start', '=', 'digests.period_start'),
        ),
      )
      .orderBy('period_start', 'desc')
      .limit(weeks)
      .execute();
    if (lately.length === 0) return new Set();
    const rows = await db
      .selectFrom('digest_entries')
      .select('idea')
      .where(
        'digest',
        'in',
        lately.map(({ id }) => id),
      )
      .where('position', '<', FIRST_OF_REST)
      .execute();
    return new Set(rows.map(({ idea }) => idea));
  }
}

type OfLab = Span & { lab: number };

/** `listed` in both values, so that the whole index is used; hidden and withdrawn ones are nobody's figure. */
const filed = prepared((db, v: OfLab) =>
  db
    .selectFrom('ideas')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('lab', '=', v.lab)
    .where('listed', 'in', [0, 1])
    .where('created_at', '>=', v.start)
    .where('created_at', '<', v.end)
    .where('status', '<>', 'withdrawn')
    .where('hidden_at', 'is', null),
);

/** A vote that is there afterwards counts 1, one that was there before counts -1. */
const votes = prepared((db, v: OfLab) =>
  db
    .selectFrom('vote_changes')
    .select(
      sql<number>`
        sum(case when "to" <> 'none' then 1 else 0 end - case when "from" <> 'none' then 1 else 0 end)
      `.as('n'),
    )
    .where('lab', '=', v.lab)
    .where('at', '>=', v.start)
    .where('at', '<', v.end),
);

const gained = sql<number>`
  sum(case when "to" = 'for' then 1 else 0 end - case when "from" = 'for' then 1 else 0 end)
`;

/**
 * Summed from the index first; only ideas that gained are looked up. A cross join, because SQLite keeps its
 * order: left to itself it would begin with all ideas of the lab.
 */
const gains = prepared((db, v: OfLab & { limit: number }) =>
  db
    .selectFrom(
      db
        .selectFrom('vote_changes')
        .select(['idea', gained.as('gained')])
        .where('lab', '=', v.lab)
        .where('at', '>=', v.start)
        .where('at', '<', v.end)
        .groupBy('idea')
        .having(gained, '>=', 1)
        .as('week'),
    )
    .crossJoin('ideas')
    .select(['week.idea', 'week.gained', 'ideas.votes_for as votesFor', 'ideas.status'])
    .whereRef('ideas.number', '=', 'week.idea')
    .where('ideas.lab', '=', v.lab)
    .where('ideas.status', 'in', VOTABLE)
    .where('ideas.hidden_at', 'is', null)
    .orderBy('week.gained', 'desc')
    .orderBy('ideas.votes_for', 'desc')
    .orderBy('week.idea')
    .limit(v.limit)
    .$castTo<Gain>(),
);

/** From the decisions of the week, of all labs, to their ideas; see {@link gains} for the join. */
const decided = prepared((db, v: OfLab) =>
  db
    .selectFrom('decisions')
    .crossJoin('ideas')
    .select(({ fn }) => [
      'ideas.number as idea',
      'ideas.status',
      'ideas.votes_for as votesFor',
      fn.max('decisions.id').as('last'),
    ])
    .whereRef('ideas.number', '=', 'decisions.idea')
    .where('decisions.at', '>=', v.start)
    .where('decisions.at', '<', v.end)
    .where('decisions.undone_at', 'is', null)
    .where('ideas.lab', '=', v.lab)
    .where('ideas.status', '<>', 'withdrawn')
    .where('ideas.hidden_at', 'is', null)
    .groupBy(['ideas.number', 'ideas.status', 'ideas.votes_for'])
    .orderBy('last'),
);

/** One seek: the open ideas of the span that have exactly so many votes. */
const withVotes = prepared((db, v: OfLab & { total: number; limit: number }) =>
  db
    .selectFrom('ideas')
    .select(['number as idea', 'votes_for as votesFor', 'votes_total as votes', 'status'])
    .where('lab', '=', v.lab)
    .where('open', '=', 1)
    .where('votes_total', '=', v.total)
    .where('created_at', '>=', v.start)
    .where('created_at', '<', v.end)
    .orderBy('created_at')
    .orderBy('number')
    .limit(v.limit),
);
