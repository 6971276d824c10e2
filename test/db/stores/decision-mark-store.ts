import { describe, expect, test } from '@jest/globals';
import { standingReads } from '../../../db/read-models/standing-postings.ts';
import { decisionMarkStore } from '../../../db/stores/decision-marks.ts';
import { AT, inTransaction, makeCard, makeWorld, type Open } from '../world.ts';
import { eachWith } from './each.ts';

const EVENT = { found: false };
const FOUND = { found: true };

export function describeDecisionMarkStore(open: Open): void {
  describe('reactions that decide', () => {
    const engine = eachWith(open);
    const world = () =>
      inTransaction(engine(), async (tx) => {
        const { anais, bilal } = await makeWorld(tx);
        const posting = await makeCard(tx, 1, 'm1');
        const of = (identity: number, since: number) => ({ posting, identity, emoji: '👀', since });
        return {
          anais: (since: number) => of(anais.id, since),
          bilal: (since: number) => of(bilal.id, since),
        };
      });
    const store = () => decisionMarkStore(engine().write);

    test('of one that stands a newer event speaks, an older or the same does not, nor is it found again', async () => {
      const { anais, bilal } = await world();
      expect(await store().hear(anais(AT), EVENT)).toBe(true);
      expect(await store().hear(anais(AT), EVENT)).toBe(false);
      expect(await store().hear(anais(AT - 1), EVENT)).toBe(false);
      expect(await store().hear(anais(AT + 5), FOUND)).toBe(false);
      expect(await store().hear(anais(AT + 1), EVENT)).toBe(true);
      expect(await store().hear(bilal(AT), FOUND)).toBe(true);
      expect(await store().hear(bilal(AT), FOUND)).toBe(false);
    });

    test('taken away, it speaks when it comes again; what was taken away before it was put stays', async () => {
      const { anais } = await world();
      await store().hear(anais(AT), EVENT);
      await store().drop(anais(AT - 1));
      expect(await store().hear(anais(AT), FOUND)).toBe(false);
      await store().drop(anais(AT));
      expect(await store().hear(anais(AT), FOUND)).toBe(true);
    });

    test('after the clock was set back it comes and goes as it is told', async () => {
      const { anais } = await world();
      const now = AT - 1000;
      await store().hear(anais(AT), EVENT);
      expect(await store().hear(anais(now), { ...EVENT, now })).toBe(true);
      await store().hear(anais(AT), EVENT);
      await store().drop(anais(now), now);
      expect(await store().hear(anais(now), FOUND)).toBe(true);
    });

    test('it is among the marks that are held under its posting', async () => {
      const { anais } = await world();
      await store().hear(anais(AT), EVENT);
      const at = { platform: 'local', realm: 'local', channel: 'general', message: 'm1' };
      const held = await standingReads(engine().read).one(at);
      expect(held?.marks).toEqual([
        { emoji: '👀', by: { platform: 'local', realm: 'local', user: 'anais' } },
      ]);
    });

    test('what is older than an instant is forgotten', async () => {
      const { anais, bilal } = await world();
      await store().hear(anais(AT), EVENT);
      await store().hear(bilal(AT + 1), EVENT);
      expect(await store().forgetBefore(AT + 1)).toBe(1);
      expect(await store().hear(bilal(AT + 1), EVENT)).toBe(false);
    });
  });
}
