import { describe, expect, test } from '@jest/globals';
import { type CaseSet, caseSets } from '../../../scripts/evaluating/cases.ts';
import type { Folder, Pair } from '../../../scripts/evaluating/folder.ts';
import { goals } from '../../../scripts/evaluating/goals.ts';
import { hits, type Measured, measure, type Ranked } from '../../../scripts/evaluating/measure.ts';
import type { Query, System } from '../../../scripts/evaluating/system.ts';
import { checkYardstick } from '../../../scripts/evaluating/yardstick.ts';
import { EXPERT_PAIRS, PAIRS, PROPOSALS, type Row, VERSIONS } from './consultation.ts';

const pair = ([source, target, relation]: Row): Pair => ({ source, target, relation });

function folder(pairs: readonly Row[] = PAIRS): Folder {
  const versions = VERSIONS.map(({ id, title, parent_id }) => ({ id, title, parent: parent_id }));
  const other = { name: 'town', proposals: [{ id: 't1', title: 'Un quai', body: '' }], versions: [] };
  return {
    corpora: [{ name: 'village', proposals: PROPOSALS, versions }, other],
    pairs: pairs.map(pair),
    expertPairs: EXPERT_PAIRS.map(pair),
  };
}

const setOf = (name: string, of = folder()): CaseSet => caseSets(of).find((set) => set.name === name)!;
const asked = ({ cases }: CaseSet): string[] => cases.map(({ query, target }) => `${query.id} ${target}`);

describe('the questions', () => {
  test('a pair asks both ways, once, whoever was named first', () => {
    const set = setOf('duplicate');
    expect(asked(set)).toEqual(['p4 p3', 'p3 p4']);
    expect(set).toMatchObject({ pairs: 1, skipped: 0, wanted: true });
  });

  test('a pair is left out and counted: a side is missing, of another corpus, or the other side itself', () => {
    const rows: Row[] = [
      ['p1', 'gone', 'copy'],
      ['gone', 'p1', 'copy'],
      ['p1', 't1', 'copy'],
      ['p1', 'p1', 'copy'],
      ['p1', 'p2', 'copy'],
    ];
    expect(setOf('copy', folder(rows))).toMatchObject({ pairs: 1, skipped: 4 });
  });

  test('relations that do not say two proposals are alike ask nothing', () => {
    expect(caseSets(folder()).flatMap(asked)).not.toContain('p5 p6');
  });

  test('experts ask one way, and only where both agree', () => {
    expect(asked(setOf('entailment'))).toEqual(['p4 p3']);
    expect(asked(setOf('neutral'))).toEqual(['p1 p2']);
    expect(setOf('neutral')).toMatchObject({ pairs: 1, skipped: 2, wanted: false });
  });

  test('a version asks for its parent; apart from those that repeat its title', () => {
    expect(asked(setOf('version'))).toEqual(['v1 p1', 'v2 p5']);
    expect(setOf('version')).toMatchObject({ pairs: 2, skipped: 1 });
    expect(asked(setOf('version reworded'))).toEqual(['v1 p1']);
  });

  test('what else the same query may rightly find is known, in every set of right answers', () => {
    const rows: Row[] = [
      ['p1', 'p2', 'copy'],
      ['p1', 'p3', 'near-copy'],
    ];
    const others = (name: string) => setOf(name, folder(rows)).cases.map((one) => one.others);
    expect(others('copy')).toEqual([['p3'], []]);
    expect(others('near-copy')).toEqual([['p2'], []]);
    expect(others('neutral')).toEqual([[]]);
  });
});

/** A system that always says the same, and remembers what it was asked. */
function parrot(name: string, ...answer: string[]): System & { queries: (Query & { limit: number })[] } {
  const queries: (Query & { limit: number })[] = [];
  return {
    name,
    queries,
    async rank(query, limit) {
      queries.push({ ...query, limit });
      return answer.filter((id) => id !== query.except).slice(0, limit);
    },
  };
}

