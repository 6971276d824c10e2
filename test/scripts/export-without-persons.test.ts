import { describe, expect, test } from '@jest/globals';
import type { TempDatabase } from '../db/open-temp.ts';
import { MARKS_OF_PERSONS } from '../exporting/full-box.ts';
import {
  empty,
  exported,
  FORMATS,
  full,
  indexed,
  linesOf,
  memory,
  restored,
  textOf,
  unproven,
  withBoxes,
} from './exporting.ts';

withBoxes();

describe('an export without persons', () => {
  /** What everybody may see of a box. */
  async function shown(db: TempDatabase) {
    const {
      labs,
      lab_channels,
      ideas,
      revisions,
      additions,
      digests,
      digest_entries,
      digest_claims,
      vote_changes,
      counters,
    } = await memory(db);
    const unsigned = (ideas as Record<string, unknown>[]).map(({ author, seal, ...idea }) => ({
      ...idea,
      signed: author !== null,
    }));
    const decisions = await db.tables.selectFrom('decisions').selectAll().orderBy('id').execute();
    return {
      ...{ labs, lab_channels, unsigned, revisions, additions, digests, digest_entries, digest_claims },
      ...{ vote_changes, counters },
      decisions: decisions.map(({ by, ...decision }) => decision),
    };
  }

  test.each(FORMATS)(
    'as %s gives a box with the same tallies, numbers, lists and digests',
    async (format) => {
      expect(await restored(await exported(format))).toMatchObject({ code: 0 });
      expect(await shown(empty)).toEqual(await shown(full));
      expect(await indexed(empty)).toEqual(await indexed(full));
      expect(await unproven(empty)).toEqual([]);
      for (const { id } of await full.reads.labs.all()) {
        const week = async (db: TempDatabase) => {
          const rows = await db.tables
            .selectFrom('digests')
            .select('period_start')
            .where('lab', '=', id)
            .execute();
          return Promise.all(rows.map((row) => db.reads.digests.claims(id, row.period_start)));
        };
        expect(await week(empty)).toEqual(await week(full));
      }
    },
  );

  test.each(FORMATS)('as %s holds no user id and no name of anybody', async (format) => {
    const text = textOf(await exported(format));
    const persons = await full.tables
      .selectFrom('identities')
      .select(['user', 'name'])
      .where('id', '<>', 1)
      .execute();
    for (const mark of MARKS_OF_PERSONS) expect([mark, text.includes(mark)]).toEqual([mark, false]);
    const names = persons.flatMap(({ user, name }) => (name ? [user, name] : [user]));
    const cells = new Set(text.split(/[",\n:]+/));
    expect(names.filter((name) => cells.has(name))).toEqual([]);
  });

  test('two exports share no pseudonym, nor any id of a person with the box', async () => {
    const ids = (path: string) =>
      linesOf(path)
        .filter(({ record, id }) => ['identity', 'member'].includes(record ?? '') && id !== 1)
        .flatMap(({ id, user }) => [id, ...(user ? [user] : [])]);
    const [one, other] = [ids(await exported('ndjson')), ids(await exported('ndjson'))];
    expect(one.filter((name) => other.includes(name))).toEqual([]);
    expect(one.length).toBe(other.length);
    expect(one.every((id) => typeof id === 'string' || (id as number) < 0)).toBe(true);
  });

  test('keeps one pseudonym for whoever signs, facilitates or decides', async () => {
    const lines = linesOf(await exported('ndjson'));
    const { ideas } = (await memory(full)) as { ideas: { number: number; author: number | null }[] };
    const pseudonyms = new Map<number, Set<unknown>>();
    for (const { number, author } of ideas) {
      const line = lines.find((one) => one.record === 'idea' && one.number === number)!;
      if (author === null) continue;
      pseudonyms.set(author, (pseudonyms.get(author) ?? new Set()).add(line.author));
    }
    for (const names of pseudonyms.values()) expect(names.size).toBe(1);
    expect(new Set([...pseudonyms.values()].flatMap((names) => [...names])).size).toBe(pseudonyms.size);
  });

  test('gives each vote a voter of its own, who signs and decides nothing, and no instant', async () => {
    const lines = linesOf(await exported('ndjson'));
    const of = (record: string) => lines.filter((line) => line.record === record);
    const voters = of('vote').map(({ member }) => member);
    expect(new Set(voters).size).toBe(voters.length);
    const signers = [...of('idea').map(({ author }) => author), ...of('decision').map(({ by }) => by)];
    expect(signers.filter((signer) => voters.includes(signer))).toEqual([]);
    const instants = [...of('vote'), ...of('word'), ...of('identity')].map(
      ({ at, sinceDay }) => at ?? sinceDay,
    );
    expect(new Set(instants)).toEqual(new Set(['1970-01-01T00:00:00.000Z']));
    expect(of('mark')).toEqual([]);
    expect(of('posting')).toEqual([]);
  });

  test('of a box restored from one can be made again, with other pseudonyms', async () => {
    const out = await exported('ndjson');
    await restored(out);
    const again = await exported('ndjson', [], empty);
    const counts = (path: string) => linesOf(path).at(-1);
    expect(counts(again)).toEqual(counts(out));
    const users = (path: string) =>
      linesOf(path).flatMap(({ user }) => (user && user !== 'tombstone' ? [user] : []));
    expect(users(again).filter((user) => users(out).includes(user))).toEqual([]);
  });
});
