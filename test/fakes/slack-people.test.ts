import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { objectOf, objectsOf, textOf } from './shared/json.ts';
import { Stage } from './slack-stage.ts';
import { CARD } from './slack-views.ts';

/** What persons press, react to and open, as an app hears of it over HTTP. */

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.stop());

async function respond(url: unknown, body: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(String(url), { method: 'POST', body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

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
