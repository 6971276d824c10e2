import { createHmac } from 'node:crypto';
import { NOBODY, TOMBSTONE } from '../members/member.ts';
import type { RecordOf } from './records.ts';

/** Realm of those who have a pseudonym; nothing is ever sent there. */
const EXPORTED = { platform: NOBODY, realm: 'export' } as const;

/** As many ids as this are for persons, and as many again for voters: all of 31 bits, below zero. */
const ROOM = 2 ** 30;

/** What pseudonyms are made from: thrown away with the export. */
export interface PseudonymChance {
  /** 32 random bytes. */
  key: Buffer;
  /** A random whole number from 0 to `limit`, exclusive. */
  below(limit: number): number;
}

type Account = Pick<RecordOf<'identity'>, 'id' | 'member'>;

/**
 * Names for the persons of one export: whoever signs, facilitates or decides is one person throughout the
 * export, and another in the next. Ids are below zero, where no drawn one ever comes, in a random order from a
 * random beginning.
 */
export class Pseudonyms {
  readonly #chance: PseudonymChance;
  readonly #identities = new Map([[TOMBSTONE, TOMBSTONE]]);
  readonly #members = new Map([[TOMBSTONE, TOMBSTONE]]);
  readonly #firstVoter: number;

  /** `accounts`: whoever may be asked for below. A name costs some hundred bytes of memory, a voter none. */
  constructor(accounts: readonly Account[], chance: PseudonymChance) {
    this.#chance = chance;
    this.#firstVoter = chance.below(ROOM);
    const first = chance.below(ROOM);
    for (const [index, { id, member }] of shuffled(accounts, chance).entries()) {
      const pseudonym = -1 - ((first + index) % ROOM);
      if (!this.#identities.has(id)) this.#identities.set(id, pseudonym);
      if (!this.#members.has(member)) this.#members.set(member, pseudonym);
    }
  }

  /** The pseudonymous identity for an identity; the one erased authors point to is nobody and stays. */
  identity(id: number): number {
    return known(this.#identities, id);
  }

  /** What is told of somebody: not their platform, their name, nor since when. */
  person(of: RecordOf<'identity'>): RecordOf<'identity'> {
    if (of.id === TOMBSTONE) return of;
    return this.#nobody(this.identity(of.id), known(this.#members, of.member), `identity:${of.id}`);
  }

  /** Another seal for the author of an anonymous idea. */
  seal(seal: string): string {
    return this.#hash(`seal:${seal}`);
  }

  /** Identity and member of the `index`th voter (from 0), who is made for one vote and is no person. */
  voterId(index: number): number {
    return -1 - ROOM - ((this.#firstVoter + index) % ROOM);
  }

  /** That voter. */
  voter(index: number): RecordOf<'identity'> {
    return this.#nobody(this.voterId(index), this.voterId(index), `voter:${index}`);
  }

  #nobody(id: number, member: number, of: string): RecordOf<'identity'> {
    return { id, member, ...EXPORTED, user: this.#hash(of), name: null, sinceDay: 0 };
  }

  #hash(text: string): string {
    const hash = createHmac('sha256', this.#chance.key).update(text).digest();
    return hash.subarray(0, 16).toString('base64url');
  }
}

function known(names: ReadonlyMap<number, number>, id: number): number {
  const name = names.get(id);
  if (name === undefined) throw new Error(`nobody was expected under the id ${id}`);
  return name;
}

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], { below }: Pick<PseudonymChance, 'below'>): T[] {
  const drawn = [...all];
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [drawn[last], drawn[other]] = [drawn[other] as T, drawn[last] as T];
  }
  return drawn;
}
