import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isElder, linkFault, mayName, mayNameEachOther, type Side } from '../../src/duplicates/duplicate.ts';

type Facts = Partial<Side['idea']> & Partial<Side['lab']> & Partial<Pick<Side, 'elder' | 'duplicates'>>;

/** #41 filed at 41, in the open lab 1, linked to nothing; and so on. */
function side(number: number, facts: Facts = {}): Side {
  const { createdAt = number, status = 'new', hiddenAt = null, id = 1, access = 'open' } = facts;
  const { elder = null, duplicates = [] } = facts;
  return { idea: { number, createdAt, status, hiddenAt }, lab: { id, access }, elder, duplicates };
}

describe('two ideas are linked', () => {
  test.each<[string, Facts, Facts]>([
    ['in one lab', {}, {}],
    ['in one closed lab', { access: 'closed' }, { access: 'closed' }],
    ['in two open labs', { id: 1 }, { id: 2 }],
    ['whatever was decided of either', { status: 'new' }, { status: 'declined' }],
    ['when the elder has duplicates already', {}, { duplicates: [43, 44] }],
    ['filed at one instant, by their numbers', { createdAt: 5 }, { createdAt: 5 }],
  ])('%s', (_, duplicate, elder) => {
    expect(linkFault(side(42, duplicate), side(41, elder))).toBeNull();
  });

  test('by when they were filed, not by their numbers: an import may bring older ones', () => {
    expect(linkFault(side(41, { createdAt: 9 }), side(42, { createdAt: 8 }))).toBeNull();
    expect(linkFault(side(42, { createdAt: 8 }), side(41, { createdAt: 9 }))).toEqual({ fault: 'younger' });
  });
});

describe('two ideas are not linked', () => {
  test.each<[string, Side, Side, ReturnType<typeof linkFault>]>([
    ['when they are one', side(42), side(42), { fault: 'itself' }],
    [
      'when the duplicate is withdrawn',
      side(42, { status: 'withdrawn' }),
      side(41),
      { fault: 'gone', number: 42 },
    ],
    [
      'when the elder is withdrawn',
      side(42),
      side(41, { status: 'withdrawn' }),
      { fault: 'gone', number: 41 },
    ],
    ['when the elder is hidden', side(42), side(41, { hiddenAt: 7 }), { fault: 'gone', number: 41 }],
    ['into a closed lab', side(42), side(41, { id: 2, access: 'closed' }), { fault: 'apart' }],
    ['out of a closed lab', side(42, { id: 2, access: 'closed' }), side(41), { fault: 'apart' }],
    ['the wrong way round', side(41), side(42), { fault: 'younger' }],
    ['when the duplicate has another elder', side(42, { elder: 12 }), side(41), { fault: 'linked', to: 12 }],
    ['in a chain', side(42), side(41, { elder: 12 }), { fault: 'chain', to: 12 }],
    [
      'when the duplicate has duplicates',
      side(42, { duplicates: [50, 51] }),
      side(41),
      { fault: 'has-duplicates', numbers: [50, 51] },
    ],
  ])('%s', (_, duplicate, elder, fault) => {
    expect(linkFault(duplicate, elder)).toEqual(fault);
  });
});

test('of any two ideas exactly one is the elder', () => {
  const idea = fc.record({ number: fc.nat(9), createdAt: fc.nat(4) });
  fc.assert(
    fc.property(idea, idea, (one, other) => {
      fc.pre(one.number !== other.number);
      expect(isElder(one, other)).toBe(!isElder(other, one));
      expect(isElder(one, one)).toBe(false);
    }),
  );
});

/** Whatever is linked, unlinked and asked in whatever order: what the rule let pass is a set of stars. */
test('links that the rule let pass make no chain and no circle', () => {
  const numbers = fc.integer({ min: 1, max: 7 });
  fc.assert(
    fc.property(fc.array(fc.tuple(numbers, numbers, fc.boolean()), { maxLength: 40 }), (orders) => {
      const elders = new Map<number, number>();
      const sideNow = (number: number) =>
        side(number, {
          createdAt: number % 4,
          elder: elders.get(number) ?? null,
          duplicates: [...elders].filter(([, elder]) => elder === number).map(([duplicate]) => duplicate),
        });
      for (const [duplicate, elder, separates] of orders) {
        if (separates) elders.delete(duplicate);
        else if (linkFault(sideNow(duplicate), sideNow(elder)) === null) elders.set(duplicate, elder);
        for (const [idea, of] of elders) {
          expect(elders.has(of)).toBe(false);
          expect(isElder(sideNow(of).idea, sideNow(idea).idea)).toBe(true);
        }
      }
    }),
  );
});

test.each<[Side['lab'], Side['lab'], boolean, boolean]>([
  [{ id: 1, access: 'open' }, { id: 2, access: 'open' }, true, true],
  [{ id: 1, access: 'open' }, { id: 2, access: 'closed' }, false, false],
  [{ id: 1, access: 'closed' }, { id: 2, access: 'open' }, true, false],
  [{ id: 1, access: 'closed' }, { id: 2, access: 'closed' }, false, false],
  [{ id: 1, access: 'closed' }, { id: 1, access: 'closed' }, true, true],
])('a card of %j names an idea of %j: %s; both do: %s', (lab, other, may, both) => {
  expect([mayName(lab, other), mayNameEachOther(lab, other)]).toEqual([may, both]);
});
