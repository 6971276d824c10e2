import { expect } from '@jest/globals';
import type { Clause } from '../clause.ts';
import { buttons, FOR, note, privately } from '../samples.ts';
import { must } from '../stage.ts';

export const answering: Clause[] = [
  {
    id: 'answer-shown',
    title: 'an answer is shown once to the person who asked',
    async run(stage) {
      stage.box.answer(privately('Votre idée porte le numéro #2256.'));
      await stage.type('top');
      await stage.sees(stage.asker, 'porte le numéro #2256');
      expect(await stage.count(stage.asker, 'porte le numéro #2256')).toBe(1);
    },
  },
  {
    id: 'answer-private',
    title: 'an answer is never shown to anybody else',
    needs: ['private', 'people'],
    async run(stage) {
      stage.box.answer(privately('Votre idée porte le numéro #2256.'));
      await stage.type('top');
      expect((await stage.sees(stage.asker, '#2256')).private).toBe(true);
      expect(await stage.count(stage.other, '#2256')).toBe(0);
    },
  },
  {
    id: 'nothing',
    title: "the answer 'nothing' shows nothing, then or later",
    async run(stage) {
      const before = (await stage.seenBy(stage.asker)).length;
      await stage.type('pour 2256');
      await stage.arrival('command');
      await stage.h.clock.advance(10_000);
      await stage.h.settle();
      expect((await stage.seenBy(stage.asker)).length).toBe(before);
    },
  },
  {
    id: 'private-press',
    title: 'a button of a private answer comes back as pressed in private',
    needs: ['private', 'buttons'],
    async run(stage) {
      stage.box.answer(privately('Deux idées ressemblent à la vôtre.', buttons(FOR)));
      await stage.type('top');
      await stage.press(await stage.sees(stage.asker, 'ressemblent'), FOR.label);
      const { by, where, on, action, value } = await stage.arrival('press');
      expect({ by, on, action, value }).toEqual({
        by: stage.asker,
        on: 'private',
        action: 'vote',
        value: FOR.value,
      });
      expect(where).toMatchObject(stage.home);
    },
  },
  {
    id: 'home-page',
    title: 'the answer to a person who opens the page of the box stands on that page',
    needs: ['home'],
    async run(stage) {
      stage.box.answer({ kind: 'home', message: note('Vos trois idées') });
      await must(stage.h, 'openHome')(stage.asker);
      expect((await stage.arrival('home')).by).toEqual(stage.asker);
      await stage.h.settle();
      expect(await must(stage.h, 'home')(stage.asker)).toContain('Vos trois idées');
    },
  },
];
