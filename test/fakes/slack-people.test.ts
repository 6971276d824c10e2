import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type JsonObject, objectOf, objectsOf, textOf } from './shared/json.ts';
import { Stage } from './slack-stage.ts';
import { until } from './until.ts';

/** What persons do, as an app hears of it over HTTP, and what they see of its answers. */

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.stop());

const plain = (text: string): JsonObject => ({ type: 'plain_text', text });
const TITLE = {
  type: 'input',
  block_id: 'title',
  label: plain('Titre'),
  element: { type: 'plain_text_input', action_id: 'v', max_length: 150 },
};
const LAB = {
  type: 'input',
  block_id: 'lab',
  label: plain('Labo'),
  optional: true,
  element: {
    type: 'radio_buttons',
    action_id: 'v',
    options: [
      { text: plain('Numérique'), value: 'num' },
      { text: plain('Bretagne'), value: 'bzh' },
    ],
  },
};
const FORM = {
  type: 'modal',
  title: plain('Une idée'),
  submit: plain('Publier'),
  callback_id: 'idea',
  private_metadata: 'n1',
  blocks: [TITLE, LAB],
};
const CARD = [
  { type: 'section', text: { type: 'mrkdwn', text: '*#12* Un banc' } },
  {
    type: 'actions',
    block_id: 'vote',
    elements: [{ type: 'button', action_id: 'for', value: '12', text: plain('Pour') }],
  },
];

async function opened(): Promise<void> {
  await stage.call('views.open', { trigger_id: stage.slack.trigger(stage.anais), view: FORM });
}

