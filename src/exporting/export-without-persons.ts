import type { Value } from '../votes/vote.ts';
import { pagesOf } from './export-everything.ts';
import type { ExportReads } from './export-reads.ts';
import { type PseudonymChance, Pseudonyms } from './pseudonyms.ts';
import { KINDS, type Kind, type Page, type RecordOf } from './records.ts';

type Making = (reads: ExportReads, names: Pseudonyms) => AsyncIterable<Page>;

/** Counters of tables that are made anew, or say no more than how many persons there are. */
const RENAMED = ['members', 'identities', 'postings'];

/** How a person set the box is a person's data. */
const UNSET = { language: null, notices: 'at-once' } as const;

/** Voters made at a time. */
const PAGE = 1000;

/** Kinds that name somebody, and what becomes of them; all others stay as they are. */
const WITHOUT_PERSONS: { readonly [K in Kind]?: Making } = {
  member: members,
  identity: identities,
  facilitator: (reads, names) =>
    changed(reads, 'facilitator', (one) => ({ ...one, identity: names.identity(one.identity) })),
  idea: (reads, names) =>
    changed(reads, 'idea', (one) => ({
      ...one,
      author: one.author === null ? null : names.identity(one.author),
      seal: one.seal === null ? null : names.seal(one.seal),
    })),
  decision: (reads, names) => changed(reads, 'decision', (one) => ({ ...one, by: names.identity(one.by) })),
  duplicate: (reads, names) => changed(reads, 'duplicate', (one) => ({ ...one, by: names.identity(one.by) })),
  vote: votes,
  word: words,
  // Under which message somebody reacted, and how, leads to who they are: the chat shows it to everybody.
  posting: none,
  mark: none,
  'decision-mark': none,
  // The other tool names the author of each of its ideas, and the hash was made over them.
  'external-id': none,
  counter: counters,
};

/**
 * Everything but who was who. Those who sign, facilitate or decide keep one pseudonym each. Votes are made
 * from the tallies alone: as many voters as there are votes, each for one vote on one idea, so that nothing of
 * a vote leads to a person, to another vote or to the idea's author. Tallies, lists and digests stay the same.
 */
export async function* withoutPersons(reads: ExportReads, chance: PseudonymChance): AsyncGenerator<Page> {
  const accounts = [];
  for await (const page of reads.signers()) {
    for (const { id, member } of page) accounts.push({ id, member });
  }
  const names = new Pseudonyms(accounts, chance);
  for (const kind of KINDS) yield* WITHOUT_PERSONS[kind]?.(reads, names) ?? pagesOf(reads, kind);
}

async function* changed<K extends Kind>(
  reads: ExportReads,
  kind: K,
  change: (record: RecordOf<K>) => RecordOf<K>,
): AsyncGenerator<Page> {
  for await (const page of reads.pages(kind)) yield { kind, records: page.map(change) } as unknown as Page;
}

async function* none(): AsyncGenerator<Page> {}

async function* members(reads: ExportReads, names: Pseudonyms): AsyncGenerator<Page> {
  let last: number | null = null;
  for await (const page of reads.signers()) {
    const records: RecordOf<'member'>[] = [];
    for (const { member } of page.map((one) => names.person(one))) {
      // One member's identities come together.
      if (member !== last) records.push({ id: member, ...UNSET });
      last = member;
    }
    yield { kind: 'member', records };
  }
  for await (const voters of votersOf(reads)) {
    const records = voters.map(({ index }) => ({ id: names.voterId(index), ...UNSET }));
    yield { kind: 'member', records };
  }
}

async function* identities(reads: ExportReads, names: Pseudonyms): AsyncGenerator<Page> {
  for await (const page of reads.signers()) {
    yield { kind: 'identity', records: page.map((one) => names.person(one)) };
  }
  for await (const voters of votersOf(reads)) {
    yield { kind: 'identity', records: voters.map(({ index }) => names.voter(index)) };
  }
}

/** At no instant: when somebody voted may tell who it was. `vote_changes`, which never named a voter, keep theirs. */
async function* votes(reads: ExportReads, names: Pseudonyms): AsyncGenerator<Page> {
  const source = { sourcePosting: null, sourceEmoji: null, at: 0 };
  for await (const voters of votersOf(reads)) {
    const records = voters.map(({ idea, value, index }) => {
      const id = names.voterId(index);
      return { idea, member: id, value, sourceIdentity: id, ...source };
    });
    yield { kind: 'vote', records };
  }
}

async function* words(reads: ExportReads, names: Pseudonyms): AsyncGenerator<Page> {
  for await (const voters of votersOf(reads)) {
    const records = voters.map(({ idea, value, index }) => ({
      idea,
      identity: names.voterId(index),
      value,
      at: 0,
    }));
    yield { kind: 'word', records };
  }
}

async function* counters(reads: ExportReads): AsyncGenerator<Page> {
  for await (const page of reads.pages('counter')) {
    yield { kind: 'counter', records: page.filter(({ name }) => !RENAMED.includes(name)) };
  }
}

/** A voter for each vote of the tallies: of an idea those for it, then those against. */
async function* votersOf(
  reads: ExportReads,
): AsyncGenerator<readonly { idea: number; value: Value; index: number }[]> {
  let index = 0;
  let voters = [];
  for await (const ideas of reads.pages('idea')) {
    for (const { number: idea, votesFor, votesAgainst } of ideas) {
      for (let nth = 0; nth < votesFor + votesAgainst; nth++) {
        voters.push({ idea, value: nth < votesFor ? ('for' as const) : ('against' as const), index });
        index += 1;
        if (voters.length < PAGE) continue;
        yield voters;
        voters = [];
      }
    }
  }
  yield voters;
}
