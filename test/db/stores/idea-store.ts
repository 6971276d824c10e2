import { describe, expect, test } from '@jest/globals';
import { ideaStore } from '../../../db/stores/ideas.ts';
import { isListed, isOpen, STATUSES } from '../../../src/ideas/status.ts';
import { expectRefused } from '../refused.ts';
import { AT, inTransaction, makeIdea, makeLab, makePerson, makeWorld, type Open } from '../world.ts';
import { eachWith } from './each.ts';

export function describeIdeaStore(open: Open): void {
  describe('ideas', () => {
    const engine = eachWith(open);

    test('a published idea reads back as it was published', async () => {
      const { idea, lab, author } = await inTransaction(engine(), makeWorld);
      expect(idea).toEqual({
        number: 1,
        lab: lab.id,
        author: author.id,
        seal: null,
        title: 'Une cantine bio',
        body: 'Avec des produits du coin.',
        status: 'new',
        createdAt: AT,
        editedAt: null,
        revision: 1,
        votesFor: 0,
        votesAgainst: 0,
        supportedAt: null,
        answer: null,
        answeredAt: null,
        hiddenAt: null,
        mergedInto: null,
      });
      expect(await ideaStore(engine().read).byNumber(1)).toEqual(idea);
      expect(await ideaStore(engine().read).byNumber(2)).toBeNull();
    });

    test('a transaction that is rolled back leaves no gap in the numbers', async () => {
      const { lab, author } = await inTransaction(engine(), makeWorld);
      const lost = inTransaction(engine(), async (tx) => {
        expect((await makeIdea(tx, { lab: lab.id, author: author.id })).number).toBe(2);
        throw new Error('no');
      });
      await expect(lost).rejects.toThrow('no');
      const next = await inTransaction(engine(), (tx) => makeIdea(tx, { lab: lab.id, author: author.id }));
      expect(next.number).toBe(2);
    });

    test('ideas published at the same moment get numbers in a row', async () => {
      const { lab, author } = await inTransaction(engine(), makeWorld);
      const publish = () => inTransaction(engine(), (tx) => makeIdea(tx, { lab: lab.id, author: author.id }));
      const ideas = await Promise.all(Array.from({ length: 20 }, publish));
      expect(ideas.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
    });

    test('a number goes on from what the counter holds', async () => {
      await engine().tables.updateTable('counters').set({ value: 2255 }).execute();
      const { idea } = await inTransaction(engine(), makeWorld);
      expect(idea.number).toBe(2256);
    });

    test('editing keeps every text there was', async () => {
      await inTransaction(engine(), makeWorld);
      await inTransaction(engine(), (tx) => ideaStore(tx).revise(1, { title: 'Deux', body: 'b2' }, AT + 5));
      await inTransaction(engine(), (tx) => ideaStore(tx).revise(1, { title: 'Trois', body: 'b3' }, AT + 9));
      const idea = await ideaStore(engine().read).byNumber(1);
      expect(idea).toMatchObject({
        title: 'Trois',
        body: 'b3',
        revision: 3,
        editedAt: AT + 9,
        createdAt: AT,
      });
      expect(await engine().tables.selectFrom('revisions').selectAll().orderBy('revision').execute()).toEqual(
        [
          { idea: 1, revision: 1, title: 'Une cantine bio', body: 'Avec des produits du coin.', at: AT + 5 },
          { idea: 1, revision: 2, title: 'Deux', body: 'b2', at: AT + 9 },
        ],
      );
    });

    test('what is appended reads in the order it came', async () => {
      await inTransaction(engine(), makeWorld);
      await inTransaction(engine(), async (tx) => {
        await ideaStore(tx).append(1, 'et des légumes', AT + 2);
        await ideaStore(tx).append(1, 'et du pain', AT + 2);
      });
      expect(await ideaStore(engine().read).additions(1)).toEqual([
        { text: 'et des légumes', at: AT + 2 },
        { text: 'et du pain', at: AT + 2 },
      ]);
    });

    test.each(STATUSES)('status %s keeps the flags lists are read by', async (status) => {
      await inTransaction(engine(), makeWorld);
      await inTransaction(engine(), (tx) => ideaStore(tx).setStatus(1, status));
      const row = await engine().tables.selectFrom('ideas').selectAll().executeTakeFirstOrThrow();
      expect(row).toMatchObject({ status, listed: Number(isListed(status)), open: Number(isOpen(status)) });
    });

    test('a hidden idea stays out of the lists when its status changes', async () => {
      await inTransaction(engine(), makeWorld);
      await engine().tables.updateTable('ideas').set({ hidden_at: AT, listed: 0, open: 0 }).execute();
      await inTransaction(engine(), (tx) => ideaStore(tx).setStatus(1, 'under-review'));
      const row = await engine().tables.selectFrom('ideas').selectAll().executeTakeFirstOrThrow();
      expect(row).toMatchObject({ status: 'under-review', listed: 0, open: 0 });
    });

    test('an answer is set and taken back', async () => {
      await inTransaction(engine(), makeWorld);
      await inTransaction(engine(), (tx) => ideaStore(tx).setAnswer(1, 'Retenue !', AT + 1));
      expect(await ideaStore(engine().read).byNumber(1)).toMatchObject({
        answer: 'Retenue !',
        answeredAt: AT + 1,
      });
      await inTransaction(engine(), (tx) => ideaStore(tx).setAnswer(1, null, null));
      expect(await ideaStore(engine().read).byNumber(1)).toMatchObject({ answer: null, answeredAt: null });
    });

    test('changing an idea that is not there throws', async () => {
      const changes: ((ideas: ReturnType<typeof ideaStore>) => Promise<void>)[] = [
        (ideas) => ideas.setStatus(7, 'new'),
        (ideas) => ideas.setAnswer(7, 'a', AT),
        (ideas) => ideas.revise(7, { title: 't', body: '' }, AT),
        (ideas) => ideas.append(7, 'x', AT),
      ];
      for (const change of changes) {
        await expectRefused(
          inTransaction(engine(), (tx) => change(ideaStore(tx))),
          /idea 7|FOREIGN KEY/,
        );
      }
    });

    test('an idea needs a lab and an author that exist', async () => {
      const lab = await makeLab(engine().tables);
      const author = await makePerson(engine().tables, 'camille');
      await expectRefused(makeIdea(engine().tables, { lab: 99, author: author.id }), /foreign key/i);
      await expectRefused(makeIdea(engine().tables, { lab: lab.id, author: 99 }), /foreign key/i);
    });
  });
}
