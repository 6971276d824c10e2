import { describe, expect, test } from '@jest/globals';
import type { Kysely } from 'kysely';
import type { Database } from '../../../db/schema.ts';
import { decisionStore } from '../../../db/stores/decisions.ts';
import { ideaStore } from '../../../db/stores/ideas.ts';
import { memberStore } from '../../../db/stores/members.ts';
import { noticeStore } from '../../../db/stores/notices.ts';
import { AT, inTransaction, makeIdea, makeWorld, type Open } from '../world.ts';
import { eachWith } from './each.ts';

const decide = (db: Kysely<Database>, idea: number, by: number, at = AT) =>
  decisionStore(db).record({
    idea,
    from: 'new',
    to: 'accepted',
    answer: null,
    previousAnswer: null,
    previousAnsweredAt: null,
    by,
    at,
  });

export function describeNoticeStore(open: Open): void {
  describe('notices', () => {
    const engine = eachWith(open);

    test('how somebody is told is theirs to choose; the setting of nobody throws', async () => {
      await inTransaction(engine(), async (tx) => {
        const { anais } = await makeWorld(tx);
        expect(await memberStore(tx).member(anais.member)).toMatchObject({ notices: 'at-once' });
        await noticeStore(tx).choose(anais.member, 'never', 0);
        expect(await memberStore(tx).member(anais.member)).toMatchObject({ notices: 'never' });
        await expect(noticeStore(tx).choose(99, 'daily', 0)).rejects.toThrow(/member 99/);
      });
    });

    test('what is kept is taken out once, oldest first, up to an instant', async () => {
      await inTransaction(engine(), async (tx) => {
        const { anais, bilal, author, idea } = await makeWorld(tx);
        const notices = noticeStore(tx);
        const first = await decide(tx, idea.number, author.id, AT);
        const second = await decide(tx, idea.number, author.id, AT + 10);
        for (const { id } of [second, first, first])
          await notices.keep(anais.member, { decision: id, identity: anais.id, as: 'supporter' });
        await notices.keep(bilal.member, { decision: first.id, identity: bilal.id, as: 'author' });

        const told = { identity: anais.id, as: 'supporter', lang: 'fr' };
        expect(await notices.take(anais.member, AT + 9)).toEqual([{ decision: first.id, at: AT, ...told }]);
        expect(await notices.take(anais.member, AT + 9)).toEqual([]);
        expect(await notices.take(anais.member, AT + 10)).toEqual([
          { decision: second.id, at: AT + 10, ...told },
        ]);
        expect(await notices.take(bilal.member, AT)).toHaveLength(1);
      });
    });

    test('an undone decision is withheld from everybody', async () => {
      await inTransaction(engine(), async (tx) => {
        const { anais, bilal, author, idea } = await makeWorld(tx);
        const notices = noticeStore(tx);
        const undone = await decide(tx, idea.number, author.id);
        const standing = await decide(tx, idea.number, author.id);
        for (const { id, member } of [anais, bilal])
          for (const { id: decision } of [undone, standing])
            await notices.keep(member, { decision, identity: id, as: 'supporter' });
        expect(await notices.withhold(undone.id)).toBe(2);
        expect((await notices.take(anais.member, AT)).map(({ decision }) => decision)).toEqual([standing.id]);
      });
    });

    test('due are those who are told daily and whose time has come, and one claim has it', async () => {
      await inTransaction(engine(), async (tx) => {
        const { anais, bilal, author } = await makeWorld(tx);
        const notices = noticeStore(tx);
        await notices.choose(anais.member, 'daily', AT + 5);
        await notices.choose(bilal.member, 'daily', AT + 1);
        await notices.choose(author.member, 'never', AT);
        expect(await notices.due(AT)).toEqual([]);
        const due = { member: bilal.member, at: AT + 1 };
        expect(await notices.due(AT + 5)).toEqual([due, { member: anais.member, at: AT + 5 }]);
        expect(await notices.claim(due, AT + 100)).toBe(true);
        expect(await notices.claim(due, AT + 100)).toBe(false);
        expect(await notices.due(AT + 5)).toEqual([{ member: anais.member, at: AT + 5 }]);
        await notices.choose(anais.member, 'at-once', AT + 5);
        expect(await notices.claim({ member: anais.member, at: AT + 5 }, AT + 100)).toBe(false);
      });
    });

    test('what awaits an answer in a lab: in all, and filed in a span by somebody else', async () => {
      await inTransaction(engine(), async (tx) => {
        const { anais, author, lab } = await makeWorld(tx);
        const [since, until] = [AT + 10, AT + 20];
        const of = { lab: lab.id, author: author.id };
        for (const at of [AT + 9, AT + 10, AT + 19, AT + 20]) await makeIdea(tx, { ...of, at });
        await makeIdea(tx, { lab: lab.id, author: anais.id, at: AT + 15 });
        const declined = await makeIdea(tx, { ...of, at: AT + 15 });
        await ideaStore(tx).setStatus(declined.number, 'declined');
        const anonymous = await makeIdea(tx, { ...of, at: AT + 15 });
        await tx
          .updateTable('ideas')
          .set({ author: null, seal: 'sceau' })
          .where('number', '=', anonymous.number)
          .execute();
        expect(await noticeStore(tx).awaiting({ lab: lab.id, member: anais.member, since, until })).toEqual({
          fresh: 3,
          waiting: 7,
        });
      });
    });
  });
}
