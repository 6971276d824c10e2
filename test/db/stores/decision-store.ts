import { describe, expect, test } from '@jest/globals';
import { decisionStore } from '../../../db/stores/decisions.ts';
import type { Decision } from '../../../src/decisions/decision.ts';
import { AT, inTransaction, makeIdea, makeWorld, type Open } from '../world.ts';
import { eachWith } from './each.ts';

export function describeDecisionStore(open: Open): void {
  describe('decisions', () => {
    const engine = eachWith(open);
    const record = (facts: { idea: number; by: number } & Partial<Decision>) =>
      inTransaction(engine(), (tx) =>
        decisionStore(tx).record({
          from: 'new',
          to: 'accepted',
          answer: 'Retenue',
          previousAnswer: null,
          previousAnsweredAt: null,
          at: AT,
          ...facts,
        }),
      );

    test('a decision reads back as it was taken', async () => {
      const { anais } = await inTransaction(engine(), makeWorld);
      const decision = await record({
        idea: 1,
        by: anais.id,
        previousAnswer: 'Avant',
        previousAnsweredAt: AT - 1,
      });
      expect(decision).toEqual({
        id: decision.id,
        idea: 1,
        from: 'new',
        to: 'accepted',
        answer: 'Retenue',
        previousAnswer: 'Avant',
        previousAnsweredAt: AT - 1,
        by: anais.id,
        at: AT,
        undoneAt: null,
      });
      expect(await decisionStore(engine().read).byId(decision.id)).toEqual(decision);
      expect(await decisionStore(engine().read).byId(99)).toBeNull();
    });

    test('the latest is the last that stands, of an idea and of a person', async () => {
      const { anais, bilal, lab, author } = await inTransaction(engine(), makeWorld);
      await makeIdea(engine().write, { lab: lab.id, author: author.id });
      const first = await record({ idea: 1, by: anais.id });
      const second = await record({ idea: 1, by: bilal.id });
      const third = await record({ idea: 2, by: anais.id });
      const decisions = decisionStore(engine().read);
      expect(await decisions.latestOf(1)).toEqual(second);
      expect(await decisions.latestBy(anais.id)).toEqual(third);
      await inTransaction(engine(), async (tx) => {
        await decisionStore(tx).markUndone(second.id, AT + 1);
        await decisionStore(tx).markUndone(third.id, AT + 1);
      });
      expect(await decisions.latestOf(1)).toEqual(first);
      expect(await decisions.latestBy(anais.id)).toEqual(first);
      expect(await decisions.latestOf(2)).toBeNull();
      expect(await decisions.latestBy(bilal.id)).toBeNull();
      expect(await decisions.byId(third.id)).toEqual({ ...third, undoneAt: AT + 1 });
    });

    test('a decision is undone once', async () => {
      const { anais } = await inTransaction(engine(), makeWorld);
      const { id } = await record({ idea: 1, by: anais.id });
      await decisionStore(engine().write).markUndone(id, AT + 1);
      await expect(decisionStore(engine().write).markUndone(id, AT + 2)).rejects.toThrow(/undoing/);
    });
  });
}
