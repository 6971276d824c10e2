import Sqlite from 'better-sqlite3';
import { labToken } from '../../db/search/idea-index.ts';
import { hashOf } from '../../src/importing/hash.ts';
import type { ForeignIdea, ForeignVote } from '../../src/importing/record.ts';
import { IMPORTED } from '../../src/members/member.ts';
import { termsOf } from '../../src/search/french.ts';
import { mustBeEqual } from './equal-imports.ts';

/** An idea with all that is worked out of it: the bare loop only inserts. */
interface ReadyIdea extends ForeignIdea {
  hash: string;
  titleTerms: string[];
  bodyTerms: string[];
}

/** What the bare loop inserts. */
export type Ready = ReadyIdea | ForeignVote;

/** Works out what an insert needs. */
export const readyOf = (record: ForeignIdea | ForeignVote): Ready =>
  record.kind === 'vote'
    ? record
    : { ...record, hash: hashOf(record), titleTerms: termsOf(record.title), bodyTerms: termsOf(record.body) };

/** Where the rows go. */
interface Into {
  lab: number;
  source: string;
  /** Start of the UTC day, milliseconds. */
  day: number;
}

/**
 * The least that writes the rows of an import: prepared statements without a layer above, a row at a time, the
 * pragmas of the box; who is known is kept in memory, and nothing is checked.
 */
export class BareImport {
  readonly #db: Sqlite.Database;
  readonly #into: Into;
  /** Identities by their id in the source; member alike. */
  readonly #persons = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  /** Inserts all of a batch in one transaction. */
  readonly batch: (records: readonly Ready[]) => void;

  constructor(file: string, into: Into) {
    this.#db = new Sqlite(file);
    this.#into = into;
    for (const pragma of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on'])
      this.#db.pragma(pragma);
    const [idea, vote] = [this.#prepareIdea(), this.#prepareVote()];
    this.batch = this.#db.transaction((records: readonly Ready[]) => {
      for (const record of records) {
        if (record.kind === 'idea') idea(record);
        else vote(record);
      }
    }).immediate;
  }

  /** Throws on the first table that differs. */
  mustEqual(file: string): void {
    mustBeEqual(this.#db, file);
  }

  close(): void {
    this.#db.close();
  }

  #prepareIdea(): (idea: ReadyIdea) => void {
    const db = this.#db;
    const { lab, source } = this.#into;
    const personOf = this.#preparePerson();
    const draw = db.prepare(
      "update counters set value = value + 1 where name = 'contribution' returning value",
    );
    const idea = db.prepare(
      `insert into ideas (number, lab, author, title, body, status, listed, open, created_at, edited_at, revision)
       values (?, ?, ?, ?, ?, 'new', 1, 1, ?, null, 1)`,
    );
    const id = db.prepare('insert into external_ids (source, id, idea, hash, totals) values (?, ?, ?, ?, 0)');
    const index = db.prepare('insert into idea_index (rowid, title, body, lab) values (?, ?, ?, ?)');
    const term = db.prepare(
      `insert into search_terms (term, lab, ideas) values (?, ?, 1)
       on conflict (term, lab) do update set ideas = ideas + 1`,
    );
    const totals = db.prepare(
      `insert into search_totals (lab, ideas, terms) values (?, 1, ?)
       on conflict (lab) do update set ideas = ideas + 1, terms = terms + excluded.terms`,
    );
    return (given) => {
      const { author, title, body, titleTerms, bodyTerms } = given;
      const { value: number } = draw.get() as { value: number };
      this.#numbers.set(given.id, number);
      idea.run(number, lab, personOf(author?.id ?? '', author?.name ?? null), title, body, given.createdAt);
      id.run(source, given.id, number, given.hash);
      index.run(number, titleTerms.join(' '), bodyTerms.join(' '), labToken(lab));
      for (const one of new Set([...titleTerms, ...bodyTerms])) term.run(one, lab);
      totals.run(lab, titleTerms.length + bodyTerms.length);
    };
  }

  #prepareVote(): (vote: ForeignVote) => void {
    const db = this.#db;
    const { lab } = this.#into;
    const personOf = this.#preparePerson();
    const word = db.prepare('insert into words (idea, identity, value, at) values (?, ?, ?, ?)');
    const vote = db.prepare(
      'insert into votes (idea, member, value, source_identity, at) values (?, ?, ?, ?, ?)',
    );
    const change = db.prepare(
      `insert into vote_changes (idea, lab, "from", "to", at) values (?, ?, 'none', ?, 0)`,
    );
    const tally = db.prepare(
      `update ideas set votes_for = votes_for + ?, votes_against = votes_against + ?,
         supported_at = coalesce(supported_at, ?) where number = ?`,
    );
    return ({ idea, voter, value, at }) => {
      const [number, person] = [this.#numbers.get(idea), personOf(voter, null)];
      word.run(number, person, value, at);
      vote.run(number, person, value, person, at);
      change.run(number, lab, value);
      tally.run(Number(value === 'for'), Number(value === 'against'), at, number);
    };
  }

  #preparePerson(): (user: string, name: string | null) => number {
    const member = this.#db.prepare('insert into members (language) values (null)');
    const identity = this.#db.prepare(
      `insert into identities (id, member, platform, realm, user, name, since_day) values (?, ?, ?, ?, ?, ?, ?)`,
    );
    const { source, day } = this.#into;
    return (user, name) => {
      const known = this.#persons.get(user);
      if (known !== undefined) return known;
      const id = Number(member.run().lastInsertRowid);
      identity.run(id, id, IMPORTED, source, user, name, day);
      this.#persons.set(user, id);
      return id;
    };
  }
}
