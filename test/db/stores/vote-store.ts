import { describe, expect, test } from '@jest/globals';
import { ideaStore } from '../../../db/stores/ideas.ts';
import { voteStore } from '../../../db/stores/votes.ts';
import type { Source, Vote, Word } from '../../../src/votes/vote.ts';
import { expectRefused } from '../refused.ts';
import { AT, inTransaction, makeCard, makeWorld, type Open } from '../world.ts';
import { eachWith } from './each.ts';

/** Sets a vote as a use case does: what was before, then what is now. */
async function vote(
  engine: Parameters<typeof inTransaction>[0],
  now: { member: number; value: Word; source: Source; at?: number; another?: boolean },
): Promise<void> {
  const { member, value, source, at = AT + 1, another = true } = now;
  await inTransaction(engine, async (tx) => {
    const { lab } = (await ideaStore(tx).byNumber(1))!;
    const previous = await voteStore(tx).of(1, member);
    await voteStore(tx).set(previous, { idea: 1, member, value, source, at }, { lab, another });
  });
}

export function describeVoteStore(open: Open): void {
  describe('votes', () => {
    const engine = eachWith(open);
    const tallies = async () => {
      const { votesFor, votesAgainst, supportedAt } = (await ideaStore(engine().read).byNumber(1))!;
      return { for: votesFor, against: votesAgainst, supportedAt };
    };
    const changes = () => engine().tables.selectFrom('vote_changes').selectAll().orderBy('id').execute();

    test('a vote counts, is kept with its source, and is written down without its voter', async () => {
      const { anais, lab } = await inTransaction(engine(), makeWorld);
      const source: Source = { kind: 'word', identity: anais.id };
      await vote(engine(), { member: anais.member, value: 'for', source });
      const kept: Vote = { idea: 1, member: anais.member, value: 'for', source, at: AT + 1 };
      expect(await voteStore(engine().read).of(1, anais.member)).toEqual(kept);
      expect(await tallies()).toEqual({ for: 1, against: 0, supportedAt: AT + 1 });
      expect(await changes()).toEqual([{ id: 1, idea: 1, lab: lab.id, from: 'none', to: 'for', at: AT + 1 }]);
    });

    test('a vote that turns counts once on each side', async () => {
      const { anais } = await inTransaction(engine(), makeWorld);
      const source: Source = { kind: 'word', identity: anais.id };
      await vote(engine(), { member: anais.member, value: 'for', source });
      await vote(engine(), { member: anais.member, value: 'against', source, at: AT + 2 });
      expect(await tallies()).toMatchObject({ for: 0, against: 1 });
      await vote(engine(), { member: anais.member, value: 'none', source, at: AT + 3 });
      expect(await tallies()).toMatchObject({ for: 0, against: 0, supportedAt: AT + 1 });
      expect((await changes()).map(({ from, to }) => `${from}>${to}`)).toEqual([
        'none>for',
        'for>against',
        'against>none',
      ]);
      expect(await voteStore(engine().read).of(1, anais.member)).toMatchObject({ value: 'none', at: AT + 3 });
    });

    test('the same value from another source changes the source and no tally', async () => {
      const { anais } = await inTransaction(engine(), makeWorld);
      const posting = await makeCard(engine().tables, 1, 'm1');
      const mark: Source = { kind: 'mark', posting, identity: anais.id, emoji: '👍' };
      await vote(engine(), {
        member: anais.member,
        value: 'for',
        source: { kind: 'word', identity: anais.id },
      });
      await vote(engine(), { member: anais.member, value: 'for', source: mark, at: AT + 9 });
      expect(await voteStore(engine().read).of(1, anais.member)).toMatchObject({ source: mark, at: AT + 9 });
      expect(await tallies()).toMatchObject({ for: 1 });
      expect(await changes()).toHaveLength(1);
    });

    test("the author's own vote does not close the idea to edits, another's does, once", async () => {
      const { author, anais, bilal } = await inTransaction(engine(), makeWorld);
      const word = (identity: number): Source => ({ kind: 'word', identity });
      await vote(engine(), { member: author.member, value: 'for', source: word(author.id), another: false });
      expect(await tallies()).toMatchObject({ for: 1, supportedAt: null });
      await vote(engine(), { member: anais.member, value: 'against', source: word(anais.id), at: AT + 3 });
      await vote(engine(), { member: bilal.member, value: 'for', source: word(bilal.id), at: AT + 4 });
      expect(await tallies()).toEqual({ for: 2, against: 1, supportedAt: AT + 3 });
    });

    test('a vote on an idea that is not there throws and leaves nothing', async () => {
      const { anais, lab } = await inTransaction(engine(), makeWorld);
      const lost = inTransaction(engine(), (tx) =>
        voteStore(tx).set(
          null,
          {
            idea: 9,
            member: anais.member,
            value: 'for',
            source: { kind: 'word', identity: anais.id },
            at: AT,
          },
          { lab: lab.id, another: true },
        ),
      );
      await expectRefused(lost, /foreign key/i);
      expect(await changes()).toEqual([]);
    });

    test('a wrong previous vote cannot push a tally below zero', async () => {
      const { anais, lab } = await inTransaction(engine(), makeWorld);
      const source: Source = { kind: 'word', identity: anais.id };
      const base = { idea: 1, member: anais.member, source, at: AT };
      const wrong = inTransaction(engine(), (tx) =>
        voteStore(tx).set(
          { ...base, value: 'for' },
          { ...base, value: 'none' },
          { lab: lab.id, another: true },
        ),
      );
      await expectRefused(wrong, /ideas_tallies/);
    });

    test("each identity's newest word stands; a member's words are dropped together", async () => {
      const { anais, bilal, author } = await inTransaction(engine(), makeWorld);
      await engine()
        .tables.updateTable('identities')
        .set({ member: anais.member })
        .where('id', '=', bilal.id)
        .execute();
      await inTransaction(engine(), async (tx) => {
        await voteStore(tx).setWord(1, anais.id, 'for', AT);
        await voteStore(tx).setWord(1, anais.id, 'none', AT + 1);
        await voteStore(tx).setWord(1, bilal.id, 'against', AT + 2);
        await voteStore(tx).setWord(1, author.id, 'for', AT);
      });
      expect(await voteStore(engine().read).wordsOf(1, anais.member)).toContainEqual({
        identity: anais.id,
        value: 'none',
        at: AT + 1,
      });
      await inTransaction(engine(), (tx) => voteStore(tx).dropWords(1, anais.member, AT + 2));
      expect(await voteStore(engine().read).wordsOf(1, anais.member)).toEqual([]);
      expect(await voteStore(engine().read).wordsOf(1, bilal.member)).toEqual([]);
      expect(await voteStore(engine().read).wordsOf(1, author.member)).toEqual([
        { identity: author.id, value: 'for', at: AT },
      ]);
    });

    test('a mark that stands is kept as it is', async () => {
      const { anais } = await inTransaction(engine(), makeWorld);
      const posting = await makeCard(engine().tables, 1, 'm1');
      const mark = { posting, identity: anais.id, emoji: '👍', idea: 1, value: 'for', since: AT } as const;
      await inTransaction(engine(), async (tx) => {
        await voteStore(tx).addMark(mark);
        await voteStore(tx).addMark({ ...mark, since: AT + 9 });
      });
      expect(await voteStore(engine().read).mark(mark)).toEqual(mark);
      expect(await voteStore(engine().read).mark({ ...mark, emoji: '👎' })).toBeNull();
      await inTransaction(engine(), (tx) => voteStore(tx).removeMark(mark));
      expect(await voteStore(engine().read).mark(mark)).toBeNull();
    });

    test("a member's marks on an idea come oldest first, from every posting and identity", async () => {
      const { anais, bilal, author } = await inTransaction(engine(), makeWorld);
      await engine()
        .tables.updateTable('identities')
        .set({ member: anais.member })
        .where('id', '=', bilal.id)
        .execute();
      const first = await makeCard(engine().tables, 1, 'm1');
      const second = await makeCard(engine().tables, 1, 'm2');
      const marks = [
        { posting: second, identity: anais.id, emoji: '👍', idea: 1, value: 'for', since: AT + 3 },
        { posting: first, identity: bilal.id, emoji: '👎', idea: 1, value: 'against', since: AT + 1 },
        { posting: first, identity: anais.id, emoji: '👍', idea: 1, value: 'for', since: AT + 2 },
        { posting: first, identity: author.id, emoji: '👍', idea: 1, value: 'for', since: AT },
      ] as const;
      await inTransaction(engine(), async (tx) => {
        for (const mark of marks) await voteStore(tx).addMark(mark);
      });
      expect(await voteStore(engine().read).marksOf(1, anais.member)).toEqual([marks[1], marks[2], marks[0]]);
    });

    test('supporters are those whose vote stands at for, each once', async () => {
      const { author, anais, bilal } = await inTransaction(engine(), makeWorld);
      for (const [person, value] of [
        [author, 'for'],
        [anais, 'for'],
        [bilal, 'against'],
      ] as const) {
        await vote(engine(), { member: person.member, value, source: { kind: 'word', identity: person.id } });
      }
      await vote(engine(), {
        member: author.member,
        value: 'none',
        source: { kind: 'word', identity: author.id },
      });
      expect(await voteStore(engine().read).supporters(1)).toEqual([anais]);
    });

    test('an erased voter still counts, and is not among those to be told', async () => {
      const { anais } = await inTransaction(engine(), makeWorld);
      await vote(engine(), {
        member: anais.member,
        value: 'for',
        source: { kind: 'word', identity: anais.id },
      });
      await engine()
        .tables.updateTable('identities')
        .set({ platform: 'box', realm: 'erased' })
        .where('id', '=', anais.id)
        .execute();
      expect(await voteStore(engine().read).supporters(1)).toEqual([]);
      expect(await tallies()).toMatchObject({ for: 1 });
    });
  });
}
