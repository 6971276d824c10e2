import { ideaIndex } from '../../db/search/idea-index.ts';
import { draftStore } from '../../db/stores/drafts.ts';
import { erasureStore } from '../../db/stores/erasure.ts';
import { memberStore } from '../../db/stores/members.ts';
import { outboxStore } from '../../db/stores/outbox.ts';
import { systemChance } from '../../src/clock.ts';
import { decide } from '../../src/decisions/decide.ts';
import { undoDecision } from '../../src/decisions/undo-decision.ts';
import { seedDemo } from '../../src/demo/seed.ts';
import { prepareLastWeek } from '../../src/digest/prepare-digest.ts';
import { publishDigest } from '../../src/digest/publish-digest.ts';
import { completeIdea } from '../../src/ideas/complete-idea.ts';
import { editIdea } from '../../src/ideas/edit-idea.ts';
import { submitIdea } from '../../src/ideas/submit-idea.ts';
import { withdrawIdea } from '../../src/ideas/withdraw-idea.ts';
import type { Acting } from '../../src/members/acting.ts';
import { eraseMember } from '../../src/members/erase-member.ts';
import type { Identity } from '../../src/members/member.ts';
import { isRefusal, type Refusal } from '../../src/refusal.ts';
import type { Transaction } from '../../src/unit-of-work.ts';
import { castVote } from '../../src/votes/cast-vote.ts';
import { recordMark } from '../../src/votes/record-mark.ts';
import type { TempDatabase } from '../db/open-temp.ts';

/** When all of it has happened. */
const NOW = Date.parse('2026-11-25T14:20:00+01:00');
export const clock = { now: () => NOW, sleep: async () => {} };

/** Ids and names that stand nowhere by chance. */
export const MARKS_OF_PERSONS = ['zq81qx7', 'wv44kk2', 'Quellec', 'phyrine'];
const ZEPHYRINE = { platform: 'local', realm: 'local', user: 'u-zq81qx7' };
const ELSEWHERE = { platform: 'chatter', realm: 'site.example', user: 'other-zq81qx7' };
const GONE = { platform: 'local', realm: 'local', user: 'gone-wv44kk2' };
const NAME = 'Zéphyrine Quellec';

/** Texts that are hard on every form of an export. */
const HARD_TITLE = '=SOMME(A1:A9); "cité" — l’été';
const HARD_BODY = `'deux lignes\r\net une, "citée", 😀 avec\ttabulation\u2028, fin\\`;

/**
 * Fills an empty box with one of everything a box remembers: closed and open labs, linked accounts, a person
 * erased, edits, additions, decisions also undone, ideas withdrawn, hidden, anonymous and merged, votes by word,
 * by mark and taken back, a digest, a channel that is bound no more.
 */
export async function fillBox(db: TempDatabase): Promise<void> {
  await seedDemo({ ...db, clock, platform: 'local' });
  const lab = (await db.reads.labs.bySlug('bretagne'))!;
  const people = await linkedAccounts(db);
  const open = await openIdeas(db, lab.id);
  await inOne(db, (tx) => filing(tx, lab.id, people));
  await inOne(db, (tx) => voting(tx, lab.id, people, open));
  await inOne(db, (tx) => deciding(tx, lab.id, people, open));
  await reacting(db, lab.id, people, open);
  await inOne(db, async (tx) => {
    const prepared = await prepareLastWeek(db.reads.digests, lab, NOW);
    await publishDigest(tx, prepared, { lab, channels: await tx.labs.channels(lab.id) }, NOW);
  });
  await behindTheStores(db, lab.id, people, open);
  await erasing(db);
}

interface People {
  here: Identity;
  there: Identity;
  gone: Identity;
  facilitator: Identity;
}

async function linkedAccounts(db: TempDatabase): Promise<People> {
  const of = (person: typeof ZEPHYRINE) => inOne(db, (tx) => tx.members.identify(person, NOW - 9e8));
  const [here, there, gone] = [await of(ZEPHYRINE), await of(ELSEWHERE), await of(GONE)];
  await db.tables.updateTable('identities').set({ member: here.member }).where('id', '=', there.id).execute();
  await db.tables.deleteFrom('members').where('id', '=', there.member).execute();
  await inOne(db, async (tx) => {
    await tx.members.setLanguage(here.member, 'en');
    await tx.notices.choose(here.member, 'daily', 0);
  });
  const facilitator = (await db.reads.members.find({ platform: 'local', realm: 'local', user: 'yann' }))!;
  return { here, there: { ...there, member: here.member }, gone, facilitator };
}

async function openIdeas(db: TempDatabase, lab: number): Promise<number[]> {
  const rows = await db.tables
    .selectFrom('ideas')
    .select('number')
    .where('lab', '=', lab)
    .where('open', '=', 1)
    .orderBy('number')
    .execute();
  return rows.map(({ number }) => number);
}

async function filing(tx: Transaction, lab: number, { here }: People): Promise<void> {
  const by = acting(here, lab);
  const said = { lab, authorName: NAME, at: NOW - 8e8 };
  const { number } = taken(await submitIdea(tx, by, { ...said, title: 'Un local', body: '' }));
  const edit = { number, title: HARD_TITLE, body: HARD_BODY, at: NOW - 7.9e8 };
  taken(await editIdea(tx, by, edit));
  taken(await completeIdea(tx, by, { number, text: '@tous : et une pompe', at: NOW - 7.8e8 }));
  const withdrawn = taken(await submitIdea(tx, by, { ...said, title: 'Une erreur', body: 'Pardon.' }));
  taken(await withdrawIdea(tx, by, { number: withdrawn.number, at: NOW - 7.7e8 }));
}

