import { type Kysely, sql } from 'kysely';
import { isTextShown } from '../../src/ideas/idea.ts';
import { isListed, isOpen, type Status } from '../../src/ideas/status.ts';
import type { ImportStore, NewImport, VoteChange } from '../../src/importing/import-store.ts';
import { IMPORTED, TOMBSTONE } from '../../src/members/member.ts';
import { tallyChange, type Word } from '../../src/votes/vote.ts';
import { inBulk } from '../bulk.ts';
import { mustChange, one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { ideaIndex } from '../search/idea-index.ts';
import { castByNobodies } from './nobodies.ts';

type Db = Kysely<Database>;

const DAY_MS = 24 * 60 * 60 * 1000;

const knownIdeas = inBulk<{ source: string; id: string }, KnownRow>(['source', 'id'], (db, rows) =>
  db
    .selectFrom('external_ids')
    .innerJoin('ideas', 'ideas.number', 'external_ids.idea')
    .leftJoin('identities', 'identities.id', 'ideas.author')
    .select([
      'external_ids.id',
      'external_ids.hash',
      'external_ids.totals',
      'ideas.number',
      'ideas.lab',
      'ideas.created_at as createdAt',
      'identities.member as authorMember',
    ])
    .where('external_ids.source', '=', rows[0]?.source ?? '')
    .where(
      'external_ids.id',
      'in',
      rows.map(({ id }) => id),
    ),
);

interface KnownRow {
  id: string;
  hash: string;
  totals: number;
  number: number;
  lab: number;
  createdAt: number;
  authorMember: number | null;
}

const knownPersons = inBulk<{ realm: string; user: string }, PersonRow>(['realm', 'user'], (db, rows) =>
  db
    .selectFrom('identities')
    .select(['id', 'member', 'user', 'name'])
    .where('platform', '=', IMPORTED)
    .where('realm', '=', rows[0]?.realm ?? '')
    .where(
      'user',
      'in',
      rows.map(({ user }) => user),
    ),
);

interface PersonRow {
  id: number;
  member: number;
  user: string;
  name: string | null;
}

const addMembers = inBulk<{ language: null }, { id: number }>(['language'], (db, rows) =>
  db.insertInto('members').values(rows).returning('id'),
);

type NewPerson = Pick<
  Database['identities'],
  'member' | 'platform' | 'realm' | 'user' | 'name' | 'since_day'
>;

const addIdentities = inBulk<NewPerson, PersonRow>(
  ['member', 'platform', 'realm', 'user', 'name', 'since_day'],
  (db, rows) => db.insertInto('identities').values(rows).returning(['id', 'member', 'user', 'name']),
);

const setName = prepared((db, v: { id: number; name: string }) =>
  db.updateTable('identities').set({ name: v.name }).where('id', '=', v.id),
);

const drawNumbers = prepared((db, v: { count: number }) =>
  db
    .updateTable('counters')
    .set((eb) => ({ value: eb('value', '+', v.count) }))
    .where('name', '=', 'contribution')
    .returning('value'),
);

type IdeaRow = Pick<
  Database['ideas'],
  | 'number'
  | 'lab'
  | 'author'
  | 'title'
  | 'body'
  | 'listed'
  | 'open'
  | 'created_at'
  | 'edited_at'
  | 'revision'
  | 'answer'
  | 'answered_at'
> & { status: Status; votes_for: number; votes_against: number };

const addIdeas = inBulk<IdeaRow, never>(
  [
    'number',
    'lab',
    'author',
    'title',
    'body',
    'status',
    'listed',
    'open',
    'created_at',
    'edited_at',
    'revision',
    'votes_for',
    'votes_against',
    'answer',
    'answered_at',
  ],
  (db, rows) => db.insertInto('ideas').values(rows).$castTo<never>(),
);

const addIds = inBulk<Database['external_ids'], never>(
  ['source', 'id', 'idea', 'hash', 'totals'],
  (db, rows) => db.insertInto('external_ids').values(rows).$castTo<never>(),
);

const standing = inBulk<
  { idea: number; member: number },
  { idea: number; member: number; value: Word; at: number }
>(['idea', 'member'], (db, rows) =>
  db
    .selectFrom('votes')
    .select(['idea', 'member', 'value', 'at'])
    .where((eb) =>
      eb.or(rows.map(({ idea, member }) => eb.and([eb('idea', '=', idea), eb('member', '=', member)]))),
    ),
);

type VoteRow = Pick<Database['votes'], 'idea' | 'member' | 'value' | 'source_identity' | 'at'>;

const putVotes = inBulk<VoteRow, never>(['idea', 'member', 'value', 'source_identity', 'at'], (db, rows) =>
  db
    .insertInto('votes')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['idea', 'member']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        source_identity: eb.ref('excluded.source_identity'),
        source_posting: null,
        source_emoji: null,
        at: eb.ref('excluded.at'),
      })),
    )
    .$castTo<never>(),
);

const putWords = inBulk<Database['words'], never>(['idea', 'identity', 'value', 'at'], (db, rows) =>
  db
    .insertInto('words')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['idea', 'identity'])
        .doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), at: eb.ref('excluded.at') })),
    )
    .$castTo<never>(),
);

type ChangeRow = Omit<Database['vote_changes'], 'id'>;

