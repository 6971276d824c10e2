import { describe, expect, test } from '@jest/globals';
import { claimStore } from '../../../db/stores/claims.ts';
import { AT, inTransaction, makeWorld, type Open } from '../world.ts';
import { eachWith } from './each.ts';

export function describeClaimStore(open: Open): void {
  describe('claims', () => {
    const engine = eachWith(open);

    test('the first claims, a repeat gets what the first came to', async () => {
      await inTransaction(engine(), makeWorld);
      const claims = claimStore(engine().write);
      expect(await claims.claim(['h'], AT)).toBeNull();
      expect(await claims.claim(['h'], AT + 1)).toEqual({ outcome: null });
      await claims.settle('h', { idea: 1 });
      expect(await claims.claim(['h'], AT + 2)).toEqual({ outcome: { idea: 1 } });
      expect(await claimStore(engine().read).outcome(['h'])).toEqual({ idea: 1 });
      expect(await claimStore(engine().read).outcome(['other'])).toBeNull();
      await expect(claims.settle('other', { idea: 1 })).rejects.toThrow(/settling/);
    });

    test('what was claimed with the secret of before counts too', async () => {
      await inTransaction(engine(), makeWorld);
      const claims = claimStore(engine().write);
      await claims.claim(['before'], AT);
      await claims.settle('before', { idea: 1 });
      expect(await claims.outcome(['now', 'before'])).toEqual({ idea: 1 });
      expect(await claims.claim(['now', 'before'], AT + 1)).toEqual({ outcome: { idea: 1 } });
      expect(await claims.claim(['now', 'other'], AT + 1)).toBeNull();
    });

    test('of many at once one claims', async () => {
      const attempt = () => inTransaction(engine(), (tx) => claimStore(tx).claim(['h'], AT));
      const results = await Promise.all(Array.from({ length: 10 }, attempt));
      expect(results.filter((result) => result === null)).toHaveLength(1);
    });

    test('a claim whose transaction fails was never made', async () => {
      const lost = inTransaction(engine(), async (tx) => {
        await claimStore(tx).claim(['h'], AT);
        throw new Error('no');
      });
      await expect(lost).rejects.toThrow('no');
      expect(await claimStore(engine().write).claim(['h'], AT)).toBeNull();
    });

    test('old ones are forgotten, the instant itself is not old', async () => {
      const claims = claimStore(engine().write);
      for (const [hash, at] of [
        ['a', AT - 1],
        ['b', AT],
        ['c', AT + 1],
      ] as const)
        await claims.claim([hash], at);
      expect(await claims.forgetBefore(AT)).toBe(1);
      expect(await claims.forgetBefore(AT)).toBe(0);
      expect(await claims.claim(['b'], AT)).toEqual({ outcome: null });
      expect(await claims.claim(['a'], AT)).toBeNull();
    });
  });
}
