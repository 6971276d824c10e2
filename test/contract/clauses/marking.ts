import { expect } from '@jest/globals';
import type { ReactionState } from '../../../src/chat/adapter.ts';
import type { Posted } from '../../../src/chat/place.ts';
import type { Clause } from '../clause.ts';
import { card } from '../samples.ts';
import { must, present, type Stage } from '../stage.ts';

const SEEDS = ['👍', '👎'];

/** What reactions() says of one posting. */
async function look(
  stage: Stage,
  posted: Posted,
  known: Record<string, number> = {},
): Promise<ReactionState> {
  const states: ReactionState[] = [];
  for await (const state of must(stage.h.adapter, 'reactions')([{ posted, known }])) states.push(state);
  expect(states).toHaveLength(1);
  const state = present(states[0], 'a state');
  expect(state.posted.message).toBe(posted.message);
  return state;
}

async function marks(stage: Stage, posted: Posted, known?: Record<string, number>) {
  const state = await look(stage, posted, known);
  return 'marks' in state ? state.marks.map(({ by, emoji }) => `${by.user} ${emoji}`).sort() : state;
}

export const marking: Clause[] = [
  {
    id: 'mark-added',
    title: 'a reaction arrives as added, with person and posting',
    needs: ['marks'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await must(stage.h, 'react')(stage.asker, posted, '👍');
      const { id, by, on, emoji, added } = await stage.arrival('mark');
      expect(id).toMatch(/./);
      expect({ by, emoji, added }).toEqual({ by: stage.asker, emoji: '👍', added: true });
      expect(on).toMatchObject({ channel: posted.channel, message: posted.message });
    },
  },
  {
    id: 'mark-removed',
    title: 'a reaction taken back arrives as removed, and put again as added, each with its own id',
    needs: ['marks'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await must(stage.h, 'react')(stage.asker, posted, '👎');
      await must(stage.h, 'unreact')(stage.asker, posted, '👎');
      await must(stage.h, 'react')(stage.asker, posted, '👎');
      await stage.arrival('mark', 3);
      const all = stage.box.of('mark');
      expect(all.map(({ emoji, added }) => [emoji, added])).toEqual([
        ['👎', true],
        ['👎', false],
        ['👎', true],
      ]);
      expect(new Set(all.map(({ id }) => id)).size).toBe(3);
    },
  },
  {
    id: 'mark-normal',
    title: 'emoji arrive without skin tone and without U+FE0F',
    needs: ['marks'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      for (const emoji of ['👍🏽', '❤️', '1️⃣', '💡'] as const)
        await must(stage.h, 'react')(stage.asker, posted, emoji);
      await stage.arrival('mark', 4);
      expect(stage.box.of('mark').map(({ emoji }) => emoji)).toEqual(['👍', '❤', '1⃣', '💡']);
    },
  },
  {
    id: 'seed',
    title: 'our own reactions are shown under the message and never arrive',
    needs: ['seed'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await stage.bounded(must(stage.h.adapter, 'seed')(posted, SEEDS), 'seeding');
      expect(Object.keys((await stage.shown(posted)).marks)).toEqual(SEEDS);
      expect(await stage.arrivalsAtRest()).toEqual([]);
    },
  },
  {
    id: 'reactions',
    title: "reactions() lists every person's standing reactions, normalised, and none of ours",
    needs: ['reactions', 'marks', 'people'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await stage.h.adapter.seed?.(posted, SEEDS);
      const react = must(stage.h, 'react');
      await react(stage.asker, posted, '👍🏽');
      await react(stage.other, posted, '👍');
      await react(stage.other, posted, '❤️');
      const [asker, other] = [stage.asker.user, stage.other.user];
      expect(await marks(stage, posted)).toEqual([`${asker} 👍`, `${other} 👍`, `${other} ❤`].sort());
      await must(stage.h, 'unreact')(stage.other, posted, '👍');
      expect(await marks(stage, posted)).toEqual([`${asker} 👍`, `${other} ❤`].sort());
      expect(await look(stage, posted)).toMatchObject({ complete: true });
    },
  },
  {
    id: 'reactions-at',
    title: 'where reactions() says when a reaction was made, it says what its arrival says',
    needs: ['reactions', 'marks'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await must(stage.h, 'react')(stage.asker, posted, '👍');
      const { at } = await stage.arrival('mark');
      await stage.h.clock.advance(5_000);
      const state = await look(stage, posted);
      const told = 'marks' in state ? state.marks.map((mark) => mark.at ?? at) : [];
      expect(told).toEqual([at]);
    },
  },
  {
    id: 'reactions-unchanged',
    title: "reactions() says 'unchanged' only when the counts by emoji agree",
    needs: ['reactions', 'marks'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await stage.h.adapter.seed?.(posted, SEEDS);
      await must(stage.h, 'react')(stage.asker, posted, '👍');
      const truth = [`${stage.asker.user} 👍`];
      for (const known of [{}, { '👎': 1 }, { '👍': 2 }, { '👍': 1, '👎': 1 }]) {
        expect(await marks(stage, posted, known)).toEqual(truth);
      }
      const same = await look(stage, posted, { '👍': 1 });
      expect('unchanged' in same ? truth : await marks(stage, posted, { '👍': 1 })).toEqual(truth);
      await must(stage.h, 'unreact')(stage.asker, posted, '👍');
      expect(await marks(stage, posted, { '👍': 1 })).toEqual([]);
    },
  },
  {
    id: 'reactions-gone',
    title: 'reactions() says of a deleted posting that it is gone, not that nobody reacted',
    needs: ['reactions', 'deletion'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      const kept = await stage.send(card('Un annuaire'));
      await must(stage.h, 'remove')(posted);
      expect(await look(stage, posted, { '👍': 1 })).toMatchObject({ gone: true });
      expect(await look(stage, kept)).not.toHaveProperty('gone');
    },
  },
];
