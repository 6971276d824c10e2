import type { Lab } from '../labs/lab.ts';
import type { Acting } from '../members/acting.ts';
import { type Identity, IMPORTED, TOMBSTONE } from '../members/member.ts';
import type { Transaction } from '../unit-of-work.ts';
import { STAGE } from './history-lab.ts';

/** The persons of a history, as members who type in the channel of its lab. */
export class Persons {
  readonly #lab: Pick<Lab, 'id'>;
  /** Whoever has acted before; what is in the database is not read a second time. */
  readonly #known = new Map<string, Identity>();

  constructor(lab: Pick<Lab, 'id'>) {
    this.#lab = lab;
  }

  /**
   * A person by their key in the history; null: nobody knows who, and nobody is who acts. What is made here is
   * remembered, so the transaction must not be rolled back and another one begun.
   */
  async acting(tx: Pick<Transaction, 'members'>, user: string | null, at: number): Promise<Acting> {
    const identity = user === null ? await nobody(tx) : await this.#identify(tx, user, at);
    return {
      identity,
      reader: {
        kind: 'member',
        active: true,
        accounts: [identity.id],
        member: identity.member,
        administrator: false,
        facilitates: [],
        here: this.#lab.id,
      },
    };
  }

  async #identify(tx: Pick<Transaction, 'members'>, user: string, at: number): Promise<Identity> {
    const known = this.#known.get(user);
    if (known) return known;
    const made = await tx.members.identify({ platform: IMPORTED, realm: STAGE, user }, at);
    this.#known.set(user, made);
    return made;
  }
}

/** The first migration made the tombstone. */
async function nobody(tx: Pick<Transaction, 'members'>): Promise<Identity> {
  const identity = await tx.members.byId(TOMBSTONE);
  if (!identity) throw new Error('the database has no tombstone');
  return identity;
}
