import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compose,
  DISCOVER_MAX,
  type Material,
  NUMBERED_MAX,
  REST_MAX,
  seedOf,
} from '../../src/digest/compose.ts';
import type { Gain, LeastVoted } from '../../src/digest/digest-reads.ts';
import type { Entry } from '../../src/digest/digest-store.ts';
import { restOf, shownOf } from '../../src/digest/rest.ts';

const gain = (idea: number, gained = 1): Gain => ({ idea, gained, votesFor: gained, status: 'new' });
const little = (idea: number, votes = 1): LeastVoted => ({ idea, votes, votesFor: votes, status: 'new' });
const material = (given: Partial<Material>): Material => ({
  answered: [],
  gains: [],
  leastVoted: [],
  seed: seedOf(1, '2026-W47'),
  ...given,
});
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const named = ({ section, position, idea }: Entry) => `${section} ${position} #${idea}`;
const lines = (given: Partial<Material>) => shownOf({ entries: compose(material(given)) }).map(named);
const rest = (given: Partial<Material>) => restOf({ entries: compose(material(given)) }).map(named);

describe('the lines of a digest', () => {
  test('none: there is nothing to say', () => {
    expect(compose(material({}))).toEqual([]);
  });

  test('five of the top when there is nothing to discover', () => {
    expect(lines({ gains: range(1, 7).map((idea) => gain(idea)) })).toEqual([
      'top 1 #1',
      'top 2 #2',
      'top 3 #3',
      'top 4 #4',
      'top 5 #5',
    ]);
  });

  test('one place is kept for discovery', () => {
    expect(lines({ gains: range(1, 7).map((idea) => gain(idea)), leastVoted: [little(20)] })).toEqual([
      'top 1 #1',
      'top 2 #2',
      'top 3 #3',
      'top 4 #4',
      'discover 5 #20',
    ]);
  });

  test('two at most, numbered on after the top', () => {
    const leastVoted = [little(20, 0), little(21, 1), little(22, 2)];
    expect(lines({ gains: [gain(1)], leastVoted })).toEqual(['top 1 #1', 'discover 2 #20', 'discover 3 #21']);
    expect(lines({ leastVoted })).toEqual(['discover 1 #20', 'discover 2 #21']);
  });

  test('an idea in the top is not offered for discovery; it keeps no place free', () => {
    expect(lines({ gains: range(1, 5).map((idea) => gain(idea)), leastVoted: [little(1)] })).toEqual([
      'top 1 #1',
      'top 2 #2',
      'top 3 #3',
      'top 4 #4',
      'top 5 #5',
    ]);
  });

  test('an answered idea may stand in the top, and is not offered for discovery', () => {
    const answered = [{ idea: 1, status: 'accepted' as const, votesFor: 9 }];
    expect(lines({ answered, gains: [gain(1)], leastVoted: [little(1)] })).toEqual([
      'answered 0 #1',
      'top 1 #1',
    ]);
  });

  test('the five latest answers', () => {
    const answered = range(1, 7).map((idea) => ({ idea, status: 'accepted' as const, votesFor: 0 }));
    expect(lines({ answered })).toEqual(range(3, 7).map((idea, index) => `answered ${index} #${idea}`));
  });

  test('an idea that lost support, or stood still, is not in the top', () => {
    expect(lines({ gains: [gain(1, 1), gain(2, 0), gain(3, -4)] })).toEqual(['top 1 #1']);
  });

  test('which of equals is discovered depends on the lab and the week', () => {
    const leastVoted = range(1, 40).map((idea) => little(idea));
    const drawn = (lab: number, week: string) => lines({ leastVoted, seed: seedOf(lab, week) }).join();
    expect(drawn(1, '2026-W47')).toBe(drawn(1, '2026-W47'));
    const weeks = range(10, 49).map((week) => drawn(1, `2026-W${week}`));
    expect(new Set(weeks).size).toBeGreaterThan(30);
    expect(drawn(1, '2026-W47')).not.toBe(drawn(2, '2026-W47'));
  });
});

