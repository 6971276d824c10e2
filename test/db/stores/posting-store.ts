import { describe, expect, test } from '@jest/globals';
import { postingStore } from '../../../db/stores/postings.ts';
import { AT, inTransaction, makeCard, makeIdea, makeWorld, type Open } from '../world.ts';
import { eachWith } from './each.ts';

export function describePostingStore(open: Open): void {
  describe('postings', () => {
    const engine = eachWith(open);

    test('a posting is found by what the platform calls it', async () => {
      await inTransaction(engine(), makeWorld);
      const id = await makeCard(engine().tables, 1, 'm1');
      const postings = postingStore(engine().read);
      const message = { platform: 'local', realm: 'local', channel: 'general', message: 'm1' };
      const posting = await postings.byId(id);
      expect(posting).toMatchObject({
        id,
        kind: 'card',
        idea: 1,
        digest: null,
        ...message,
        at: AT,
        goneAt: null,
      });
      expect(await postings.find(message)).toEqual(posting);
      expect(await postings.find({ ...message, channel: 'autre' })).toBeNull();
      expect(await postings.byId(99)).toBeNull();
    });

    test("an idea's cards, also one that is gone, and never another kind or idea", async () => {
      const { lab, author } = await inTransaction(engine(), makeWorld);
      await makeIdea(engine().tables, { lab: lab.id, author: author.id });
      const cards = [await makeCard(engine().tables, 1, 'm1'), await makeCard(engine().tables, 1, 'm2')];
      await makeCard(engine().tables, 2, 'm3');
      await engine()
        .tables.insertInto('postings')
        .values({ kind: 'notice', idea: 1, platform: 'l', realm: 'l', channel: 'c', message: 'n', at: AT })
        .execute();
      await postingStore(engine().write).markGone(cards[0]!, AT + 1);
      await postingStore(engine().write).markGone(cards[0]!, AT + 9);
      const found = await postingStore(engine().read).cardsOf(1);
      expect(found.map(({ id, goneAt }) => [id, goneAt])).toEqual([
        [cards[0], AT + 1],
        [cards[1], null],
      ]);
    });

    test('the numbers of a digest posting name its top and discover entries, not the answered ones', async () => {
      const { lab } = await inTransaction(engine(), makeWorld);
      const { tables } = engine();
      await tables
        .insertInto('digests')
        .values({
          lab: lab.id,
          period_start: 0,
          period_end: 7,
          week: '2025-W44',
          zone: 'Europe/Paris',
          ideas: 1,
          votes: 1,
          votes_before: 0,
          answers: 1,
          at: AT,
        })
        .execute();
      for (let number = 2; number <= 4; number++) await makeIdea(tables, { lab: lab.id, author: 1 });
      const entry = { digest: 1, gained: 1, votes_for: 1, status: 'new' } as const;
      await tables
        .insertInto('digest_entries')
        .values([
          { ...entry, section: 'answered', position: 1, idea: 4 },
          { ...entry, section: 'discover', position: 2, idea: 2 },
          { ...entry, section: 'top', position: 1, idea: 3 },
        ])
        .execute();
      const { id } = await tables
        .insertInto('postings')
        .values({ kind: 'digest', digest: 1, platform: 'l', realm: 'l', channel: 'c', message: 'd', at: AT })
        .returning('id')
        .executeTakeFirstOrThrow();
      const postings = postingStore(engine().read);
      expect(await postings.entry(id, 1)).toBe(3);
      expect(await postings.entry(id, 2)).toBe(2);
      expect(await postings.entry(id, 3)).toBeNull();
      expect(await postings.entry(99, 1)).toBeNull();
    });
  });
}
