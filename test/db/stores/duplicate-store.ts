import { describe, expect, test } from '@jest/globals';
import { duplicateStore } from '../../../db/stores/duplicates.ts';
import { expectRefused } from '../refused.ts';
import { AT, inTransaction, makeIdea, makeLab, makeWorld, type Open } from '../world.ts';
import { eachWith } from './each.ts';

export function describeDuplicateStore(open: Open): void {
  describe('duplicates', () => {
    const engine = eachWith(open);

    /** Ideas 1 to 3 in one lab, 4 in another, 5 in a third. */
    const world = () =>
      inTransaction(engine(), async (tx) => {
        const { lab, author } = await makeWorld(tx);
        const other = await makeLab(tx, { slug: 'autre' });
        const third = await makeLab(tx, { slug: 'encore' });
        for (const place of [lab.id, lab.id, other.id, third.id]) {
          await makeIdea(tx, { lab: place, author: author.id });
        }
        return { by: author.id, labs: [lab.id, other.id, third.id] as const };
      });
    const link = (idea: number, elder: number, by: number) =>
      inTransaction(engine(), (tx) => duplicateStore(tx).link({ idea, elder, by, at: AT }));

    test('a link reads back as it was made, and is gone once separated', async () => {
      const { by } = await world();
      const duplicates = duplicateStore(engine().read);
      await link(3, 1, by);
      await link(2, 1, by);
      expect(await duplicates.of(2)).toEqual({ idea: 2, elder: 1, by, at: AT });
      expect(await duplicates.numbersOf(1)).toEqual([2, 3]);
      expect(await duplicates.of(1)).toBeNull();
      await inTransaction(engine(), (tx) => duplicateStore(tx).separate(2));
      expect(await duplicates.of(2)).toBeNull();
      expect(await duplicates.numbersOf(1)).toEqual([3]);
    });

    test('an idea has one elder, and a link is separated once', async () => {
      const { by } = await world();
      await link(3, 1, by);
      await expectRefused(link(3, 2, by), /UNIQUE|unique/);
      const separate = () => inTransaction(engine(), (tx) => duplicateStore(tx).separate(3));
      await separate();
      await expect(separate()).rejects.toThrow(/separating idea 3/);
    });

    test('nothing is its own duplicate, nor that of an idea that is not there', async () => {
      const { by } = await world();
      await expectRefused(link(3, 3, by), /duplicates_apart/);
      await expectRefused(link(3, 99, by), /FOREIGN KEY|foreign key/);
    });

    test('the ideas of other labs that are linked with a lab’s, either way', async () => {
      const { by, labs } = await world();
      await link(2, 1, by);
      await link(4, 1, by);
      await link(5, 3, by);
      const across = async () => {
        const found: number[][] = [];
        for (const lab of labs) found.push(await duplicateStore(engine().read).acrossFrom(lab));
        return found;
      };
      expect(await across()).toEqual([[4, 5], [1], [3]]);
    });
  });
}