const quiet = () => undefined;
const roundOf = (measured: Measured[], set: string, mode = 'title'): Measured =>
  measured.find((one) => one.set.name === set && one.mode === mode)!;

describe('measuring', () => {
  test('asks by the title, and by the whole text where there is one; who asks is left out', async () => {
    const system = parrot('parrot');
    const rows: Row[] = [['p1', 'p7', 'copy']];
    const measured = await measure([system], [setOf('copy', folder(rows))], quiet);
    const [p1, p7] = [PROPOSALS[0]!, PROPOSALS[6]!];
    const at = { corpus: 'village', limit: 10 };
    expect(system.queries).toEqual([
      { ...at, title: p1.title, body: '', except: 'p1' },
      { ...at, title: p7.title, body: '', except: 'p7' },
      { ...at, title: p1.title, body: p1.body, except: 'p1' },
    ]);
    expect(measured.map(({ mode, queries }) => [mode, queries])).toEqual([
      ['title', 2],
      ['title + body', 1],
    ]);
  });

  test('a version is no idea of the box: nothing is left out', async () => {
    const system = parrot('parrot');
    await measure([system], [setOf('version reworded')], quiet);
    expect(system.queries).toMatchObject([{ title: VERSIONS[0]!.title, body: '', except: null }]);
  });

  test('ranks count from 1; beyond the tenth is not found', async () => {
    const nine = Array.from({ length: 9 }, (_, index) => `x${index}`);
    const ranks = async (...answer: string[]) => {
      const round = roundOf(
        await measure([parrot('p', ...answer)], [setOf('entailment')], quiet),
        'entailment',
      );
      return [
        round.ranks.get('p')?.map(({ rank }) => rank),
        ...([1, 5, 10] as const).map((depth) => hits(round, 'p', depth)),
      ];
    };
    expect(await ranks('p3')).toEqual([[1], 1, 1, 1]);
    expect(await ranks('x', 'y', 'p3')).toEqual([[3], 0, 1, 1]);
    expect(await ranks(...nine, 'p3')).toEqual([[10], 0, 0, 1]);
    expect(await ranks(...nine, 'y', 'p3')).toEqual([[null], 0, 0, 0]);
  });

  test('another right answer above the target is no mistake', async () => {
    const rows: Row[] = [
      ['p1', 'p2', 'copy'],
      ['p1', 'p3', 'copy'],
    ];
    const system = parrot('p', 'p2', 'p3', 'p1');
    const copies = roundOf(await measure([system], [setOf('copy', folder(rows))], quiet), 'copy');
    expect(copies.ranks.get('p')).toEqual([
      { query: 'p1', target: 'p2', rank: 1 },
      { query: 'p2', target: 'p1', rank: 2 },
      { query: 'p1', target: 'p3', rank: 1 },
      { query: 'p3', target: 'p1', rank: 2 },
    ]);
    expect(system.queries[0]?.limit).toBe(11);
  });

  test('asks nobody the same twice: most versions are in two sets', async () => {
    const system = parrot('p', 'p1');
    const rounds = await measure([system], [setOf('version'), setOf('version reworded')], quiet);
    expect(system.queries).toHaveLength(2);
    expect(hits(roundOf(rounds, 'version reworded'), 'p', 1)).toBe(1);
  });

  test('tells how far it is, system by system', async () => {
    const told: unknown[] = [];
    await measure([parrot('a'), parrot('b')], [setOf('version')], (...step) => told.push(step));
    expect(told).toEqual([
      ['a', 1, 2],
      ['a', 2, 2],
      ['b', 1, 2],
      ['b', 2, 2],
    ]);
  });
});