async function voting(
  tx: Transaction,
  lab: number,
  { here, there, gone }: People,
  open: number[],
): Promise<void> {
  const [first, second, third] = open as [number, number, number];
  const at = NOW - 7e8;
  taken(await castVote(tx, acting(here, lab), { number: first, value: 'for', at }));
  taken(await castVote(tx, acting(there, lab), { number: second, value: 'against', at }));
  taken(await castVote(tx, acting(here, lab), { number: third, value: 'for', at }));
  taken(await castVote(tx, acting(here, lab), { number: third, value: 'none', at: at + 1 }));
  for (const number of [first, second]) {
    taken(await castVote(tx, acting(gone, lab), { number, value: 'for', at }));
  }
}

async function deciding(
  tx: Transaction,
  lab: number,
  { here, facilitator }: People,
  open: number[],
): Promise<void> {
  const [first, second] = open as [number, number];
  await tx.labs.addFacilitator(lab, here.id, NOW - 6e8);
  const yes = { number: first, to: 'accepted' as const, answer: '-50 % de papier : oui.', at: NOW - 5e8 };
  taken(await decide(tx, acting(here, lab), yes));
  const no = { number: second, to: 'declined' as const, answer: 'Non.', at: NOW - 60_000 };
  taken(await decide(tx, acting(facilitator, lab), no));
  taken(await undoDecision(tx, acting(facilitator, lab), { number: second, at: NOW - 50_000 }));
}

async function reacting(
  db: TempDatabase,
  lab: number,
  { here, there }: People,
  open: number[],
): Promise<void> {
  const idea = open[3]!;
  const where = { platform: 'local', realm: 'local', channel: 'c', lang: 'fr' as const, at: NOW - 6e8 };
  const card = await db.tables
    .insertInto('postings')
    .values([
      { ...where, kind: 'notice', channel: 'dm-zq81qx7', message: 'told' },
      { ...where, kind: 'card', idea, message: 'gone', gone_at: NOW },
      { ...where, kind: 'card', idea, message: 'card', team: 't', thread: 'th', lang: 'en' },
    ])
    .returning('id')
    .execute();
  const posting = { id: card.at(-1)!.id, kind: 'card' as const, idea };
  await inOne(db, async (tx) => {
    const at = NOW - 5e8;
    await recordMark(tx, acting(here, lab), { posting, emoji: '👍', added: true, at });
    await recordMark(tx, acting(there, lab), { posting, emoji: '👎', added: true, at: at + 1 });
    const looking = { posting: posting.id, identity: here.id, emoji: '👀', since: at + 2 };
    await tx.decisionMarks.hear(looking, { found: false });
  });
}

/** What no use case of today makes, or none by itself. */
async function behindTheStores(
  { tables }: TempDatabase,
  lab: number,
  people: People,
  open: number[],
): Promise<void> {
  const [, , , , hidden, anonymous, merged] = open as number[];
  const one = (number: number | undefined) => tables.updateTable('ideas').where('number', '=', number!);
  await one(hidden).set({ hidden_at: NOW, listed: 0, open: 0 }).execute();
  await one(anonymous).set({ author: null, seal: 'c2VhbA' }).execute();
  // Into a younger one, which an import may bring.
  const into = open.at(-1)!;
  await one(merged).set({ status: 'merged', listed: 0, open: 0, merged_into: into }).execute();
  await tables.updateTable('labs').set({ access: 'closed' }).where('slug', '<>', 'bretagne').execute();
  await ideaIndex(tables).refresh(hidden!);
  await tables
    .insertInto('duplicates')
    .values({ idea: open[1]!, elder: open[0]!, by: people.there.id, at: NOW })
    .execute();
  await tables
    .insertInto('external_ids')
    .values([
      { source: 'elsewhere', id: 'their-zq81qx7', idea: into, hash: 'h1', totals: 1 },
      { source: 'elsewhere', id: '-2', idea: merged!, hash: 'h2', totals: 0 },
    ])
    .execute();
  const { id } = await tables
    .insertInto('lab_channels')
    .values({
      lab,
      platform: 'local',
      realm: 'local',
      channel: 'unbound',
      name: '',
      private: 1,
      bound_at: NOW,
      lost_at: NOW,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const digest = await tables.selectFrom('digests').selectAll().executeTakeFirstOrThrow();
  const rest = { digest: digest.id, message: 'rest', thread: 'digest', lang: 'fr' as const, at: NOW };
  await tables
    .insertInto('postings')
    .values({ kind: 'notice', platform: 'local', realm: 'local', channel: 'c', ...rest })
    .execute();
  await tables
    .insertInto('digest_claims')
    .values({ lab, channel: id, period_start: digest.period_start, digest: digest.id, at: NOW })
    .execute();
  await tables.deleteFrom('lab_channels').where('id', '=', id).execute();
}

async function erasing({ tables }: TempDatabase): Promise<void> {
  await tables.transaction().execute((tx) =>
    eraseMember(
      {
        members: memberStore(tx),
        drafts: draftStore(tx),
        outbox: outboxStore(tx, clock),
        erasure: erasureStore(tx, systemChance),
      },
      { who: GONE, ownersOf: () => ['nobody'] },
    ),
  );
}

const inOne = <T>(db: TempDatabase, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.unitOfWork.run(work);

function acting(identity: Identity, lab: number): Acting {
  const reader = {
    kind: 'member' as const,
    active: true,
    accounts: [identity.id],
    member: identity.member,
    administrator: false,
    facilitates: [lab],
    here: lab,
  };
  return { identity, reader };
}

function taken<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${result.why}`);
  return result;
}
