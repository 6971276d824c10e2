import { describe, expect, test } from '@jest/globals';
import { proposalStore } from '../../../db/stores/proposals.ts';
import { expectRefused } from '../refused.ts';
import { AT, inTransaction, type Open } from '../world.ts';
import { eachWith } from './each.ts';

export function describeProposalStore(open: Open): void {
  describe('questions to authors of messages', () => {
    const engine = eachWith(open);

    test('a message was asked about or not, whoever was asked', async () => {
      const store = proposalStore(engine().write);
      await store.record({ message: 'm', person: 'anais', at: AT });
      await store.record({ message: 'n', person: null, at: AT });
      const read = proposalStore(engine().read);
      expect(await Promise.all(['m', 'n', 'o'].map((one) => read.wasAsked([one])))).toEqual([
        true,
        true,
        false,
      ]);
    });

    test('a message is asked about once', async () => {
      const store = proposalStore(engine().write);
      await store.record({ message: 'm', person: 'anais', at: AT });
      await expectRefused(store.record({ message: 'm', person: 'bilal', at: AT + 1 }), /proposals\.message/);
      expect(await store.countAsked(['bilal'], 0)).toBe(0);
    });

    test('questions to a person are counted from an instant on, that instant included', async () => {
      const store = proposalStore(engine().write);
      for (const [at, message] of ['a', 'b', 'c'].entries()) {
        await store.record({ message, person: 'anais', at: AT + at });
      }
      await store.record({ message: 'd', person: null, at: AT + 2 });
      expect(await store.countAsked(['anais'], AT + 1)).toBe(2);
      expect(await store.countAsked(['anais'], AT + 3)).toBe(0);
      expect(await store.countAsked(['new name', 'anais'], AT + 1)).toBe(2);
      expect(await store.countAsked(['bilal'], 0)).toBe(0);
    });

    test('persons are forgotten, the instant itself is not old; messages stay', async () => {
      await inTransaction(engine(), async (tx) => {
        const store = proposalStore(tx);
        await store.record({ message: 'a', person: 'anais', at: AT - 1 });
        await store.record({ message: 'b', person: 'anais', at: AT });
        await store.record({ message: 'c', person: null, at: AT - 1 });
      });
      const store = proposalStore(engine().write);
      expect(await store.forgetPersons(AT)).toBe(1);
      expect(await store.forgetPersons(AT)).toBe(0);
      expect(await store.countAsked(['anais'], 0)).toBe(1);
      expect(await store.wasAsked(['a'])).toBe(true);
    });
  });
}