/** A round in which each system put its targets at these ranks; pairs ask both ways unless told. */
function round(
  name: string,
  ranks: Record<string, (number | null)[]>,
  facts: Partial<Measured> = {},
): Measured {
  const targets = (of: (number | null)[]): Ranked[] =>
    of.map((rank, index) => {
      const [a, b] = [`a${index >> 1}`, `b${index >> 1}`];
      return index % 2 === 0 ? { query: a, target: b, rank } : { query: b, target: a, rank };
    });
  const queries = Object.values(ranks)[0]?.length ?? 0;
  const set: CaseSet = { name, wanted: name !== 'neutral', pairs: queries / 2, skipped: 0, cases: [] };
  return {
    set,
    mode: 'title + body',
    queries,
    ranks: new Map(Object.entries(ranks).map(([system, of]) => [system, targets(of)])),
    ...facts,
  };
}

describe('the yardstick', () => {
  const copies = round('copy', { one: [1, 1], two: [5, 2] });
  const check = (...rounds: Measured[]) => checkYardstick(rounds, ['one', 'two']);

  test('is sound when each baseline finds every copy and more than half of the firm duplicates', () => {
    const duplicates = round('duplicate', { one: [1, 9, 5, 1, null, null], two: [null, 1, 6, 5, 6, 6] });
    expect(check(copies, duplicates)).toEqual({ checked: true, sound: true, remarks: [] });
  });

  test('is broken when a baseline misses a copy', () => {
    expect(check(round('copy', { one: [1, 1], two: [6, null] }))).toMatchObject({
      checked: true,
      sound: false,
      remarks: [
        'two finds 0 of 1 pairs "copy" in its first five, and must find every one',
        'not checked on pairs "duplicate": the folder has none with a body',
      ],
    });
  });

  test('is broken when a baseline finds but half of the firm duplicates', () => {
    const half = round('duplicate', { one: [1, 1, null, 6], two: [1, 1, 1, 1] });
    expect(check(copies, half)).toEqual({
      checked: true,
      sound: false,
      remarks: ['one finds 1 of 2 pairs "duplicate" in its first five, and must find more than half'],
    });
  });

  test('says when there is nothing to check it on', () => {
    const { checked, sound, remarks } = check(round('copy', { one: [], two: [] }));
    expect({ checked, sound, remarks: remarks.length }).toEqual({ checked: false, sound: true, remarks: 2 });
  });

  test('does not look at what was asked by the title alone', () => {
    expect(check(round('copy', { one: [null], two: [null] }, { mode: 'title' })).checked).toBe(false);
  });
});

describe('the goals', () => {
  const reached = (...rounds: Measured[]) =>
    Object.fromEntries(goals(rounds, 'box', ['one', 'two']).map(({ name, met }) => [name, met]));

  test('all copies first, by the whole text', () => {
    const goal = 'copy, by title + body: all first';
    expect(reached(round('copy', { box: [1, 1], one: [1, 1], two: [1, 1] }))[goal]).toBe(true);
    expect(reached(round('copy', { box: [1, 2], one: [1, 1], two: [1, 1] }))[goal]).toBe(false);
    expect(reached(round('copy', { box: [], one: [], two: [] }))[goal]).toBeNull();
  });

  test('every set level with the better baseline in the first five', () => {
    const goal = 'duplicate, by title + body: level with the better baseline';
    const level = (box: (number | null)[]) =>
      reached(round('duplicate', { box, one: [6, null], two: [5, null] }))[goal];
    expect([level([5, 6]), level([1, 5]), level([6, 6])]).toEqual([true, true, false]);
  });

  test('versions found more often by three in a hundred, or all found', () => {
    const goal = 'version, by title: clearly better than the better baseline';
    const ranks = (found: number) => Array.from({ length: 100 }, (_, index) => (index < found ? 5 : 6));
    const better = (box: number, one: number) =>
      reached(round('version', { box: ranks(box), one: ranks(one), two: ranks(0) }, { mode: 'title' }))[goal];
    expect([better(53, 50), better(52, 50), better(100, 99)]).toEqual([true, false, true]);
  });

  test('of neutral pairs nothing is demanded', () => {
    expect(reached(round('neutral', { box: [1], one: [null], two: [null] }))).toEqual({});
  });
});
