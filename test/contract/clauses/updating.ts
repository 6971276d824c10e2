import { expect } from '@jest/globals';
import type { Clause } from '../clause.ts';
import { AGAINST, buttons, card, FOR } from '../samples.ts';
import { must } from '../stage.ts';

export const updating: Clause[] = [
  {
    id: 'update',
    title: 'update() shows the new content in place of the old',
    needs: ['update'],
    async run(stage) {
      const first = await stage.send(card('Prêter les outils'));
      const second = await stage.send(card('Un annuaire'));
      await stage.bounded(must(stage.h.adapter, 'update')(first, card('Prêter les machines')), 'updating');
      await stage.sees(stage.asker, 'Prêter les machines');
      await stage.h.settle();
      const all = await stage.h.see(stage.asker, stage.home);
      expect(all.map(({ posted }) => posted?.message)).toEqual([first.message, second.message]);
      expect(all[0]?.text).not.toContain('outils');
      expect(all[1]?.text).toContain('Un annuaire');
    },
  },
  {
    id: 'update-buttons',
    title: 'update() keeps the buttons of the new content, and they still work',
    needs: ['update', 'buttons'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils', buttons(FOR, AGAINST)));
      for (const votes of ['12 pour', '13 pour']) {
        const next = card(`Prêter les outils, ${votes}`, buttons(FOR, AGAINST));
        await stage.bounded(must(stage.h.adapter, 'update')(posted, next), 'updating');
        await stage.sees(stage.asker, votes);
      }
      const shown = await stage.shown(posted);
      expect(shown.buttons).toEqual([FOR.label, AGAINST.label]);
      await stage.press(shown, FOR.label);
      expect(await stage.arrival('press')).toMatchObject({
        value: FOR.value,
        on: { message: posted.message },
      });
    },
  },
  {
    id: 'update-fewer',
    title: 'update() takes away the buttons which the new content no longer has',
    needs: ['update', 'buttons'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils', buttons(FOR, AGAINST)));
      const next = card('Prêter les outils, retirée', buttons(AGAINST));
      await stage.bounded(must(stage.h.adapter, 'update')(posted, next), 'updating');
      await stage.sees(stage.asker, 'retirée');
      expect((await stage.shown(posted)).buttons).toEqual([AGAINST.label]);
    },
  },
  {
    id: 'update-marks',
    title: 'update() keeps the reactions, ours and those of persons',
    needs: ['update', 'seed', 'marks'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await must(stage.h.adapter, 'seed')(posted, ['👍']);
      await must(stage.h, 'react')(stage.asker, posted, '👍');
      await stage.h.settle();
      const { marks } = await stage.shown(posted);
      expect(marks['👍']).toBeGreaterThan(0);
      await stage.bounded(must(stage.h.adapter, 'update')(posted, card('Prêter les machines')), 'updating');
      await stage.sees(stage.asker, 'machines');
      expect((await stage.shown(posted)).marks).toEqual(marks);
    },
  },
  {
    id: 'update-gone',
    title: 'update() of a deleted posting fails for good, as gone, and posts nothing',
    needs: ['update', 'deletion'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await must(stage.h, 'remove')(posted);
      const update = must(stage.h.adapter, 'update');
      expect(await stage.failure(update(posted, card('Prêter les machines')))).toEqual({ permanent: 'gone' });
      expect(await stage.count(stage.asker, 'machines')).toBe(0);
    },
  },
];
