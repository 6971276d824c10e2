import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { voteStore } from '../../../db/stores/votes.ts';
import { tallyChange, type Word } from '../../../src/votes/vote.ts';
import { AT, inTransaction, makeWorld, type Open } from '../world.ts';
import { eachWith } from './each.ts';

export function describeVoteTallies(open: Open): void {
  describe('kept tallies', () => {
    const engine = eachWith(open);

    test('after any votes they equal the rows, and the changes add up to them', async () => {
      const { lab, anais, bilal, author } = await inTransaction(engine(), makeWorld);
      const people = [anais, bilal, author];
      const step = fc.record({ who: fc.nat(2), value: fc.constantFrom<Word>('for', 'against', 'none') });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          await inTransaction(engine(), async (tx) => {
            for (const { who, value } of steps) {
              const { id: identity, member } = people[who]!;
              const previous = await voteStore(tx).of(1, member);
              const now = { idea: 1, member, value, source: { kind: 'word', identity }, at: AT } as const;
              await voteStore(tx).set(previous, now, { lab: lab.id, another: who < 2 });
            }
          });
          // The votes of the runs before are there too: one long history.
          const { tables } = engine();
          const idea = await tables.selectFrom('ideas').selectAll().executeTakeFirstOrThrow();
          const votes = await tables.selectFrom('votes').selectAll().execute();
          const count = (value: Word) => votes.filter((vote) => vote.value === value).length;
          const counted = { for: count('for'), against: count('against') };
          expect({ for: idea.votes_for, against: idea.votes_against }).toEqual(counted);
          const summed = { for: 0, against: 0 };
          for (const { from, to } of await tables.selectFrom('vote_changes').selectAll().execute()) {
            const change = tallyChange(from, to);
            summed.for += change.for;
            summed.against += change.against;
          }
          expect(summed).toEqual(counted);
        }),
        { numRuns: 60 },
      );
    });
  });
}