describe('the rest, for the thread', () => {
  const answers = (count: number) =>
    range(1, count).map((idea) => ({ idea, status: 'accepted' as const, votesFor: 0 }));

  test('none while the digest has a place for everything', () => {
    expect(rest({ answered: answers(5), gains: range(1, 5).map((idea) => gain(idea)) })).toEqual([]);
  });

  test('what gained and found no number, in order of rank', () => {
    expect(rest({ gains: range(1, 7).map((idea) => gain(idea)) })).toEqual(['top 6 #6', 'top 7 #7']);
  });

  test('not what is shown for discovery', () => {
    expect(rest({ gains: range(1, 7).map((idea) => gain(idea)), leastVoted: [little(6)] })).toEqual([
      'top 6 #5',
      'top 7 #7',
    ]);
  });

  test('answers earlier than the five shown, oldest first; the oldest of very many are left out', () => {
    expect(rest({ answered: answers(7) })).toEqual(['answered 6 #1', 'answered 7 #2']);
    expect(rest({ answered: answers(30) })).toHaveLength(REST_MAX);
    expect(rest({ answered: answers(30) })[0]).toBe('answered 6 #11');
  });

  test('no more than people read, and only what gained', () => {
    const gains = [...range(1, 60).map((idea) => gain(idea)), gain(61, 0)];
    expect(rest({ gains })).toHaveLength(REST_MAX);
    expect(rest({ gains: [...range(1, 5).map((idea) => gain(idea)), gain(6, 0), gain(7, -1)] })).toEqual([]);
  });
});

describe('whatever it is made of', () => {
  const idea = fc.integer({ min: 1, max: 30 });
  const uniqueBy = { selector: (one: { idea: number }) => one.idea, maxLength: 12 };
  const status = fc.constantFrom('new' as const, 'under-review' as const, 'accepted' as const);
  const votesFor = fc.integer({ min: 0, max: 50 });
  const any = fc.record({
    answered: fc.uniqueArray(fc.record({ idea, status, votesFor }), uniqueBy),
    gains: fc
      .uniqueArray(fc.record({ idea, status, votesFor, gained: fc.integer({ min: -3, max: 20 }) }), uniqueBy)
      .map((gains) =>
        gains.sort((a, b) => b.gained - a.gained || b.votesFor - a.votesFor || a.idea - b.idea),
      ),
    leastVoted: fc
      .uniqueArray(fc.record({ idea, status, votesFor, votes: fc.integer({ min: 0, max: 20 }) }), uniqueBy)
      .map((ideas) => ideas.sort((a, b) => a.votes - b.votes)),
    seed: fc.string(),
  });

  test('at most five are numbered, from 1 on, in the order of the sections, none twice', () => {
    fc.assert(
      fc.property(any, (given) => {
        const entries = compose(given);
        const order = entries.map(({ section }) => ['answered', 'top', 'discover'].indexOf(section));
        expect(order).toEqual([...order].sort());
        const numbered = shownOf({ entries }).filter(({ section }) => section !== 'answered');
        expect(numbered.map(({ position }) => position)).toEqual(range(1, numbered.length));
        expect(numbered.length).toBeLessThanOrEqual(NUMBERED_MAX);
        expect(new Set(numbered.map((one) => one.idea)).size).toBe(numbered.length);
        const keys = entries.map(({ section, position }) => `${section} ${position}`);
        expect(new Set(keys).size).toBe(entries.length);
        for (const section of ['answered', 'other']) {
          const ideas = entries.filter((one) => (one.section === 'answered') === (section === 'answered'));
          expect(new Set(ideas.map((one) => one.idea)).size).toBe(ideas.length);
        }
      }),
    );
  });

  test('the top is the head of the ranking; what is discovered has the fewest votes', () => {
    fc.assert(
      fc.property(any, (given) => {
        const shown = shownOf({ entries: compose(given) });
        const of = (section: string) => shown.filter((entry) => entry.section === section);
        const [top, discover] = [of('top'), of('discover')];
        expect(top.map((one) => one.idea)).toEqual(given.gains.slice(0, top.length).map((one) => one.idea));
        expect(top.every(({ gained }) => gained >= 1)).toBe(true);

        const elsewhere = new Set([...top, ...given.answered].map((one) => one.idea));
        const candidates = given.leastVoted.filter((one) => !elsewhere.has(one.idea));
        const votes = (one: { idea: number }) =>
          given.leastVoted.find((least) => least.idea === one.idea)!.votes;
        expect(discover.map(votes)).toEqual(
          candidates
            .map(votes)
            .sort((a, b) => a - b)
            .slice(0, discover.length),
        );
        expect(discover.length).toBeLessThanOrEqual(DISCOVER_MAX);
        expect(discover.some((one) => elsewhere.has(one.idea))).toBe(false);
        if (top.length < NUMBERED_MAX) expect(discover.length === 0).toBe(candidates.length === 0);
      }),
    );
  });

  test('the same again, whatever the order the candidates come in', () => {
    fc.assert(
      fc.property(any, (given) => {
        expect(compose({ ...given, leastVoted: [...given.leastVoted].reverse() })).toEqual(compose(given));
      }),
    );
  });
});
