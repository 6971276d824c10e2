import fc from 'fast-check';
import type { Kysely } from 'kysely';
import type { Database } from '../../../db/schema.ts';
import { isListed, isOpen, STATUSES, type Status } from '../../../src/ideas/status.ts';
import type { Reader } from '../../../src/members/reader.ts';
import { AT, readerOf } from '../world.ts';

const LABS = 4;
/** The first two identities are one member's. */
const IDENTITIES = [2, 3, 4] as const;
const MEMBER_OF: Readonly<Record<number, number>> = { 2: 2, 3: 2, 4: 3 };

export interface RandomIdea {
  lab: number;
  /** Null: filed anonymously. */
  author: number | null;
  status: Status;
  hidden: boolean;
  votesFor: number;
  createdAt: number;
}

/** Labs and ideas; lab `i` has the id `i + 1`, idea `i` the number `i + 1`. */
export interface RandomWorld {
  labs: readonly { access: 'open' | 'closed' }[];
  ideas: readonly RandomIdea[];
}

export const randomWorld: fc.Arbitrary<RandomWorld> = fc.record({
  labs: fc.array(fc.record({ access: fc.constantFrom('open' as const, 'closed' as const) }), {
    minLength: LABS,
    maxLength: LABS,
  }),
  ideas: fc.array(
    fc.record({
      // Most in one lab, listed and shown, so that the limits of the lists cut something off.
      lab: fc.constantFrom(1, 2, 2, 2, 3, LABS),
      author: fc.constantFrom(null, ...IDENTITIES),
      status: fc.constantFrom('new', 'new', 'under-review', ...STATUSES),
      hidden: fc.nat(4).map((n) => n === 0),
      // Few values, so that there are ties.
      votesFor: fc.nat(3),
      createdAt: fc.integer({ min: AT, max: AT + 5 }),
    }),
    { maxLength: 30 },
  ),
});

const lab = fc.integer({ min: 1, max: LABS });

export const randomReader: fc.Arbitrary<Reader> = fc
  .record({
    kind: fc.constantFrom('member' as const, 'guest' as const, 'bot' as const),
    active: fc.boolean(),
    identity: fc.constantFrom(null, ...IDENTITIES),
    alone: fc.boolean(),
    administrator: fc.boolean(),
    facilitates: fc.uniqueArray(lab, { maxLength: 2 }),
    here: fc.option(lab, { nil: null }),
  })
  .map(({ identity, alone, ...facts }) => {
    const member = identity && (MEMBER_OF[identity] ?? null);
    const accounts = alone && member ? IDENTITIES.filter((id) => MEMBER_OF[id] === member) : [];
    return readerOf({ ...facts, accounts, member });
  });

/** Puts the world where the one before was. */
export async function settle(db: Kysely<Database>, world: RandomWorld): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('ideas').execute();
    await tx.deleteFrom('labs').execute();
    await tx.deleteFrom('identities').where('id', '>', 1).execute();
    await tx.deleteFrom('members').where('id', '>', 1).execute();
    for (const id of new Set(Object.values(MEMBER_OF)))
      await tx.insertInto('members').values({ id }).execute();
    for (const id of IDENTITIES) {
      const person = { platform: 'local', realm: 'local', user: `u${id}`, since_day: 0 };
      await tx
        .insertInto('identities')
        .values({ id, member: MEMBER_OF[id] ?? 0, ...person })
        .execute();
    }
    const facts = { field: '', region: '', zone: 'Europe/Paris', language: 'fr', digest_cron: '' } as const;
    const labs = world.labs.map(({ access }, i) => ({
      id: i + 1,
      slug: `labo-${i}`,
      name: `Labo ${i}`,
      access,
      created_at: AT,
      ...facts,
    }));
    await tx.insertInto('labs').values(labs).execute();
    if (world.ideas.length === 0) return;
    const ideas = world.ideas.map((idea, i) => ({
      number: i + 1,
      lab: idea.lab,
      author: idea.author,
      seal: idea.author === null ? 'sceau' : null,
      title: `Idée ${i}`,
      body: 'corps',
      status: idea.status,
      listed: Number(isListed(idea.status) && !idea.hidden),
      open: Number(isOpen(idea.status) && !idea.hidden),
      hidden_at: idea.hidden ? AT : null,
      created_at: idea.createdAt,
      revision: 1,
      votes_for: idea.votesFor,
      votes_against: 0,
    }));
    await tx.insertInto('ideas').values(ideas).execute();
  });
}
