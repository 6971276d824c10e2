import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import { IMPORTED, NOBODY } from '../../src/members/member.ts';
import { type Mark, tallyChange, type Vote, type Word } from '../../src/votes/vote.ts';
import type { VoteStore } from '../../src/votes/vote-store.ts';
import { mustChange, one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { toIdentity } from './members.ts';

type MarkKey = Pick<Mark, 'posting' | 'identity' | 'emoji'>;

const voteOf = prepared((db, v: { idea: number; member: number }) =>
  db.selectFrom('votes').selectAll().where('idea', '=', v.idea).where('member', '=', v.member),
);

const putVote = prepared((db, v: Selectable<Database['votes']>) =>
  db
    .insertInto('votes')
    .values({
      idea: v.idea,
      member: v.member,
      value: v.value,
      source_identity: v.source_identity,
      source_posting: v.source_posting,
      source_emoji: v.source_emoji,
      at: v.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['idea', 'member']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        source_identity: eb.ref('excluded.source_identity'),
        source_posting: eb.ref('excluded.source_posting'),
        source_emoji: eb.ref('excluded.source_emoji'),
        at: eb.ref('excluded.at'),
      })),
    ),
);

/** By increments: two members voting at once both count. `supported_at` null leaves it as it is. */
const changeTallies = prepared(
  (db, v: { idea: number; for: number; against: number; supported_at: number | null }) =>
    db
      .updateTable('ideas')
      .set((eb) => ({
        votes_for: eb('votes_for', '+', v.for),
        votes_against: eb('votes_against', '+', v.against),
        supported_at: eb.fn.coalesce('supported_at', eb.val(v.supported_at)),
      }))
      .where('number', '=', v.idea),
);

const removeVote = prepared((db, v: { idea: number; member: number }) =>
  db.deleteFrom('votes').where('idea', '=', v.idea).where('member', '=', v.member),
);

const recordChange = prepared((db, v: Omit<Selectable<Database['vote_changes']>, 'id'>) =>
  db.insertInto('vote_changes').values({ idea: v.idea, lab: v.lab, from: v.from, to: v.to, at: v.at }),
);

const wordsOf = prepared((db, v: { idea: number; member: number }) =>
  db
    .selectFrom('words')
    .select(['identity', 'value', 'at'])
    .where('idea', '=', v.idea)
    .where('identity', 'in', (eb) => eb.selectFrom('identities').select('id').where('member', '=', v.member))
    .orderBy('identity'),
);

const putWord = prepared((db, v: { idea: number; identity: number; value: Word; at: number }) =>
  db
    .insertInto('words')
    .values({ idea: v.idea, identity: v.identity, value: v.value, at: v.at })
    .onConflict((conflict) =>
      conflict
        .columns(['idea', 'identity'])
        .doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), at: eb.ref('excluded.at') })),
    ),
);

const dropWords = prepared((db, v: { idea: number; member: number; until: number }) =>
  db
    .deleteFrom('words')
    .where('idea', '=', v.idea)
    .where('at', '<=', v.until)
    .where('identity', 'in', (eb) => eb.selectFrom('identities').select('id').where('member', '=', v.member)),
);

const markAt = prepared((db, v: MarkKey) =>
  db
    .selectFrom('marks')
    .selectAll()
    .where('posting', '=', v.posting)
    .where('identity', '=', v.identity)
    .where('emoji', '=', v.emoji),
);

const addMark = prepared((db, v: Mark) =>
  db
    .insertInto('marks')
    .values({
      posting: v.posting,
      identity: v.identity,
      emoji: v.emoji,
      idea: v.idea,
      value: v.value,
      since: v.since,
    })
    .onConflict((conflict) => conflict.columns(['posting', 'identity', 'emoji']).doNothing()),
);

const removeMark = prepared((db, v: MarkKey) =>
  db
    .deleteFrom('marks')
    .where('posting', '=', v.posting)
    .where('identity', '=', v.identity)
    .where('emoji', '=', v.emoji),
);

const marksOf = prepared((db, v: { idea: number; member: number }) =>
  db
    .selectFrom('marks')
    .selectAll()
    .where('identity', 'in', (eb) => eb.selectFrom('identities').select('id').where('member', '=', v.member))
    .where('idea', '=', v.idea)
    .orderBy('since')
    .orderBy('posting')
    .orderBy('identity')
    .orderBy('emoji'),
);

