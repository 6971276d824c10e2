import { expect } from '@jest/globals';
import type { Clause } from '../clause.ts';
import { buttons, card, FOR, ideaForm, state } from '../samples.ts';
import { must, type Stage } from '../stage.ts';

/** Everything a chat client lets somebody type on one line and a platform might change on its way. */
const TYPED = 'Prêter  "les outils" & <machines> *après* 18 h _à_ #Rennes, 50 % \\o/ `k` [x](y) 👍🏽';

const typed = (stage: Stage, index: number) => stage.box.of('command')[index]?.text.join('');

export const arriving: Clause[] = [
  {
    id: 'start-ready',
    title: 'start() resolves only when events can arrive',
    unstarted: true,
    async run(stage) {
      await stage.bounded(stage.h.adapter.start(stage.box.inbox), 'starting');
      await stage.type('top');
      await stage.arrival('command');
    },
  },
  {
    id: 'command-once',
    title: 'a command arrives once, and none is lost',
    async run(stage) {
      for (const text of ['top', 'mes', 'moi', 'nouveautes']) await stage.type(text);
      await stage.arrivalsAtRest();
      expect(stage.box.of('command').map(({ text }) => text.join(''))).toEqual([
        'top',
        'mes',
        'moi',
        'nouveautes',
        'aide',
      ]);
    },
  },
  {
    id: 'command-verbatim',
    title: 'the text of a command arrives as it was typed',
    async run(stage) {
      await stage.type(TYPED);
      await stage.type('');
      await stage.arrival('command', 2);
      expect(typed(stage, 0)).toBe(TYPED);
      expect(typed(stage, 1)).toBe('');
    },
  },
  {
    id: 'command-shape',
    title: 'a command says who typed it, where and when',
    async run(stage) {
      await stage.type('top');
      const { id, by, at, where } = await stage.arrival('command');
      expect(id).toMatch(/./);
      expect(by).toEqual(stage.asker);
      expect(where).toMatchObject(stage.home);
      expect(Number.isInteger(at)).toBe(true);
      expect(Math.abs(at - stage.h.clock.now())).toBeLessThanOrEqual(2_000);
    },
  },
  {
    id: 'one-realm',
    title: 'platform and realm are the same in every arrival and every posting',
    async run(stage) {
      const { h } = stage;
      const posted = await stage.send(card('Prêter les outils', ...(h.press ? [buttons(FOR)] : [])));
      await stage.type('top');
      if (h.press) await stage.press(await stage.shown(posted), FOR.label);
      if (h.react) await h.react(stage.asker, posted, '👍');
      if (h.submit)
        await stage.submit(await stage.open(ideaForm(state(stage.home))), { title: 'Un annuaire' });
      const arrivals = await stage.arrivalsAtRest();
      const places = arrivals.flatMap((arrival) => [
        arrival.by,
        ...('where' in arrival ? [arrival.where] : []),
        ...('on' in arrival && arrival.on !== 'private' ? [arrival.on] : []),
      ]);
      expect(places.length).toBeGreaterThan(1);
      for (const place of [posted, ...places]) {
        expect(place).toMatchObject({ platform: h.platform, realm: h.realm });
      }
    },
  },
  {
    id: 'ids-differ',
    title: 'two deliveries have different ids, even when they say the same',
    async run(stage) {
      for (let round = 0; round < 3; round += 1) await stage.type('top');
      await stage.arrival('command', 3);
      expect(new Set(stage.box.of('command').map(({ id }) => id)).size).toBe(3);
    },
  },
  {
    id: 'repeat-same-id',
    title: 'the repeat of a delivery, should it reach the box, has the id of the first',
    needs: ['repeats'],
    async run(stage) {
      const { h } = stage;
      const posted = await stage.send(card('Prêter les outils', ...(h.press ? [buttons(FOR)] : [])));
      for (const kind of h.repeatable ?? []) {
        if (kind === 'command') await stage.type('top');
        if (kind === 'press') await stage.press(await stage.shown(posted), FOR.label);
        if (kind === 'mark') await must(h, 'react')(stage.asker, posted, '👍');
        if (kind === 'submit') {
          await stage.submit(await stage.open(ideaForm(state(stage.home))), { title: 'Un annuaire' });
        }
        const { id } = await stage.arrival(kind);
        await must(h, 'repeat')();
        await h.settle();
        for (const arrival of stage.box.of(kind)) expect(arrival.id).toBe(id);
      }
    },
  },
  {
    id: 'unverified',
    title: 'a request that is not proven never reaches the box',
    needs: ['forgeries'],
    async run(stage) {
      const forgeries = must(stage.h, 'forgeries');
      expect(forgeries.length).toBeGreaterThan(0);
      for (const forgery of forgeries) {
        await forgery.attempt().catch(() => {});
        await stage.h.settle();
        expect([forgery.title, stage.box.arrivals]).toEqual([forgery.title, []]);
      }
      expect(await stage.arrivalsAtRest()).toEqual([]);
    },
  },
  {
    id: 'mention',
    title: 'a person mentioned in a command arrives as that person',
    needs: ['mentions', 'people'],
    async run(stage) {
      await stage.type(`labo animateur ${must(stage.h, 'mention')(stage.other)}`);
      const { text } = await stage.arrival('command');
      expect(text[0]).toMatch(/^labo animateur ?$/);
      expect(text).toContainEqual({ person: stage.other, name: expect.any(String) });
    },
  },
  {
    id: 'thread',
    title: 'a command typed in a thread says under which message',
    needs: ['threads'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await must(stage.h, 'typeInThread')(stage.asker, posted, 'voir');
      const { inThread, where } = await stage.arrival('command');
      expect(inThread?.message).toBe(posted.message);
      expect(where.channel).toBe(posted.channel);
    },
  },
  {
    id: 'shortcut',
    title: "a message's shortcut says which message, what it says and who wrote it",
    needs: ['shortcuts'],
    async run(stage) {
      const posted = await stage.send(card('Prêter les outils'));
      await must(stage.h, 'takeShortcut')(stage.asker, posted);
      const { by, message, text } = await stage.arrival('shortcut');
      expect(by).toEqual(stage.asker);
      expect(message.message).toBe(posted.message);
      expect(text).toContain('Prêter les outils');
    },
  },
];
