import { describe, expect, test } from '@jest/globals';
import { linksOf } from '../../../db/read-models/links.ts';
import { duplicateStore } from '../../../db/stores/duplicates.ts';
import { ideaStore } from '../../../db/stores/ideas.ts';
import { mayName } from '../../../src/duplicates/duplicate.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import { eachWith } from '../stores/each.ts';
import { AT, inTransaction, makeIdea, makeLab, makePerson, type Open, readerOf } from '../world.ts';

/** What cards and pages say of the links of an idea. */
export function describeLinks(dialect: string, open: Open): void {
  describe(`links on ${dialect}`, () => {
    const engine = eachWith(open);

    /** Idea 1, and as many duplicates as there are labs for them. */
    const linked = (elderLab: Partial<Lab>, ...labs: Partial<Lab>[]) =>
      inTransaction(engine(), async (tx) => {
        const by = await makePerson(tx, 'camille');
        const made = new Map<string, Lab>();
        for (const facts of [elderLab, ...labs]) {
          const slug = facts.slug ?? 'labo';
          const lab = made.get(slug) ?? (await makeLab(tx, { ...facts, slug, name: `Labo ${slug}` }));
          made.set(slug, lab);
          const { number } = await makeIdea(tx, { lab: lab.id, author: by.id, title: `Idée ${slug}` });
          if (number > 1) await duplicateStore(tx).link({ idea: number, elder: 1, by: by.id, at: AT });
        }
        return [...made.values()];
      });
    const of = (number: number, { id }: Lab) => ({ number, lab: id });

    test.each(
      (['open', 'closed'] as const).flatMap((a) =>
        (['open', 'closed'] as const).flatMap((b) => [false, true].map((same) => [a, b, same] as const)),
      ),
    )('elder in a lab that is %s, duplicate in one that is %s, the same lab: %s', async (a, b, same) => {
      const labs = await linked({ slug: 'a', access: a }, { slug: same ? 'a' : 'b', access: b });
      const [elder, duplicate = elder] = labs;
      const { elder: named } = await linksOf(engine().read, of(2, duplicate!));
      expect(named?.number ?? null).toBe(mayName(duplicate!, elder!) ? 1 : null);
      const { duplicates } = await linksOf(engine().read, of(1, elder!));
      expect(duplicates).toEqual(
        mayName(elder!, duplicate!) ? { first: [2], count: 1 } : { first: [], count: 0 },
      );
    });

    test('a card has the title of its own lab’s ideas only; a page what its reader may read', async () => {
      const [elder, other] = await linked({ slug: 'a' }, { slug: 'b' }, { slug: 'a' });
      const titleOf = async (...args: Parameters<typeof linksOf> extends [unknown, ...infer A] ? A : never) =>
        (await linksOf(engine().read, ...args)).elder;
      expect(await titleOf(of(3, elder!))).toMatchObject({ number: 1, title: 'Idée a' });
      expect(await titleOf(of(2, other!))).toEqual({
        number: 1,
        title: '',
        lab: elder!.id,
        labName: 'Labo a',
      });
      expect(await titleOf(of(2, other!), readerOf())).toMatchObject({ title: 'Idée a' });
      const guest = readerOf({ kind: 'guest', here: other!.id });
      expect(await titleOf(of(2, other!), guest)).toMatchObject({ number: 1, title: '' });
    });

    test('no title of a withdrawn or hidden idea leaves the database', async () => {
      const [lab] = await linked({ slug: 'a' }, { slug: 'a' });
      await ideaStore(engine().write).setStatus(1, 'withdrawn');
      expect((await linksOf(engine().read, of(2, lab!), readerOf())).elder).toMatchObject({ title: '' });
      await ideaStore(engine().write).setStatus(1, 'new');
      await engine().tables.updateTable('ideas').set({ hidden_at: AT, listed: 0, open: 0 }).execute();
      expect((await linksOf(engine().read, of(2, lab!), readerOf())).elder).toMatchObject({ title: '' });
    });

    test('the first three duplicates, and how many there are', async () => {
      const [lab] = await linked({}, ...Array.from({ length: 7 }, () => ({})));
      const links = await linksOf(engine().read, of(1, lab!));
      expect(links).toEqual({ elder: null, duplicates: { first: [2, 3, 4], count: 7 } });
    });
  });
}
