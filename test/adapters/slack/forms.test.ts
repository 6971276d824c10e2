import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TEST_WORDS } from '../../contract/context.ts';
import { ideaForm, privately, state } from '../../contract/samples.ts';
import { turns } from '../../contract/wait.ts';
import { SlackStand, texts } from './slack-stand.ts';

let stand: SlackStand;
beforeEach(async () => {
  stand = await SlackStand.make();
});
afterEach(() => stand.close());

const laboOf = () => stand.laboPlace;

test('errors of a form without fields are shown in it', async () => {
  await stand.start();
  stand.box.answer({ kind: 'form', form: { ...ideaForm(state(laboOf())), fields: [] } });
  await stand.anais.command('/idee', 'idée', stand.labo);
  await stand.until(() => stand.anais.modal?.submit);
  stand.box.answer({ kind: 'invalid', fields: { '': 'Les votes sont clos.' } });
  await stand.anais.submit({});
  expect(stand.anais.modal?.text).toContain('Les votes sont clos.');
  expect([stand.anais.modal?.trouble, stand.anais.modal?.submit]).toEqual([null, 'Déposer']);
});

describe('a form', () => {
  /** The box answers nothing before it is released. */
  async function held(act: () => Promise<unknown>, kind: 'command' | 'submit'): Promise<void> {
    stand.box.hold();
    const acted = act();
    await stand.arrival(kind);
    await turns();
    await stand.context.clock.advance(2_000);
    await acted;
  }

  test('that the box is slow to fill says so, and its person may close it meanwhile', async () => {
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await held(() => stand.anais.command('/idee', 'idée', stand.labo), 'command');
    await stand.until(() => stand.anais.modal);
    expect(stand.anais.modal?.text).toBe(stand.context.words().loading);
    await stand.anais.closeModal();
    stand.box.release();
    await stand.until(() => stand.anais.whisper);
    expect(stand.anais.whisper?.text).toContain(TEST_WORDS.formNotOpened);
  });

  test.each([false, true])(
    'that Slack opened without saying so is filled, and nothing else is said (after a wait: %s)',
    async (waits) => {
      await stand.start();
      stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
      stand.slack.faults.next('views.open', { kind: 'lost answer' });
      const act = () => stand.anais.command('/idee', 'idée', stand.labo);
      await (waits ? held(act, 'command') : act());
      stand.box.release();
      await stand.until(() => stand.anais.modal?.fields.length);
      stand.box.answer(privately('Merci.'));
      await stand.anais.submit({ title: 'Un annuaire' });
      await stand.until(() => stand.anais.whisper);
      expect(texts(stand.anais.sees(stand.labo))).toEqual(['Merci.']);
    },
  );

  test('that Slack does not open is behind a button, with what was typed, until it opens', async () => {
    await stand.start();
    const form = ideaForm(state(laboOf()));
    const fields = form.fields.map((field) =>
      field.id === 'title' ? { ...field, value: 'Un <banc>' } : field,
    );
    stand.box.answer({ kind: 'form', form: { ...form, fields } });
    stand.slack.faults.next('views.open', { kind: 'status', status: 503 });
    await stand.anais.command('/idee', 'idée Un <banc>', stand.labo);
    await stand.until(() => stand.anais.whisper);
    expect(stand.anais.whisper?.text).toContain(TEST_WORDS.formNotOpened);
    expect(stand.anais.whisper?.text).toContain('Un <banc>');
    await stand.anais.press(stand.anais.whisper!, TEST_WORDS.openForm);
    await stand.until(() => stand.anais.modal?.fields.length);
    expect(stand.anais.modal?.fields[0]?.value).toBe('Un <banc>');
    expect(stand.box.arrivals).toHaveLength(1);
    stand.box.answer(privately('Merci.'));
    await stand.anais.submit({});
    await stand.until(() => stand.anais.whisper?.text === 'Merci.');
  });

  test('that is not known any more since a restart is asked for again', async () => {
    await stand.close();
    stand = await SlackStand.make('socket');
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    stand.slack.faults.next('views.open', { kind: 'status', status: 503 });
    await stand.anais.command('/idee', 'idée', stand.labo);
    const shown = await stand.until(() => stand.anais.whisper);
    await stand.adapter.stop();
    await stand.start();
    await stand.anais.press(shown, TEST_WORDS.openForm);
    await stand.until(() => stand.anais.whisper?.text === TEST_WORDS.buttonUnknown);
  });

  test('is acknowledged at once while its view is being opened, however slow Slack is', async () => {
    await stand.start();
    stand.slack.faults.next('views.open', { kind: 'late answer', ms: 10_000 });
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    const { ms, error } = await stand.anais.command('/idee', 'idée', stand.labo);
    expect([ms, error]).toEqual([0, null]);
    await stand.until(() => stand.anais.modal?.fields.length);
    await stand.context.clock.advance(10_000);
  });

  test('opens beside any number of other calls that Slack does not answer', async () => {
    await stand.start();
    stand.slack.faults.always('users.info', { kind: 'hang', ms: 10_000 });
    const person = { platform: 'slack', realm: stand.bretagne.id };
    const asked = Array.from({ length: 150 }, (_, n) =>
      stand.adapter.profile?.({ ...person, user: `U${n}` }),
    );
    const settled = Promise.allSettled(asked);
    await stand.until(() => stand.slack.calls('users.info').length >= 100);
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.slack.faults.clear();
    await stand.context.clock.advance(10_000);
    await settled;
  });

  test('whose errors come late is there again, with everything typed and what is wrong above', async () => {
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.box.answer({ kind: 'invalid', fields: { title: 'Une phrase <suffit>.' } });
    const typed = {
      title: 'Prêter',
      body: 'Une clé & deux',
      lab: 'occitanie',
      sign: ['yes'],
      source: 'https://a.fr/',
    };
    await held(() => stand.anais.submit(typed), 'submit');
    await stand.until(() => stand.anais.modal?.fields.length === 0);
    expect(stand.anais.modal?.text).toBe(stand.context.words().stillRecording);
    stand.box.release();
    await stand.until(() => stand.anais.modal?.fields.length);
    expect(stand.anais.modal?.text).toContain('Une phrase <suffit>.');
    const values = stand.anais.modal?.fields.map(({ blockId, value }) => [blockId, value]);
    expect(Object.fromEntries(values ?? [])).toEqual({ ...typed, sign: 'yes' });

    stand.box.answer(privately('Merci.'));
    await stand.anais.submit({});
    const [first, second] = stand.box.of('submit');
    expect([second?.values, second?.form]).toEqual([first?.values, first?.form]);
    await stand.until(() => stand.anais.whisper?.text === 'Merci.');
  });

  test('whose person closed it before the late answer is answered all the same', async () => {
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.box.answer(privately('Votre idée porte le numéro #2256.'));
    await held(() => stand.anais.submit({ title: 'Prêter' }), 'submit');
    await stand.until(() => stand.anais.modal?.fields.length === 0);
    await stand.anais.closeModal();
    stand.box.release();
    await stand.until(() => stand.anais.whisper?.text.includes('#2256'));
  });

  test('whose errors name no field of it shows them all the same', async () => {
    await stand.start();
    stand.box.answer({ kind: 'form', form: ideaForm(state(laboOf())) });
    await stand.anais.command('/idee', 'idée', stand.labo);
    await stand.until(() => stand.anais.modal?.fields.length);
    stand.box.answer({ kind: 'invalid', fields: { nonce: 'Le labo est fermé.' } });
    await stand.anais.submit({ title: 'Prêter' });
    expect(stand.anais.modal?.trouble).toBeNull();
    expect(stand.anais.modal?.fields[0]?.error).toBe('Le labo est fermé.');
  });
});