async function respond(url: unknown, body: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(String(url), { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

test('a command comes as signed form fields, and its answer is private', async () => {
  stage.app.reply = () => ({ json: { text: 'Bonjour' } });
  const outcome = await stage.anais.command('/idee', 'un banc', stage.channel);
  expect(outcome).toMatchObject({ error: null, answered: { private: true } });
  expect(stage.anais.sees(stage.channel)).toMatchObject([{ text: 'Bonjour', private: true }]);
  expect(stage.thomas.sees(stage.channel)).toEqual([]);

  const [{ headers, body }] = stage.app.received as [(typeof stage.app.received)[0]];
  expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  const timestamp = String(headers['x-slack-request-timestamp']);
  const proof = createHmac('sha256', stage.slack.app.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  expect(headers['x-slack-signature']).toBe(`v0=${proof}`);
  expect(Number(timestamp)).toBe(Math.floor(stage.clock.now() / 1000));
  expect(stage.app.last).toMatchObject({
    command: '/idee',
    text: 'un banc',
    channel_id: stage.channel.id,
    channel_name: 'labo',
    user_id: stage.anais.id,
    team_id: stage.bretagne.id,
    is_enterprise_install: 'false',
  });
});

test('an answer may be for the channel, plain text, or nothing', async () => {
  stage.app.reply = () => ({ json: { response_type: 'in_channel', text: 'À tous' } });
  await stage.anais.command('/idee', 'x', stage.channel);
  expect(stage.thomas.sees(stage.channel)).toMatchObject([{ text: 'À tous', private: false }]);
  stage.app.reply = () => ({ text: 'Sans façon' });
  await stage.anais.command('/idee', 'x', stage.channel);
  expect(stage.anais.whisper?.text).toBe('Sans façon');
  stage.app.reply = () => ({});
  expect(await stage.anais.command('/idee', 'x', stage.channel)).toMatchObject({
    error: null,
    answered: null,
  });
});

test('names typed in a command come as ids, and signs as entities', async () => {
  await stage.anais.command('/idee', 'pour @thomas & #labo <3 https://x.fr @personne', stage.channel);
  expect(stage.app.last.text).toBe(
    `pour <@${stage.thomas.id}|thomas> &amp; <#${stage.channel.id}|labo> &lt;3 <https://x.fr> @personne`,
  );
  stage.slack.app.escapesCommands = false;
  await stage.anais.command('/idee', '@thomas & <3', stage.channel);
  expect(stage.app.last.text).toBe('@thomas & <3');
});

test('ids in a command come without names where labels are off, and a private channel always does', async () => {
  const closed = stage.bretagne.channel('direction', { private: true, members: [stage.anais] });
  await stage.anais.command('/idee', '@thomas #labo #direction', stage.channel);
  expect(stage.app.last.text).toBe(
    `<@${stage.thomas.id}|thomas> <#${stage.channel.id}|labo> <#${closed.id}|>`,
  );
  stage.slack.app.labelsMentions = false;
  await stage.anais.command('/idee', '@thomas #labo #direction', stage.channel);
  expect(stage.app.last.text).toBe(`<@${stage.thomas.id}> <#${stage.channel.id}> <#${closed.id}|>`);
  // Nobody can name a private channel they are not in.
  await stage.thomas.command('/idee', '#direction', stage.channel);
  expect(stage.app.last.text).toBe('#direction');
});

test('channels that are not public do not say their names', async () => {
  await stage.anais.command('/idee', 'x', 'direct');
  expect(stage.app.last).toMatchObject({ channel_name: 'directmessage' });
  await stage.anais.command(
    '/idee',
    'x',
    stage.bretagne.channel('secret', { private: true, members: [stage.anais] }),
  );
  expect(stage.app.last).toMatchObject({ channel_name: 'privategroup' });
});

test('an app that says nothing within three seconds has timed out; one that fails has failed', async () => {
  stage.app.reply = () => 'never';
  const late = stage.anais.command('/idee', 'x', stage.channel);
  await until(() => stage.app.received.length === 1);
  await stage.clock.advance(3_000);
  expect(await late).toMatchObject({ error: 'operation_timeout', ms: 3_000 });
  stage.app.reply = () => ({ status: 500 });
  expect(await stage.anais.command('/idee', 'x', stage.channel)).toMatchObject({
    error: 'http_service_error',
  });
  await stage.app.stop();
  expect(await stage.anais.command('/idee', 'x', stage.channel)).toMatchObject({ error: 'dispatch_failed' });
  expect(stage.app.received).toHaveLength(2);
});

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

test('a button in a message says where it was pressed, and its url answers', async () => {
  const { ts } = await stage.posted('Un banc', { blocks: CARD });
  const [card] = stage.anais.sees(stage.channel);
  expect(card).toMatchObject({ text: '#12 Un banc', buttons: [{ label: 'Pour', value: '12' }] });
  await stage.anais.press(card!, 'Pour');
  const { response_url: url } = stage.app.last;
  expect(stage.app.last).toMatchObject({
    type: 'block_actions',
    channel: { id: stage.channel.id, name: 'labo' },
    container: { type: 'message', message_ts: ts, is_ephemeral: false },
    message: { ts },
    actions: [{ type: 'button', action_id: 'for', block_id: 'vote', value: '12' }],
  });
  expect(await respond(url, { text: 'Compté' })).toEqual({ status: 200, body: { ok: true } });
  expect(stage.anais.whisper?.text).toBe('Compté');
  expect(await respond(url, { replace_original: true, text: 'Autre carte' })).toMatchObject({ status: 200 });
  expect(stage.thomas.sees(stage.channel)[0]?.text).toBe('Autre carte');
  expect(await respond(url, { delete_original: true })).toMatchObject({ status: 200 });
  expect(stage.thomas.sees(stage.channel)).toEqual([]);
});

test('a button in a private message has no message in its payload', async () => {
  stage.app.reply = () => ({ json: { text: 'x', blocks: CARD } });
  await stage.anais.command('/idee', 'top', stage.channel);
  await stage.anais.press(stage.anais.whisper!, 'Pour');
  expect(stage.app.last).toMatchObject({ container: { is_ephemeral: true } });
  expect(stage.app.last).not.toHaveProperty('message');
  await respond(stage.app.last.response_url, { replace_original: true, text: 'Voté' });
  expect(stage.anais.sees(stage.channel)).toMatchObject([{ text: 'Voté' }]);
});

test('a response url answers five times within thirty minutes', async () => {
  await stage.anais.command('/idee', 'x', stage.channel);
  const { response_url: url } = stage.app.last;
  for (let use = 0; use < 5; use += 1)
    expect(await respond(url, { text: `${use}` })).toMatchObject({ status: 200 });
  expect(await respond(url, { text: '5' })).toEqual({ status: 404, body: { ok: false, error: 'used_url' } });
  await stage.anais.command('/idee', 'x', stage.channel);
  await stage.clock.advance(30 * 60_000 + 1);
  expect(await respond(stage.app.last.response_url, { text: 'x' })).toMatchObject({
    body: { error: 'expired_url' },
  });
  expect(stage.anais.sees(stage.channel)).toHaveLength(5);
});

test("a command's url replaces nothing: another message stands under what the command showed", async () => {
  stage.app.reply = () => ({ text: 'Un instant' });
  await stage.anais.command('/idee', 'x', stage.channel);
  await respond(stage.app.last.response_url, { replace_original: true, text: 'Fait' });
  expect(stage.anais.sees(stage.channel)).toMatchObject([{ text: 'Un instant' }, { text: 'Fait' }]);
});

test('a reaction is told with who and what; what no user wrote has no item_user', async () => {
  const card = await stage.posted('x');
  stage.anais.react(card, 'thumbsup::skin-tone-2');
  await stage.slack.settle();
  expect(stage.app.last).toMatchObject({
    type: 'event_callback',
    team_id: stage.bretagne.id,
    authorizations: [{ team_id: stage.bretagne.id, user_id: stage.bretagne.bot.id, is_bot: true }],
    event: {
      type: 'reaction_added',
      user: stage.anais.id,
      reaction: 'thumbsup::skin-tone-2',
      item: { ts: card.ts },
      item_user: stage.bretagne.bot.id,
    },
  });
  const hook = stage.channel.webhook('déployé');
  stage.anais.react({ channelId: stage.channel.id, ts: hook.ts }, '+1');
  await stage.slack.settle();
  expect(stage.app.last.event).not.toHaveProperty('item_user');
  stage.anais.unreact(card, 'thumbsup::skin-tone-2');
  await stage.slack.settle();
  expect(stage.app.last).toMatchObject({ event: { type: 'reaction_removed' } });
});

test('reactions are not told without the scope, the subscription, or the bot in the channel', async () => {
  const card = await stage.posted('x');
  stage.bretagne.scopes.delete('reactions:read');
  stage.anais.react(card, 'one');
  stage.bretagne.scopes.add('reactions:read');
  stage.slack.app.events.delete('reaction_added');
  stage.anais.react(card, 'two');
  stage.slack.app.events.add('reaction_added');
  stage.channel.remove(stage.bretagne.bot);
  stage.anais.react(card, 'three');
  await stage.slack.settle();
  expect(stage.app.received.map(({ payload }) => objectOf(payload.event)?.type)).toEqual([
    'member_left_channel',
    'channel_left',
  ]);
});

test('a message shortcut carries the message, even where the bot is not', async () => {
  const elsewhere = stage.bretagne.channel('ailleurs', { bot: false, members: [stage.anais, stage.thomas] });
  const said = stage.thomas.say(elsewhere, 'et si on <plantait> des arbres');
  await stage.anais.shortcut('propose', said);
  expect(stage.app.last).toMatchObject({
    type: 'message_action',
    callback_id: 'propose',
    message_ts: said.ts,
    message: { user: stage.thomas.id, text: 'et si on &lt;plantait&gt; des arbres' },
    channel: { id: elsewhere.id },
  });
});

test('the Home tab: opened, published, opened again, pressed', async () => {
  stage.anais.openHome();
  await stage.slack.settle();
  expect(stage.app.last).toMatchObject({
    event: { type: 'app_home_opened', tab: 'home', user: stage.anais.id },
  });
  expect(stage.app.last.event).not.toHaveProperty('view');
  const publish = (hash?: string) =>
    stage.call('views.publish', {
      user_id: stage.anais.id,
      view: { type: 'home', blocks: CARD },
      ...(hash ? { hash } : {}),
    });
  expect(await publish()).toMatchObject({ ok: true, view: { type: 'home' } });
  expect(await publish('stale')).toMatchObject({ error: 'hash_conflict' });
  expect(stage.anais.home?.text).toBe('#12 Un banc');
  stage.anais.openHome();
  await stage.slack.settle();
  expect(objectOf(stage.app.last.event)).toHaveProperty('view');
  await stage.anais.press(stage.anais.home!, 'Pour');
  expect(stage.app.last).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } });
  stage.slack.app.homeTab = false;
  expect(await publish()).toMatchObject({ error: 'not_enabled' });
});

test('what is typed to the app alone is a message.im', async () => {
  stage.anais.typeInDm('bonjour');
  await stage.slack.settle();
  expect(stage.app.last).toMatchObject({
    event: { type: 'message', channel_type: 'im', text: 'bonjour', user: stage.anais.id },
  });
});

test('the app hears of its own messages in a conversation with one person', async () => {
  const { channel, ts } = await stage.call('chat.postMessage', { channel: stage.anais.id, text: 'un' });
  await stage.call('chat.update', { channel, ts, text: 'deux' });
  await stage.call('chat.delete', { channel, ts });
  await stage.slack.settle();
  const events = objectsOf(stage.app.received.map(({ payload }) => objectOf(payload.event)));
  const subtypes = events.map((event) => event.subtype).sort();
  expect(subtypes).toEqual(['message_changed', 'message_deleted', undefined]);
  expect(events.find(({ subtype }) => subtype === undefined)).toMatchObject({
    bot_id: stage.bretagne.workspace.install.botId,
    ts,
  });
});

test('a stranger of another workspace reacts and presses, but has no commands here', async () => {
  const normandie = stage.slack.workspace('Normandie', { installed: false });
  const rollon = normandie.person('rollon');
  stage.channel.shareWith(normandie);
  stage.channel.add(rollon);
  await stage.slack.settle();
  const card = await stage.posted('x', { blocks: CARD });
  await rollon.press(rollon.sees(stage.channel)[0]!, 'Pour');
  expect(stage.app.last).toMatchObject({
    team: { id: stage.bretagne.id },
    user: { id: rollon.id, team_id: normandie.id },
  });
  rollon.react(card, '+1');
  await stage.slack.settle();
  expect(stage.app.last).toMatchObject({ team_id: stage.bretagne.id, is_ext_shared_channel: true });
  expect(await rollon.command('/idee', 'x', stage.channel)).toMatchObject({ error: 'unknown_command' });
});

test('two workspaces are told apart by token, team and ids', async () => {
  const normandie = stage.slack.workspace('Normandie', { enterprise: { id: 'E1', name: 'État' } });
  const rollon = normandie.person('rollon');
  const salon = normandie.channel('salon', { members: [rollon] });
  expect(await stage.call('chat.postMessage', { channel: salon.id, text: 'x' })).toMatchObject({
    error: 'channel_not_found',
  });
  expect(
    await stage.call('chat.postMessage', { channel: salon.id, text: 'x' }, normandie.botToken),
  ).toMatchObject({ ok: true });
  await rollon.command('/idee', 'x', salon);
  expect(stage.app.last).toMatchObject({ team_id: normandie.id, enterprise_id: 'E1' });
});

test('what happens to channels is told: archived, renamed, deleted', async () => {
  stage.channel.rename('atelier');
  stage.channel.archive(stage.anais);
  stage.channel.delete();
  await stage.slack.settle();
  const events = objectsOf(stage.app.received.map(({ payload }) => objectOf(payload.event)));
  expect(events.map(({ type }) => textOf(type)).sort()).toEqual([
    'channel_archive',
    'channel_deleted',
    'channel_rename',
  ]);
});

test('mrkdwn is read as a client does: calls, links and styles are named', async () => {
  await stage.posted(
    `<!channel> <@${stage.thomas.id}> *gras* <https://x.fr|ici> https://y.fr &lt;!here&gt; snake_case_name`,
  );
  const [shown] = stage.anais.sees(stage.channel);
  expect(shown?.text).toBe('@channel @thomas gras ici https://y.fr <!here> snake_case_name');
  expect(shown?.reading).toMatchObject({
    pings: ['channel', stage.thomas.id],
    links: [{ url: 'https://x.fr', label: 'ici' }, { url: 'https://y.fr' }],
    styled: ['gras'],
  });
});
