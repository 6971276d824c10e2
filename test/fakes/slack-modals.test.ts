import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type JsonObject, objectOf } from './shared/json.ts';
import { Stage } from './slack-stage.ts';
import { FORM, plain } from './slack-views.ts';

/** Modals as a client shows them: opened, filled, sent, laid over each other, closed. */

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.stop());

async function opened(): Promise<void> {
  await stage.call('views.open', { trigger_id: stage.slack.trigger(stage.anais), view: FORM });
}

test('a trigger opens one modal, within three seconds', async () => {
  const open = (trigger_id: unknown) => stage.call('views.open', { trigger_id, view: FORM });
  await stage.anais.command('/idee', 'x', stage.channel);
  const { trigger_id: trigger } = stage.app.last;
  expect(await open(trigger)).toMatchObject({ ok: true, view: { type: 'modal', private_metadata: 'n1' } });
  expect(stage.anais.modal).toMatchObject({
    title: 'Une idée',
    submit: 'Publier',
    fields: [{ label: 'Titre' }, { label: 'Labo' }],
  });
  expect(await open(trigger)).toMatchObject({ error: 'exchanged_trigger_id' });
  expect(await open('nonsense')).toMatchObject({ error: 'invalid_trigger_id' });
  await stage.anais.command('/idee', 'x', stage.channel);
  await stage.clock.advance(3_001);
  expect(await open(stage.app.last.trigger_id)).toMatchObject({ error: 'expired_trigger_id' });
});

test('a refused view does not use the trigger up', async () => {
  const trigger_id = stage.slack.trigger(stage.anais);
  expect(
    await stage.call('views.open', { trigger_id, view: { ...FORM, title: plain('x'.repeat(25)) } }),
  ).toMatchObject({ ok: false });
  expect(await stage.call('views.open', { trigger_id, view: FORM })).toMatchObject({ ok: true });
});

test('a form carries every field by block and action, the empty ones too, and closes', async () => {
  await opened();
  const outcome = await stage.anais.submit({ Titre: 'Un banc' });
  expect(outcome.error).toBeNull();
  expect(stage.anais.modal).toBeNull();
  expect(stage.app.last).toMatchObject({
    type: 'view_submission',
    user: { id: stage.anais.id, team_id: stage.bretagne.id },
    view: {
      callback_id: 'idea',
      private_metadata: 'n1',
      state: {
        values: {
          title: { v: { type: 'plain_text_input', value: 'Un banc' } },
          lab: { v: { type: 'radio_buttons', selected_option: null } },
        },
      },
    },
  });
  expect(stage.app.last).not.toHaveProperty('channel');
});

test('a pick is sent as the option it is', async () => {
  await opened();
  await stage.anais.submit({ title: 'Un banc', lab: 'Bretagne' });
  const state = objectOf(objectOf(stage.app.last.view)?.state);
  expect(state).toMatchObject({ values: { lab: { v: { selected_option: { value: 'bzh' } } } } });
});

test('the client itself keeps back what misses or is too long', async () => {
  await opened();
  expect(await stage.anais.submit({})).toMatchObject({ error: 'incomplete' });
  expect(await stage.anais.submit({ title: 'x'.repeat(151) })).toMatchObject({ error: 'incomplete' });
  expect(stage.app.received).toEqual([]);
});

test('errors stand at their fields, and the typed text stays', async () => {
  stage.app.reply = () => ({ json: { response_action: 'errors', errors: { title: 'Trop court' } } });
  await opened();
  await stage.anais.submit({ title: 'Un' });
  expect(stage.anais.modal?.fields).toMatchObject([
    { blockId: 'title', value: 'Un', error: 'Trop court' },
    { error: null },
  ]);
  stage.app.reply = () => ({});
  await stage.anais.submit({ title: 'Un banc' });
  expect(stage.anais.modal).toBeNull();
});

test.each([
  ['errors at no field', { response_action: 'errors', errors: { nowhere: 'x' } }],
  ['no errors', { response_action: 'errors', errors: {} }],
  ['a view Slack refuses', { response_action: 'update', view: { type: 'modal' } }],
  ['an action nobody knows', { response_action: 'dance' }],
])('%s is an answer the client cannot use', async (_what, json) => {
  stage.app.reply = () => ({ json: json as JsonObject });
  await opened();
  await stage.anais.submit({ title: 'Un banc' });
  expect(stage.anais.modal?.trouble).toMatch(/trouble/);
});

test('a form is replaced, laid over, or all of them cleared', async () => {
  const next = { ...FORM, title: plain('Semblables ?') };
  await opened();
  stage.app.reply = () => ({ json: { response_action: 'update', view: next } });
  await stage.anais.submit({ title: 'Un banc' });
  expect(stage.anais.modal).toMatchObject({ title: 'Semblables ?', fields: [{ value: 'Un banc' }, {}] });
  stage.app.reply = () => ({ json: { response_action: 'push', view: { ...next, title: plain('Dessus') } } });
  await stage.anais.submit();
  expect(stage.anais.modal?.title).toBe('Dessus');
  stage.app.reply = () => ({});
  await stage.anais.submit({ title: 'x' });
  expect(stage.anais.modal?.title).toBe('Semblables ?');
  stage.app.reply = () => ({ json: { response_action: 'clear' } });
  await stage.anais.submit();
  expect(stage.anais.modal).toBeNull();
});

test('a fourth modal does not fit on the pile', async () => {
  await opened();
  const push = () => stage.call('views.push', { trigger_id: stage.slack.trigger(stage.anais), view: FORM });
  expect(await push()).toMatchObject({ ok: true });
  expect(await push()).toMatchObject({ ok: true });
  expect(await push()).toMatchObject({ error: 'push_limit_reached' });
});

test('a view is updated by id, with its hash or in vain, until it is closed', async () => {
  const { view } = await stage.call('views.open', {
    trigger_id: stage.slack.trigger(stage.anais),
    view: FORM,
  });
  const { id: view_id, hash } = objectOf(view) ?? {};
  const update = (more = {}) =>
    stage.call('views.update', { view_id, view: { ...FORM, title: plain('Rempli') }, ...more });
  expect(await update({ hash: 'stale' })).toMatchObject({ error: 'hash_conflict' });
  expect(await update({ hash })).toMatchObject({ ok: true });
  expect(stage.anais.modal?.title).toBe('Rempli');
  expect(await update({ hash })).toMatchObject({ error: 'hash_conflict' });
  await stage.anais.closeModal();
  expect(await update()).toMatchObject({ error: 'not_found' });
  expect(stage.app.received).toEqual([]);
});

test('an external id is taken while its view is open', async () => {
  const open = () =>
    stage.call('views.open', {
      trigger_id: stage.slack.trigger(stage.anais),
      view: { ...FORM, external_id: 'e1' },
    });
  expect(await open()).toMatchObject({ ok: true });
  expect(await open()).toMatchObject({ error: 'duplicate_external_id' });
  await stage.anais.closeModal();
  expect(await open()).toMatchObject({ ok: true });
});

test('closing is told where the form asked for it', async () => {
  await stage.call('views.open', {
    trigger_id: stage.slack.trigger(stage.anais),
    view: { ...FORM, notify_on_close: true },
  });
  await stage.anais.closeModal();
  expect(stage.app.last).toMatchObject({ type: 'view_closed', is_cleared: false });
});
