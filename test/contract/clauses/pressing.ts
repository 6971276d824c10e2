import { expect } from '@jest/globals';
import { PRIVATE_BUTTON_LIFE_MS } from '../../../src/chat/message.ts';
import type { Clause } from '../clause.ts';
import { AGAINST, buttons, card, FOR, note, privately } from '../samples.ts';

export const pressing: Clause[] = [
  {
    id: 'buttons-shown',
    title: 'every button is shown with its label, those of a paragraph too',
    needs: ['buttons'],
    async run(stage) {
      const top: typeof FOR = { action: 'vote', value: '2241:for', label: '👍 Pour #2241' };
      const message = {
        ...note('Les plus soutenues', buttons(FOR, AGAINST)),
        blocks: [{ kind: 'text', text: ['Un annuaire · +9'], button: top }, buttons(FOR, AGAINST)] as const,
      };
      const shown = await stage.shown(await stage.send(message));
      expect(shown.buttons).toEqual([top.label, FOR.label, AGAINST.label]);
      await stage.press(shown, top.label);
      expect((await stage.arrival('press')).value).toBe(top.value);
    },
  },
  {
    id: 'press',
    title: 'a press arrives once, with action, value, person, place and posting',
    needs: ['buttons'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils', buttons(FOR, AGAINST)));
      await stage.press(await stage.shown(posted), AGAINST.label);
      const { id, by, action, value, where, on } = await stage.arrival('press');
      expect(id).toMatch(/./);
      expect({ by, action, value }).toEqual({ by: stage.asker, action: 'vote', value: AGAINST.value });
      expect(where).toMatchObject(stage.home);
      expect(on).toMatchObject({ channel: stage.home.channel, message: posted.message });
      await stage.arrivalsAtRest();
      expect(stage.box.of('press')).toHaveLength(1);
    },
  },
  {
    id: 'press-ids',
    title: 'two presses of one button have different ids',
    needs: ['buttons'],
    async run(stage) {
      const shown = await stage.shown(await stage.send(card('Prêter les outils', buttons(FOR))));
      await stage.press(shown, FOR.label);
      await stage.press(shown, FOR.label);
      const second = await stage.arrival('press', 2);
      expect(second.id).not.toBe(stage.box.of('press')[0]?.id);
    },
  },
  {
    id: 'press-answer',
    title: 'the answer to a press is shown to who pressed, and the message stays as it was',
    needs: ['buttons'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils', buttons(FOR)));
      const before = await stage.shown(posted);
      stage.box.answer(privately('Votre vote est déjà compté.'));
      await stage.press(before, FOR.label);
      await stage.sees(stage.asker, 'déjà compté');
      const after = await stage.shown(posted);
      expect([after.text, after.buttons]).toEqual([before.text, before.buttons]);
      if (stage.h.people.other) expect(await stage.count(stage.other, 'déjà compté')).toBe(0);
    },
  },
  {
    id: 'press-private-late',
    title: 'a button of a private message counts for 24 hours, and never reaches the box after that',
    needs: ['private', 'buttons'],
    async run(stage) {
      stage.box.answer(privately('Deux idées ressemblent à la vôtre.', buttons(FOR)));
      const posted = await stage.send(card('Prêter les outils', buttons(AGAINST)));
      await stage.type('top');
      const alone = await stage.sees(stage.asker, 'ressemblent');
      stage.box.answer({ kind: 'nothing' });
      await stage.h.clock.advance(PRIVATE_BUTTON_LIFE_MS - 1_000);
      await stage.press(alone, FOR.label);
      await stage.arrival('press');
      await stage.h.clock.advance(2_000);
      // What the platform shows of the refusal does not matter.
      await stage.press(alone, FOR.label).catch(() => {});
      await stage.arrivalsAtRest();
      expect(stage.box.of('press')).toHaveLength(1);
      // What everybody sees has no such end.
      await stage.press(await stage.shown(posted), AGAINST.label);
      expect((await stage.arrival('press', 2)).value).toBe(AGAINST.value);
    },
  },
];
