import { type Kysely, sql } from 'kysely';
import type { Chance } from '../../src/clock.ts';
import { laneOf } from '../../src/delivery/lane.ts';
import type { ErasureStore, Traces } from '../../src/members/erase-member.ts';
import type { PersonRef } from '../../src/members/member-store.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

/** Realm of the voters that erased persons leave; nothing is ever sent there. */
const ERASED = { platform: 'box', realm: 'erased' } as const;

/** What erasing a person does to the tables; only `npm run erase` makes one. */
export function erasureStore(db: Db, chance: Pick<Chance, 'id'>): ErasureStore {
  return {
    async traces(member) {
      const ideas = await db
        .selectFrom('ideas')
        .select('number')
        .where('author', 'in', own(db, member))
        .orderBy('number')
        .execute();
      const decisions = await db
        .selectFrom('decisions')
        .select('id')
        .where('by', 'in', own(db, member))
        .execute();
      const links = await db
        .selectFrom('duplicates')
        .select('idea')
        .where('by', 'in', own(db, member))
        .execute();
      return {
        ideas: ideas.map(({ number }) => number),
        voted: new Set((await votesOf(db, member)).map(({ idea }) => idea)).size,
        decisions: decisions.length,
        links: links.length,
        facilitates: await labsOf(db, member),
        messages: await messagesTo(db, member),
      };
    },

    async disown(member, to) {
      await db.updateTable('ideas').set({ author: to }).where('author', 'in', own(db, member)).execute();
      await db.updateTable('decisions').set({ by: to }).where('by', 'in', own(db, member)).execute();
      await db.updateTable('duplicates').set({ by: to }).where('by', 'in', own(db, member)).execute();
    },

    async giveVotesAway(member) {
      const voters = new Map<number, number>();
      for (const { idea, identity } of await votesOf(db, member)) {
        const voter = voters.get(idea) ?? (await drawMember(db, chance));
        voters.set(idea, voter);
        await giveAway(db, { idea, member, identity }, voter, await drawIdentity(db, chance, voter));
      }
    },

    async unsay(person) {
      const lane = laneOfPerson(person);
      // A notice's posting does not say to whom; it has the instant its row was marked as sent. Another person's
      // of the same instant may go with it: nothing is ever counted or painted afresh under a notice.
      const notices = db
        .selectFrom('postings')
        .select('id')
        .where('kind', '=', 'notice')
        .where('platform', '=', person.platform)
        .where('realm', '=', person.realm)
        .where('at', 'in', (eb) =>
          eb
            .selectFrom('outbox')
            .select('sent_at')
            .where('lane', '=', lane)
            .where('sent_at', 'is not', null)
            .$narrowType<{ sent_at: number }>(),
        );
      await db.deleteFrom('repaints').where('posting', 'in', notices).execute();
      await db.deleteFrom('postings').where('id', 'in', notices).execute();
      // Also a row that is being sent this very moment: whoever holds it finds it gone and writes nothing.
      await db.deleteFrom('outbox').where('lane', '=', lane).execute();
      await db.deleteFrom('outbox_lanes').where('lane', '=', lane).execute();
    },

    async forget(owner) {
      await db.deleteFrom('adapter_memory').where('owner', '=', owner).execute();
    },

    async remove(member) {
      await db.deleteFrom('lab_facilitators').where('identity', 'in', own(db, member)).execute();
      await db.deleteFrom('decision_marks').where('identity', 'in', own(db, member)).execute();
      await db.deleteFrom('account_codes').where('identity', 'in', own(db, member)).execute();
      await db.deleteFrom('summary_notices').where('member', '=', member).execute();
      await db.deleteFrom('identities').where('member', '=', member).execute();
      await db.deleteFrom('members').where('id', '=', member).execute();
    },
  };
}

/**
 * SQLite leaves the bytes of a deleted row in the file until something else needs their place; from here on this
 * connection overwrites them. Before the transaction.
 */
