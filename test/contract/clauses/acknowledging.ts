import { expect } from '@jest/globals';
import type { Clause } from '../clause.ts';
import { buttons, card, FOR, ideaForm, privately, state } from '../samples.ts';
import { ACKNOWLEDGE_MS, must, type Stage } from '../stage.ts';

const RECORDED = 'Votre idée porte le numéro #2256.';

/** The inbox is slow: the act is acknowledged in time, says so, and the real answer follows, privately. */
async function lateAnswer(stage: Stage, act: () => Promise<void>, arrived: () => Promise<unknown>) {
  const { h, box } = stage;
  box.answer(privately(RECORDED));
  box.hold();
  const acknowledged = act();
  await arrived();
  await stage.untilAcknowledged(acknowledged);
  await stage.sees(stage.asker, h.words.stillRecording);
  expect(await stage.count(stage.asker, RECORDED)).toBe(0);
  box.release();
  await stage.sees(stage.asker, RECORDED);
  expect(await stage.count(stage.asker, RECORDED)).toBe(1);
  if (!h.people.other) return;
  expect(await stage.count(stage.other, RECORDED)).toBe(0);
  expect(await stage.count(stage.other, h.words.stillRecording)).toBe(0);
}

export const acknowledging: Clause[] = [
  {
    id: 'late-command',
    title: 'a command the box is slow at is acknowledged after 2 s, and answered privately later',
    async run(stage) {
      const type = () => stage.h.type(stage.asker, stage.home, 'pour 2256');
      await lateAnswer(stage, type, () => stage.arrival('command'));
    },
  },
  {
    id: 'late-press',
    title: 'a press the box is slow at is acknowledged after 2 s, and answered privately later',
    needs: ['buttons'],
    async run(stage) {
      const shown = await stage.shown(await stage.send(card('Prêter les outils', buttons(FOR))));
      const press = () => must(stage.h, 'press')(stage.asker, shown, FOR.label);
      await lateAnswer(stage, press, () => stage.arrival('press'));
    },
  },
  {
    id: 'late-submit',
    title: 'a submit the box is slow at is acknowledged after 2 s, and answered privately later',
    needs: ['forms'],
    async run(stage) {
      const form = await stage.open(ideaForm(state(stage.home)));
      const submit = () => must(stage.h, 'submit')(stage.asker, form, { title: 'Un annuaire' });
      await lateAnswer(stage, submit, () => stage.arrival('submit'));
    },
  },
  {
    id: 'late-form',
    title: 'a form the box is slow to fill is acknowledged in time, and opens filled',
    needs: ['forms'],
    async run(stage) {
      stage.box.answer({ kind: 'form', form: ideaForm(state(stage.home)) });
      stage.box.hold();
      const acknowledged = stage.h.type(stage.asker, stage.home, 'idée');
      await stage.arrival('command');
      await stage.untilAcknowledged(acknowledged);
      stage.box.release();
      const form = await stage.form('Nouvelle idée');
      expect(form.fields.map(({ id }) => id)).toEqual(['title', 'body', 'lab', 'sign', 'source']);
    },
  },
  {
    id: 'form-refused',
    title: 'an answer in words where a form was expected is still shown',
    needs: ['forms'],
    async run(stage) {
      stage.box.answer(privately('Ce canal n’a pas de labo.'));
      await stage.type('idée');
      const look = must(stage.h, 'form');
      const words = async () =>
        (await look(stage.asker))?.intro.includes('pas de labo') ||
        (await stage.count(stage.asker, 'pas de labo')) === 1;
      await expect(words()).resolves.toBe(true);
    },
  },
  {
    id: 'in-time',
    title: 'what is answered in time is never announced as late',
    async run(stage) {
      stage.box.answer(privately(RECORDED));
      await stage.type('pour 2256');
      await stage.sees(stage.asker, RECORDED);
      await stage.h.clock.advance(ACKNOWLEDGE_MS * 2);
      expect(await stage.count(stage.asker, stage.h.words.stillRecording)).toBe(0);
    },
  },
];
