import type { Kysely } from 'kysely';
import type { Chance } from '../../src/clock.ts';
import { NOBODY } from '../../src/members/member.ts';
import type { Value } from '../../src/votes/vote.ts';
import { inBulk } from '../bulk.ts';
import type { Database } from '../schema.ts';
import { belowZero } from './erasure.ts';

type Db = Kysely<Database>;
type Draw = Pick<Chance, 'id'>;

/** Realm of the voters that are made for votes of which only the number is known; nothing is ever sent there. */
const COUNTED = 'counted';
/** Votes written at once, whatever the number: memory stays flat. */
const PIECE = 1000;

const addMembers = inBulk<{ id: number }, { id: number }>(['id'], (db, rows) =>
  db
    .insertInto('members')
    .values(rows.map(({ id }) => ({ id, language: null })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id'),
);

type Voter = Pick<Database['identities'], 'platform' | 'realm' | 'user' | 'since_day' | 'member'> & {
  id: number;
};

const addIdentities = inBulk<Voter, { id: number; member: number }>(
  ['id', 'member', 'platform', 'realm', 'user', 'since_day'],
  (db, rows) =>
    db
      .insertInto('identities')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning(['id', 'member']),
);

type WordRow = Database['words'];
const addWords = inBulk<WordRow, never>(['idea', 'identity', 'value', 'at'], (db, rows) =>
  db.insertInto('words').values(rows).$castTo<never>(),
);

type VoteRow = Pick<Database['votes'], 'idea' | 'member' | 'value' | 'source_identity' | 'at'>;
const addVotes = inBulk<VoteRow, never>(['idea', 'member', 'value', 'source_identity', 'at'], (db, rows) =>
  db.insertInto('votes').values(rows).$castTo<never>(),
);

type ChangeRow = Omit<Database['vote_changes'], 'id'>;
const addChanges = inBulk<ChangeRow, never>(['idea', 'lab', 'from', 'to', 'at'], (db, rows) =>
  db.insertInto('vote_changes').values(rows).$castTo<never>(),
);

/**
 * So many votes on an idea, each of a person made for it alone; the changes are before every week. The caller moves
 * the tallies.
 */
export async function castByNobodies(
  db: Db,
  vote: { idea: number; lab: number; value: Value; at: number },
  count: number,
  chance: Draw,
): Promise<void> {
  const { idea, lab, value, at } = vote;
  for (let left = count; left > 0; left -= PIECE) {
    const voters = await drawVoters(db, Math.min(left, PIECE), chance);
    await addWords(
      db,
      voters.map(({ id: identity }) => ({ idea, identity, value, at })),
    );
    await addVotes(
      db,
      voters.map(({ id, member }) => ({ idea, member, value, source_identity: id, at })),
    );
    await addChanges(
      db,
      voters.map(() => ({ idea, lab, from: 'none', to: value, at: 0 })),
    );
  }
}

/** As erasing makes them: at random and below zero, so that nobody takes neighbours for one person. */
async function drawVoters(db: Db, count: number, chance: Draw): Promise<{ id: number; member: number }[]> {
  const members = new Set<number>();
  while (members.size < count) {
    const ids = Array.from({ length: count - members.size }, () => ({ id: belowZero(chance) }));
    for (const { id } of await addMembers(db, ids)) members.add(id);
  }
  const voters: { id: number; member: number }[] = [];
  while (members.size > 0) {
    for (const voter of await addIdentities(
      db,
      [...members].map((member) => voterOf(member, chance)),
    )) {
      voters.push(voter);
      members.delete(voter.member);
    }
  }
  return voters;
}

function voterOf(member: number, chance: Draw): Voter {
  return { id: belowZero(chance), member, platform: NOBODY, realm: COUNTED, user: chance.id(), since_day: 0 };
}
