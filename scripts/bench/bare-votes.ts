import { isDeepStrictEqual } from 'node:util';
import Sqlite from 'better-sqlite3';
import type { Ballot } from './voting.ts';

/** What both databases must end with. Lanes of the outbox carry instants of the clock, so they are left out. */
const COMPARED = [
  'select * from votes order by idea, member',
  'select * from words order by idea, identity',
  'select * from vote_changes order by id',
  'select number, votes_for, votes_against, supported_at from ideas order by number',
  'select posting, wanted, asks from repaints order by posting',
];

/**
 * The least that writes the rows of a vote: prepared statements without a layer above, one transaction a vote,
 * the pragmas of the box.
 */
export class BareVotes {
  readonly #db: Sqlite.Database;
  readonly cast: (ballot: Ballot) => void;

  constructor(file: string) {
    this.#db = new Sqlite(file);
    for (const pragma of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on'])
      this.#db.pragma(pragma);
    this.cast = this.#prepare();
  }

  /** Throws on the first table that differs. */
  mustEqual(file: string): void {
    const other = new Sqlite(file, { readonly: true });
    try {
      for (const rows of COMPARED) {
        const [ours, theirs] = [this.#db, other].map((db) => db.prepare(rows).all());
        if (!isDeepStrictEqual(ours, theirs)) throw new Error(`the two databases differ: ${rows}`);
      }
    } finally {
      other.close();
    }
  }

  close(): void {
    this.#db.close();
  }

  #prepare(): (ballot: Ballot) => void {
    const db = this.#db;
    const previous = db.prepare('select value, at from votes where idea = ? and member = ?');
    const word = db.prepare(
      `insert into words (idea, identity, value, at) values (?, ?, ?, ?)
       on conflict (idea, identity) do update set value = excluded.value, at = excluded.at`,
    );
    const vote = db.prepare(
      `insert into votes (idea, member, value, source_identity, at) values (?, ?, ?, ?, ?)
       on conflict (idea, member) do update set value = excluded.value,
         source_identity = excluded.source_identity, source_posting = null, source_emoji = null, at = excluded.at`,
    );
    const tally = db.prepare(
      `update ideas set votes_for = votes_for + ?, votes_against = votes_against + ?,
         supported_at = coalesce(supported_at, ?) where number = ?`,
    );
    const change = db.prepare(
      'insert into vote_changes (idea, lab, "from", "to", at) values (?, 1, ?, ?, ?)',
    );
    const repaint = db.prepare(
      `insert into repaints (posting, lane, wanted, asks)
       select id, 'repaints', 1, 1 from postings where idea = ? and kind = 'card' and gone_at is null
       on conflict (posting) do update set wanted = 1, asks = repaints.asks + 1`,
    );
    return db.transaction(({ voter, number, value, at }: Ballot) => {
      const before = previous.get(number, voter) as { value: string; at: number } | undefined;
      const from = before?.value ?? 'none';
      word.run(number, voter, value, at);
      vote.run(number, voter, value, voter, at);
      if (from === value) return;
      const gain = (of: string) => Number(value === of) - Number(from === of);
      tally.run(gain('for'), gain('against'), at, number);
      change.run(number, from, value, at);
      repaint.run(number);
    }).immediate;
  }
}
