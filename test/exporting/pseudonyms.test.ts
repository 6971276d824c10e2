import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Pseudonyms } from '../../src/exporting/pseudonyms.ts';

/** Draws of a test: always the same for one seed. */
function chanceOf(seed: number) {
  let state = seed;
  return {
    key: Buffer.alloc(32, seed),
    below(limit: number) {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      return state % limit;
    },
  };
}

const accounts = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    member: fc.integer({ min: 2, max: 40 }),
  }),
  { selector: ({ id }) => id, maxLength: 60 },
);
const asIdentity = (one: { id: number; member: number }) => ({
  ...one,
  ...{ platform: 'local', realm: 'local', user: 'anais', name: 'Anaïs', sinceDay: 86_400_000 },
});

test('everybody has one pseudonym, nobody shares one, and linked accounts stay linked', () => {
  fc.assert(
    fc.property(accounts, fc.nat(250), (some, seed) => {
      const known = some.filter(({ id }) => id !== 1);
      const names = new Pseudonyms(known, chanceOf(seed));
      const persons = known.map((one) => names.person(asIdentity(one)));
      expect(persons).toEqual(known.map((one) => names.person(asIdentity(one))));
      for (const key of ['id', 'user'] as const) {
        expect(new Set(persons.map((one) => one[key])).size).toBe(known.length);
      }
      for (const [index, { member }] of known.entries()) {
        const together = known.map((other) => other.member === member);
        expect(persons.map((other) => other.member === persons[index]!.member)).toEqual(together);
      }
      for (const { id, member } of persons) {
        expect(id).toBeGreaterThanOrEqual(-(2 ** 30));
        expect(Math.max(id, member)).toBeLessThan(0);
      }
    }),
  );
});

test('tells nothing of a person but that there is one', () => {
  const names = new Pseudonyms([{ id: 7, member: 5 }], chanceOf(1));
  const { platform, realm, name, sinceDay } = names.person(asIdentity({ id: 7, member: 5 }));
  expect({ platform, realm, name, sinceDay }).toEqual({
    platform: 'box',
    realm: 'export',
    name: null,
    sinceDay: 0,
  });
});

test('voters are others than persons, and of 31 bits', () => {
  const names = new Pseudonyms([], chanceOf(3));
  const ids = [0, 1, 1000, 2 ** 30 - 1].map((index) => names.voterId(index));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toBeLessThan(-(2 ** 30));
    expect(id).toBeGreaterThanOrEqual(-(2 ** 31));
  }
});

test('another key gives other names', () => {
  const of = (seed: number) => {
    const names = new Pseudonyms([{ id: 7, member: 5 }], chanceOf(seed));
    return [names.person(asIdentity({ id: 7, member: 5 })).user, names.seal('s'), names.voter(0).user];
  };
  expect(of(1).filter((name) => of(2).includes(name))).toEqual([]);
});

test('whoever was not expected is a mistake, not a name', () => {
  expect(() => new Pseudonyms([], chanceOf(1)).identity(7)).toThrow('nobody was expected');
});