const addChanges = inBulk<ChangeRow, never>(['idea', 'lab', 'from', 'to', 'at'], (db, rows) =>
  db.insertInto('vote_changes').values(rows).$castTo<never>(),
);

/** An idea is closed to edits by the earliest vote of another person, whatever the order the votes are read in. */
const moveTallies = prepared((db, v: Moved & { idea: number }) =>
  db
    .updateTable('ideas')
    .set((eb) => ({
      votes_for: eb('votes_for', '+', v.for),
      votes_against: eb('votes_against', '+', v.against),
      supported_at: sql`coalesce(min(supported_at, ${v.supported}), supported_at, ${v.supported})`,
    }))
    .where('number', '=', v.idea),
);

/** What a batch does to an idea besides its votes. */
interface Moved {
  for: number;
  against: number;
  /** Null: nobody but the author voted. */
  supported: number | null;
}

/** What an import brings, many rows at once, over one transaction. */
export function importStore(db: Db): ImportStore {
  return {
    async known(source, ids) {
      const rows = await knownIdeas(
        db,
        ids.map((id) => ({ source, id })),
      );
      return new Map(rows.map(({ id, totals, ...idea }) => [id, { ...idea, totals: totals === 1 }]));
    },

    async persons(source, persons, at) {
      const known = await knownPersons(
        db,
        persons.map(({ user }) => ({ realm: source, user })),
      );
      const byUser = new Map(known.map((row) => [row.user, row]));
      const fresh = persons.filter(({ user }) => !byUser.has(user));
      const made = await addPersons(db, source, fresh, at - (at % DAY_MS));
      for (const { user, name } of persons) {
        const row = byUser.get(user);
        if (row && row.name === null && name !== null) await setName(db, { id: row.id, name });
      }
      return new Map([...known, ...made].map(({ id, member, user }) => [user, { identity: id, member }]));
    },

    async publish(lab, source, ideas) {
      if (ideas.length === 0) return [];
      const drawn = one(await drawNumbers(db, { count: ideas.length }));
      if (!drawn) throw new Error('the counter of contributions is missing');
      const first = drawn.value - ideas.length + 1;
      const rows = ideas.map((idea, place) => ideaRow(idea, lab, first + place));
      await addIdeas(db, rows);
      await addIds(
        db,
        ideas.map(({ id, hash, totals }, place) => ({
          source,
          id,
          idea: first + place,
          hash,
          totals: Number(totals !== null),
        })),
      );
      await ideaIndex(db).put(rows.filter(({ status }) => isTextShown({ status, hiddenAt: null })));
      return rows.map(({ number }) => number);
    },

    standing: (pairs) => standing(db, pairs),

    async cast(votes, changes, supported) {
      await putWords(
        db,
        votes.map(({ idea, voter, value, at }) => ({ idea, identity: voter.identity, value, at })),
      );
      await putVotes(
        db,
        votes.map(({ idea, voter, value, at }) => ({
          idea,
          member: voter.member,
          value,
          source_identity: voter.identity,
          at,
        })),
      );
      await addChanges(db, changes);
      for (const [idea, moved] of movedBy(changes, supported)) {
        mustChange(await moveTallies(db, { idea, ...moved }), `counting the votes on idea ${idea}`);
      }
    },

    async castTotal({ number, lab, at }, value, count, chance) {
      if (count === 0) return;
      await castByNobodies(db, { idea: number, lab, value, at }, count, chance);
      const moved = tallyChange('none', value);
      await moveTallies(db, {
        idea: number,
        for: moved.for * count,
        against: moved.against * count,
        supported: at,
      });
    },
  };
}

/** New members are all alike, so it does not matter which of them is whose. */
async function addPersons(
  db: Db,
  realm: string,
  persons: readonly { user: string; name: string | null }[],
  since_day: number,
): Promise<PersonRow[]> {
  const members = await addMembers(
    db,
    persons.map(() => ({ language: null })),
  );
  const rows = members.map(({ id: member }, place) => {
    const { user = '', name = null } = persons[place] ?? {};
    return { member, platform: IMPORTED, realm, user, name, since_day };
  });
  return addIdentities(db, rows);
}

function ideaRow(idea: NewImport, lab: number, number: number): IdeaRow {
  const { author, title, body, status, createdAt, editedAt, answer } = idea;
  return {
    number,
    lab,
    author: author?.identity ?? TOMBSTONE,
    title,
    body,
    status,
    listed: Number(isListed(status)),
    open: Number(isOpen(status)),
    created_at: createdAt,
    edited_at: editedAt,
    revision: 1,
    votes_for: 0,
    votes_against: 0,
    answer: answer?.text ?? null,
    answered_at: answer?.at ?? null,
  };
}

function movedBy(changes: readonly VoteChange[], supported: ReadonlyMap<number, number>): Map<number, Moved> {
  const moved = new Map<number, Moved>();
  for (const [idea, at] of supported) moved.set(idea, { for: 0, against: 0, supported: at });
  for (const { idea, from, to } of changes) {
    const change = tallyChange(from, to);
    const { for: pro, against, supported } = moved.get(idea) ?? { for: 0, against: 0, supported: null };
    moved.set(idea, { for: pro + change.for, against: against + change.against, supported });
  }
  return moved;
}
