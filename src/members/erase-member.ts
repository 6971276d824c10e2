import type { Transaction } from '../unit-of-work.ts';
import { type Identity, NOBODY, TOMBSTONE } from './member.ts';
import type { PersonRef } from './member-store.ts';

/** Where a person stands in the tables, in numbers. */
export interface Traces {
  /** Numbers of their signed ideas. */
  ideas: number[];
  /** Ideas they voted on, a vote taken back included. */
  voted: number;
  /** Decisions they took as facilitator. */
  decisions: number;
  /** Duplicates they linked to an elder idea. */
  links: number;
  /** Labs they facilitate; `last`: nobody else does. */
  facilitates: { slug: string; last: boolean }[];
  /** Messages to them, in the outbox or told in the last 30 days, and what waits for their summary. */
  messages: number;
}

/** What erasing asks of the tables. Every method runs in the caller's transaction. */
export interface ErasureStore {
  traces(member: number): Promise<Traces>;
  /** Their signed ideas, their decisions and the duplicates they linked point to another identity. */
  disown(member: number, to: number): Promise<void>;
  /**
   * Gives each of their votes, with the words and marks it comes from, to a voter who is nobody: one made for
   * this idea alone, with random ids, so that no two of the votes can be told to be one person's. Tallies and
   * `vote_changes` are not touched, and votes made again from marks and words come out the same.
   */
  giveVotesAway(member: number): Promise<void>;
  /** Deletes what is to be said to them, what was, and its postings. */
  unsay(person: PersonRef): Promise<void>;
  /** Deletes what adapters remember of the owner of that keyed hash, such as the id of the conversation with them. */
  forget(owner: string): Promise<void>;
  /**
   * Deletes their roles, codes, reactions that decide, what waits for their summary, identities and member row with its
   * settings, which nothing else may name any more.
   */
  remove(member: number): Promise<void>;
}

type Stores = Pick<Transaction, 'members' | 'drafts' | 'outbox'> & { erasure: ErasureStore };

/** Somebody who can be erased, with every account proven to be theirs. */
export interface Erasable {
  member: number;
  accounts: Identity[];
  traces: Traces;
}

/** Whom a number or an account names; null when that is nobody, or somebody erased. */
export async function findErasable(tx: Stores, who: number | PersonRef): Promise<Erasable | null> {
  const member = typeof who === 'number' ? who : (await tx.members.find(who))?.member;
  if (member === undefined) return null;
  const accounts = await tx.members.identitiesOf(member);
  if (accounts.length === 0 || accounts.some(({ platform }) => platform === NOBODY)) return null;
  return { member, accounts, traces: await tx.erasure.traces(member) };
}

/**
 * Erases a person, with all their accounts. Afterwards no row names them. Their ideas stay, with revisions and
 * additions, for they are what others voted on and answered, but nobody signs them; their votes stay counted
 * and are nobody's. Erasing again finds nobody: null.
 *
 * `ownersOf` is how drafts and the adapters' memory name a person: keyed hashes, by the secret of now and of before.
 */
export async function eraseMember(
  tx: Stores,
  order: { who: number | PersonRef; ownersOf: (person: PersonRef) => readonly string[] },
): Promise<Erasable | null> {
  const found = await findErasable(tx, order.who);
  if (!found) return null;
  const { member, accounts, traces } = found;
  await tx.erasure.disown(member, TOMBSTONE);
  await tx.erasure.giveVotesAway(member);
  for (const account of accounts) {
    await tx.erasure.unsay(account);
    for (const owner of order.ownersOf(account)) {
      await tx.drafts.dropAllOf(owner);
      await tx.erasure.forget(owner);
    }
  }
  await tx.erasure.remove(member);
  // The cards still show the name.
  for (const idea of traces.ideas) await tx.outbox.repaintCards(idea);
  return found;
}