const supporters = prepared((db, v: { idea: number }) =>
  db
    .selectFrom('votes')
    .innerJoin('identities', 'identities.id', 'votes.source_identity')
    .selectAll('identities')
    .where('votes.idea', '=', v.idea)
    .where('votes.value', '=', 'for')
    .where('identities.platform', 'not in', [NOBODY, IMPORTED])
    .orderBy('votes.member'),
);

/** Votes, words and marks over one transaction, with the kept tallies. */
export function voteStore(db: Kysely<Database>): VoteStore {
  return {
    async of(idea, member) {
      const row = one(await voteOf(db, { idea, member }));
      return row && toVote(row);
    },

    async set(previous, vote, { lab, another, changedAt = vote.at }) {
      await putVote(db, fromVote(vote));
      const from = previous?.value ?? 'none';
      if (from === vote.value) return;
      const supports = another && vote.value !== 'none';
      const tallies = await changeTallies(db, {
        idea: vote.idea,
        ...tallyChange(from, vote.value),
        supported_at: supports ? vote.at : null,
      });
      mustChange(tallies, `counting a vote on idea ${vote.idea}`);
      await recordChange(db, { idea: vote.idea, lab, from, to: vote.value, at: changedAt });
    },

    async remove({ idea, member, value }, { lab, at }) {
      mustChange(await removeVote(db, { idea, member }), `removing a vote on idea ${idea}`);
      if (value === 'none') return;
      await changeTallies(db, { idea, ...tallyChange(value, 'none'), supported_at: null });
      await recordChange(db, { idea, lab, from: value, to: 'none', at });
    },

    async sharedBy(member, other) {
      const rows = await db
        .selectFrom('votes')
        .innerJoin('votes as others', 'others.idea', 'votes.idea')
        .select('votes.idea')
        .where('votes.member', '=', member)
        .where('others.member', '=', other)
        .orderBy('votes.idea')
        .execute();
      return rows.map(({ idea }) => idea);
    },

    /** Along the member's votes: words have no index by identity, and each belongs to a vote. */
    async ideasOf(identity, member) {
      const said = (eb: ExpressionBuilder<Database, 'votes'>, table: 'words' | 'marks') =>
        eb.exists(
          eb
            .selectFrom(table)
            .select(`${table}.idea`)
            .whereRef(`${table}.idea`, '=', 'votes.idea')
            .where(`${table}.identity`, '=', identity),
        );
      const rows = await db
        .selectFrom('votes')
        .select('idea')
        .where('member', '=', member)
        .where((eb) => eb.or([eb('source_identity', '=', identity), said(eb, 'words'), said(eb, 'marks')]))
        .orderBy('idea')
        .execute();
      return rows.map(({ idea }) => idea);
    },

    async handOver(from, to, idea) {
      const votes = db.updateTable('votes').set({ member: to }).where('member', '=', from);
      await (idea === undefined ? votes : votes.where('idea', '=', idea)).execute();
    },

    async wordsOf(idea, member) {
      return (await wordsOf(db, { idea, member })).rows;
    },

    async setWord(idea, identity, value, at) {
      await putWord(db, { idea, identity, value, at });
    },

    async dropWords(idea, member, until) {
      await dropWords(db, { idea, member, until });
    },

    async mark(key) {
      return one(await markAt(db, key));
    },

    async addMark(mark) {
      await addMark(db, mark);
    },

    async removeMark(key) {
      await removeMark(db, key);
    },

    async marksOf(idea, member) {
      return (await marksOf(db, { idea, member })).rows;
    },

    async supporters(idea) {
      return (await supporters(db, { idea })).rows.map(toIdentity);
    },
  };
}

function toVote(row: Selectable<Database['votes']>): Vote {
  const { idea, member, value, source_identity: identity, source_posting: posting, at } = row;
  if (posting === null) return { idea, member, value, source: { kind: 'word', identity }, at };
  return {
    idea,
    member,
    value,
    source: { kind: 'mark', posting, identity, emoji: row.source_emoji ?? '' },
    at,
  };
}

function fromVote({ idea, member, value, source, at }: Vote): Selectable<Database['votes']> {
  return {
    idea,
    member,
    value,
    source_identity: source.identity,
    source_posting: source.kind === 'mark' ? source.posting : null,
    source_emoji: source.kind === 'mark' ? source.emoji : null,
    at,
  };
}