export async function overwriteDeleted(db: Db): Promise<void> {
  await sql`pragma secure_delete = on`.execute(db);
}

/** The identities of a member, for `in`. */
function own(db: Db, member: number) {
  return db.selectFrom('identities').select('identities.id').where('identities.member', '=', member);
}

/** Which of their identities gave which vote, or has a word or a mark that may give it again. */
function votesOf(db: Db, member: number): Promise<{ idea: number; identity: number }[]> {
  return db
    .selectFrom('votes')
    .select(['idea', 'source_identity as identity'])
    .where('member', '=', member)
    .union(db.selectFrom('words').select(['idea', 'identity']).where('identity', 'in', own(db, member)))
    .union(db.selectFrom('marks').select(['idea', 'identity']).where('identity', 'in', own(db, member)))
    .orderBy('idea')
    .orderBy('identity')
    .execute();
}

/** What one identity says of one idea becomes another's, of the member `voter`. */
async function giveAway(
  db: Db,
  { idea, member, identity }: { idea: number; member: number; identity: number },
  voter: number,
  to: number,
): Promise<void> {
  for (const table of ['words', 'marks'] as const) {
    await db
      .updateTable(table)
      .set({ identity: to })
      .where('idea', '=', idea)
      .where('identity', '=', identity)
      .execute();
  }
  await db
    .updateTable('votes')
    .set({ member: voter, source_identity: to })
    .where('idea', '=', idea)
    .where('member', '=', member)
    .where('source_identity', '=', identity)
    .execute();
}

/**
 * Ids of erased voters are random, and below zero where no drawn key ever comes: of neighbouring ones anybody
 * could tell which votes were one person's.
 */
async function drawMember(db: Db, chance: Pick<Chance, 'id'>): Promise<number> {
  for (;;) {
    const row = await db
      .insertInto('members')
      .values({ id: belowZero(chance), language: null })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (row) return row.id;
  }
}

async function drawIdentity(db: Db, chance: Pick<Chance, 'id'>, member: number): Promise<number> {
  for (;;) {
    const row = await db
      .insertInto('identities')
      .values({ id: belowZero(chance), member, ...ERASED, user: chance.id(), since_day: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (row) return row.id;
  }
}

/** Of 31 bits: ids are 32-bit integers on some engines. */
export function belowZero(chance: Pick<Chance, 'id'>): number {
  return -1 - (Buffer.from(chance.id(), 'base64url').readUInt32BE() >>> 1);
}

async function labsOf(db: Db, member: number): Promise<Traces['facilitates']> {
  const rows = await db
    .selectFrom('labs')
    .select((eb) => [
      'slug',
      eb
        .exists(
          eb
            .selectFrom('lab_facilitators as other')
            .select('other.identity')
            .whereRef('other.lab', '=', 'labs.id')
            .where('other.identity', 'not in', own(db, member)),
        )
        .as('shared'),
    ])
    .where('id', 'in', (eb) =>
      eb.selectFrom('lab_facilitators').select('lab').where('identity', 'in', own(db, member)),
    )
    .orderBy('slug')
    .execute();
  return rows.map(({ slug, shared }) => ({ slug, last: !shared }));
}

async function messagesTo(db: Db, member: number): Promise<number> {
  const accounts = await db
    .selectFrom('identities')
    .select(['platform', 'realm', 'user'])
    .where('member', '=', member)
    .execute();
  const kept = await db
    .selectFrom('summary_notices')
    .select('decision')
    .where('member', '=', member)
    .execute();
  let messages = kept.length;
  for (const account of accounts) {
    const rows = db.selectFrom('outbox').select('id').where('lane', '=', laneOfPerson(account));
    messages += (await rows.execute()).length;
  }
  return messages;
}

/** Not of the person itself: more members would make another name. */
const laneOfPerson = ({ platform, realm, user }: PersonRef): string => laneOf({ platform, realm, user });
