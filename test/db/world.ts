import type { Kysely } from 'kysely';
import type { Database } from '../../db/schema.ts';
import { ideaStore } from '../../db/stores/ideas.ts';
import { labStore } from '../../db/stores/labs.ts';
import { memberStore } from '../../db/stores/members.ts';
import type { Idea } from '../../src/ideas/idea.ts';
import type { Lab } from '../../src/labs/lab.ts';
import type { Identity } from '../../src/members/member.ts';
import type { Reader } from '../../src/members/reader.ts';
import type { TempEngine } from './open-temp-engine.ts';

/** An instant: Wednesday 5 November 2025, 10 o'clock UTC. */
export const AT = Date.UTC(2025, 10, 5, 10);
const DAY_MS = 24 * 60 * 60 * 1000;
export const DAY = AT - (AT % DAY_MS);

/** How a suite gets an engine to itself. */
export type Open = () => Promise<TempEngine>;

/** Runs in one writing transaction, as a use case does. */
export function inTransaction<T>(engine: TempEngine, work: (tx: Kysely<Database>) => Promise<T>): Promise<T> {
  return engine.write.transaction().execute(work);
}

export async function makeLab(db: Kysely<Database>, facts: Partial<Omit<Lab, 'id'>> = {}): Promise<Lab> {
  const lab = await labStore(db).create(
    {
      slug: 'mobilites',
      name: 'Mobilités',
      field: 'transports',
      region: 'Bretagne',
      zone: 'Europe/Paris',
      language: 'fr',
      access: 'open',
      digestCron: '0 9 * * 1',
      ...facts,
    },
    AT,
  );
  if (!lab) throw new Error('the slug is taken');
  return lab;
}

export function makePerson(db: Kysely<Database>, user: string): Promise<Identity> {
  return memberStore(db).identify({ platform: 'local', realm: 'local', user }, AT);
}

export function makeIdea(
  db: Kysely<Database>,
  of: { lab: number; author: number; title?: string; at?: number },
): Promise<Idea> {
  const { lab, author, title = 'Une cantine bio', at = AT } = of;
  return ideaStore(db).publish({ lab, author, title, body: 'Avec des produits du coin.', at });
}

/** A lab, its first idea, its author and two other persons. */
export async function makeWorld(db: Kysely<Database>) {
  const lab = await makeLab(db);
  const author = await makePerson(db, 'camille');
  const anais = await makePerson(db, 'anais');
  const bilal = await makePerson(db, 'bilal');
  const idea = await makeIdea(db, { lab: lab.id, author: author.id });
  return { lab, author, anais, bilal, idea };
}

/** A card of an idea; the platform's message is its name. */
export async function makeCard(db: Kysely<Database>, idea: number, message: string): Promise<number> {
  const { id } = await db
    .insertInto('postings')
    .values({ kind: 'card', idea, platform: 'local', realm: 'local', channel: 'general', message, at: AT })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A reader who is nobody in particular. */
export function readerOf(facts: Partial<Reader> = {}): Reader {
  return {
    kind: 'member',
    active: true,
    accounts: [],
    member: null,
    administrator: false,
    facilitates: [],
    here: null,
    ...facts,
  };
}
