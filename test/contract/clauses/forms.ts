import { expect } from '@jest/globals';
import { FORM_LIFE_MS } from '../../../src/chat/form.ts';
import type { Clause } from '../clause.ts';
import { buttons, card, choiceForm, ideaForm, privately, state } from '../samples.ts';
import { must } from '../stage.ts';

const FILLED = {
  title: 'Prêter "les outils" & <machines> *après* 18 h',
  body: 'Une clé, une personne.\nCela existe à Rennes.',
  lab: 'occitanie',
  sign: 'yes',
  source: 'https://example.org/a?b=c&d=e',
};

export const forms: Clause[] = [
  {
    id: 'form-opens',
    title: 'a form opens with its title, introduction, fields and button',
    needs: ['forms'],
    async run(stage) {
      const shown = await stage.open(ideaForm(state(stage.home)));
      expect(shown.intro).toContain('en deux minutes');
      expect(shown.submit).toBe('Déposer');
      expect(shown.fields.map(({ id, value }) => [id, value])).toEqual([
        ['title', ''],
        ['body', ''],
        ['lab', 'bretagne'],
        ['sign', ''],
        ['source', ''],
      ]);
    },
  },
  {
    id: 'form-from-press',
    title: 'a form opens from a button too',
    needs: ['forms', 'buttons'],
    async run(stage) {
      const more = { action: 'open', value: '2256', label: 'Argumenter' };
      const posted = await stage.send(card('Prêter les outils', buttons(more)));
      stage.box.answer({ kind: 'form', form: ideaForm(state(stage.home)) });
      await stage.press(await stage.shown(posted), more.label);
      await stage.form('Nouvelle idée');
    },
  },
  {
    id: 'form-prefilled',
    title: 'what a field already holds stands in it letter for letter',
    needs: ['forms'],
    async run(stage) {
      const form = ideaForm(state(stage.home));
      const filled = {
        ...form,
        fields: form.fields.map((field) => ({ ...field, value: FILLED[field.id as 'title'] })),
      };
      const shown = await stage.open(filled);
      expect(Object.fromEntries(shown.fields.map(({ id, value }) => [id, value]))).toEqual(FILLED);
    },
  },
  {
    id: 'form-state',
    title: 'the state of a form comes back as it went',
    needs: ['forms'],
    async run(stage) {
      for (const sent of [
        state(stage.home),
        state(null, { draft: null, step: 'answer#2256', nonce: 'n-2' }),
      ]) {
        await stage.submit(await stage.open(ideaForm(sent)), { title: 'Un annuaire' });
        await stage.h.settle();
        const arrival = stage.box.of('submit').at(-1);
        expect(arrival?.by).toEqual(stage.asker);
        expect(arrival?.form).toEqual(sent);
      }
    },
  },
  {
    id: 'form-values',
    title: 'values of every kind of field arrive as they were typed',
    needs: ['forms'],
    async run(stage) {
      await stage.submit(await stage.open(ideaForm(state(stage.home))), FILLED);
      expect((await stage.arrival('submit')).values).toEqual(FILLED);
    },
  },
  {
    id: 'form-empty',
    title: 'what was left empty arrives as an empty text',
    needs: ['forms'],
    async run(stage) {
      await stage.submit(await stage.open(ideaForm(state(stage.home))), { title: 'Un annuaire' });
      const { values } = await stage.arrival('submit');
      expect(values).toEqual({ title: 'Un annuaire', body: '', lab: 'bretagne', sign: '', source: '' });
    },
  },
  {
    id: 'form-uncut',
    title: 'a text longer than the field says arrives whole, for the core to answer',
    needs: ['forms'],
    async run(stage) {
      const title = 'Prêter les outils '.repeat(10).trim();
      await stage.submit(await stage.open(ideaForm(state(stage.home))), { title });
      expect((await stage.arrival('submit')).values.title).toBe(title);
    },
  },
  {
    id: 'form-errors',
    title: 'errors stand at their fields',
    needs: ['forms'],
    async run(stage) {
      const form = await stage.open(ideaForm(state(stage.home)));
      stage.box.answer({
        kind: 'invalid',
        fields: { title: 'Une phrase suffit.', source: 'Une adresse web.' },
      });
      await stage.submit(form, FILLED);
      await stage.h.settle();
      const errors = (await stage.form('Nouvelle idée')).fields.map(({ id, error }) => [id, error]);
      expect(Object.fromEntries(errors)).toEqual({
        title: 'Une phrase suffit.',
        body: null,
        lab: null,
        sign: null,
        source: 'Une adresse web.',
      });
    },
  },
  {
    id: 'form-errors-keep',
    title: 'after an error everything typed is still there, and the form can be submitted again',
    needs: ['forms'],
    async run(stage) {
      const sent = state(stage.home);
      const form = await stage.open(ideaForm(sent));
      stage.box.answer({ kind: 'invalid', fields: { title: 'Une phrase suffit.' } });
      await stage.submit(form, FILLED);
      await stage.h.settle();
      const again = await stage.form('Nouvelle idée');
      expect(Object.fromEntries(again.fields.map(({ id, value }) => [id, value]))).toEqual(FILLED);
      stage.box.answer(privately('Merci.'));
      await stage.submit(again, { title: 'Un annuaire' });
      const second = await stage.arrival('submit', 2);
      expect(second.values).toEqual({ ...FILLED, title: 'Un annuaire' });
      expect(second.form).toEqual(sent);
    },
  },
  {
    id: 'form-done',
    title: 'a form that is done closes, and its answer is shown to the person alone',
    needs: ['forms'],
    async run(stage) {
      const form = await stage.open(ideaForm(state(stage.home)));
      stage.box.answer(privately('Votre idée porte le numéro #2256.'));
      await stage.submit(form, { title: 'Un annuaire' });
      await stage.formClosed();
      await stage.sees(stage.asker, '#2256');
      if (stage.h.people.other) expect(await stage.count(stage.other, '#2256')).toBe(0);
    },
  },
  {
    id: 'form-step',
    title: 'a form in answer to a submit replaces the step, with a state of its own',
    needs: ['steps'],
    async run(stage) {
      const form = await stage.open(ideaForm(state(stage.home)));
      const second = state(stage.home, { nonce: 'n-2', step: 'similar' });
      stage.box.answer({ kind: 'form', form: choiceForm(second) });
      await stage.submit(form, { title: 'Un annuaire' });
      const choice = await stage.form('Idées proches');
      expect(choice.fields.map(({ id, value }) => [id, value])).toEqual([['choice', 'different']]);
      stage.box.answer({ kind: 'nothing' });
      await stage.submit(choice, { choice: '1980' });
      const { form: back, values } = await stage.arrival('submit', 2);
      expect(back).toEqual(second);
      expect(values).toEqual({ choice: '1980' });
      await stage.formClosed();
    },
  },
  {
    id: 'form-tampered',
    title: 'a state that was changed on its way never reaches the box',
    needs: ['forms', 'forgedState'],
    async run(stage) {
      const form = await stage.open(ideaForm(state(stage.home)));
      await must(stage.h, 'submitForged')(form, 'tampered').catch(() => {});
      await stage.arrivalsAtRest();
      expect(stage.box.of('submit')).toEqual([]);
    },
  },
  {
    id: 'form-stolen',
    title: "another person's state never reaches the box",
    needs: ['forms', 'forgedState', 'people'],
    async run(stage) {
      const form = await stage.open(ideaForm(state(stage.home)));
      await must(stage.h, 'submitForged')(form, 'stolen').catch(() => {});
      await stage.arrivalsAtRest();
      expect(stage.box.of('submit')).toEqual([]);
    },
  },
  {
    id: 'form-expired',
    title: 'a state older than an hour arrives as expired, with everything typed',
    needs: ['forms'],
    async run(stage) {
      const sent = state(stage.home);
      const young = await stage.open(ideaForm(sent));
      await stage.h.clock.advance(FORM_LIFE_MS - 1_000);
      await stage.submit(young, { title: 'Un annuaire' });
      expect((await stage.arrival('submit')).form.expired).toBe(false);
      await stage.h.settle();
      const old = await stage.open(ideaForm(sent));
      await stage.h.clock.advance(FORM_LIFE_MS + 1_000);
      await stage.submit(old, { title: 'Un annuaire' });
      const late = await stage.arrival('submit', 2);
      expect(late.form).toEqual({ ...sent, expired: true });
      expect(late.values.title).toBe('Un annuaire');
    },
  },
];
