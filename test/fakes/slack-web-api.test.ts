import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { objectsOf } from './shared/json.ts';
import { OWN_RULES, referenceRules } from './slack/web-api/rules.ts';
import { Stage } from './slack-stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.stop());

const said = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text } }];

test('the rules kept by hand are those of the published reference', () => {
  const published = referenceRules();
  if (!published) {
    const advice = 'no ../shared/specs/slack-methods-2026.json beside the checkout';
    if (process.env.REQUIRE_ALL_TESTS) throw new Error(advice);
    console.log(`Left out: ${advice}`);
    return;
  }
  for (const [method, rule] of Object.entries(OWN_RULES)) {
    expect([method, new Set(rule.required), new Set(rule.scopes), rule.tier]).toEqual([
      method,
      new Set(published[method]?.required),
      new Set(published[method]?.scopes),
      published[method]?.tier,
    ]);
  }
});

test('a token is looked at first: none, unknown, of the app, of an app that was removed', async () => {
  expect(await stage.call('auth.test', {}, '')).toMatchObject({ ok: false, error: 'not_authed' });
  expect(await stage.call('auth.test', {}, 'xoxb-other')).toMatchObject({ error: 'invalid_auth' });
  expect(await stage.call('auth.test', {}, stage.slack.app.appToken)).toMatchObject({
    error: 'not_allowed_token_type',
  });
  stage.bretagne.uninstall();
  expect(await stage.call('auth.test')).toMatchObject({ error: 'account_inactive' });
});

test('api.test needs no token, and fails as it is told', async () => {
  expect(await stage.call('api.test', { foo: 'bar' }, '')).toEqual({ ok: true, args: { foo: 'bar' } });
  expect(await stage.call('api.test', { error: 'x' }, '')).toMatchObject({ ok: false, error: 'x' });
});

test('the same seed makes the same Slack', async () => {
  const other = await Stage.set();
  const another = await Stage.set({ seed: 2 });
  expect([other.channel.id, other.bretagne.botToken]).toEqual([stage.channel.id, stage.bretagne.botToken]);
  expect(another.channel.id).not.toBe(stage.channel.id);
  await other.stop();
  await another.stop();
});

test('auth.test says who and where', async () => {
  expect(await stage.call('auth.test')).toMatchObject({
    ok: true,
    team_id: stage.bretagne.id,
    user_id: stage.bretagne.bot.id,
    url: 'https://bretagne.slack.com/',
  });
});

test('a scope that misses is named, with those that are there', async () => {
  stage.bretagne.scopes.delete('chat:write');
  expect(await stage.call('chat.postMessage', { channel: stage.channel.id, text: 'x' })).toMatchObject({
    error: 'missing_scope',
    needed: 'chat:write',
    provided: expect.stringContaining('commands') as unknown,
  });
});

test('a missing argument is named; an unknown method is none', async () => {
  expect(await stage.call('chat.postMessage', { text: 'x' })).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] missing required field: channel'] },
  });
  expect(await stage.call('chat.shout')).toMatchObject({ error: 'unknown_method' });
});

test('JSON bodies are read as forms are', async () => {
  const post = (body: string) =>
    fetch(`${stage.slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${stage.bretagne.botToken}`,
        'content-type': 'application/json; charset=utf-8',
      },
      body,
    }).then((answer) => answer.json());
  expect(await post(JSON.stringify({ channel: stage.channel.id, blocks: said('bonjour') }))).toMatchObject({
    ok: true,
  });
  expect(await post('{')).toMatchObject({ error: 'invalid_json' });
});

test('a message goes where the bot may write, and nowhere else', async () => {
  const { bretagne } = stage;
  const post = (channel: string) => stage.call('chat.postMessage', { channel, text: 'x' });
  const without = bretagne.channel('autre', { bot: false });
  expect(await post('C0NONE')).toMatchObject({ error: 'channel_not_found' });
  expect(await post(without.id)).toMatchObject({ error: 'not_in_channel' });
  expect(await post(bretagne.channel('secret', { bot: false, private: true }).id)).toMatchObject({
    error: 'channel_not_found',
  });
  expect(await post(bretagne.channel('vieux', { archived: true }).id)).toMatchObject({
    error: 'is_archived',
  });
  expect(await post('#labo')).toMatchObject({ ok: true, channel: stage.channel.id });
  bretagne.scopes.add('chat:write.public');
  expect(await post(without.id)).toMatchObject({ ok: true });
});

test('a message without anything is no_text; its text alone is kept, a bare ampersand as an entity', async () => {
  expect(await stage.call('chat.postMessage', { channel: stage.channel.id })).toMatchObject({
    error: 'no_text',
  });
  await stage.posted('thé & &lt;café&gt;');
  expect(stage.channel.messages[0]?.text).toBe('thé &amp; &lt;café&gt;');
  expect(stage.anais.sees(stage.channel)[0]?.text).toBe('thé & <café>');
});

test('time stamps grow in a channel even when the clock stands still', async () => {
  const first = await stage.posted('un');
  const second = await stage.posted('deux');
  expect(first.ts).toMatch(/^\d{10}\.\d{6}$/);
  expect(Number(second.ts)).toBeGreaterThan(Number(first.ts));
});

test('an update replaces text and blocks; text alone takes the blocks away', async () => {
  const { channelId: channel, ts } = await stage.posted('avant', { blocks: said('avant') });
  expect(
    await stage.call('chat.update', { channel, ts, text: 'après', blocks: said('après') }),
  ).toMatchObject({ ok: true });
  expect(stage.anais.sees(stage.channel)[0]?.text).toBe('après');
  await stage.call('chat.update', { channel, ts, text: 'seul' });
  expect(stage.channel.messages[0]?.blocks).toEqual([]);
});

test('an update finds its own messages only, and text that fits', async () => {
  const { channelId: channel, ts } = await stage.posted('x');
  const other = stage.anais.say(stage.channel, 'à moi');
  expect(await stage.call('chat.update', { channel, ts: '1.000000', text: 'x' })).toMatchObject({
    error: 'message_not_found',
  });
  expect(await stage.call('chat.update', { channel, ts: other.ts, text: 'x' })).toMatchObject({
    error: 'cant_update_message',
  });
  expect(await stage.call('chat.update', { channel, ts, text: 'x'.repeat(4_001) })).toMatchObject({
    error: 'msg_too_long',
  });
  expect(await stage.call('chat.update', { channel, ts, text: 'x'.repeat(4_000) })).toMatchObject({
    ok: true,
  });
  expect(await stage.call('chat.delete', { channel, ts: other.ts })).toMatchObject({
    error: 'cant_delete_message',
  });
  stage.channel.archive(stage.anais);
  expect(await stage.call('chat.update', { channel, ts, text: 'x' })).toMatchObject({ error: 'is_inactive' });
});

test('metadata is kept and given back to who asks for it', async () => {
  const metadata = { event_type: 'card', event_payload: { key: 'k1' } };
  await stage.posted('x', { metadata });
  const history = (more = {}) => stage.call('conversations.history', { channel: stage.channel.id, ...more });
  expect(objectsOf((await history()).messages)[0]).not.toHaveProperty('metadata');
  expect(objectsOf((await history({ include_all_metadata: true })).messages)[0]).toMatchObject({ metadata });
  const post = (wrong: unknown) =>
    stage.call('chat.postMessage', { channel: stage.channel.id, text: 'x', metadata: wrong });
  expect(await post('not json')).toMatchObject({ error: 'invalid_metadata_format' });
  expect(await post({ event_type: 'card' })).toMatchObject({ error: 'invalid_metadata_schema' });
});

test('a private message reaches who is in the channel, and a reload loses it', async () => {
  const whisper = (user: string, channel = stage.channel.id) =>
    stage.call('chat.postEphemeral', { channel, user, text: 'psst' });
  expect(await whisper(stage.anais.id)).toMatchObject({ ok: true });
  expect(stage.anais.sees(stage.channel)).toMatchObject([{ text: 'psst', private: true }]);
  expect(stage.thomas.sees(stage.channel)).toEqual([]);
  stage.anais.reload();
  expect(stage.anais.sees(stage.channel)).toEqual([]);
  expect(await whisper(stage.bretagne.person('malika').id)).toMatchObject({ error: 'user_not_in_channel' });
  expect(await whisper(stage.anais.id, stage.bretagne.channel('x', { bot: false }).id)).toMatchObject({
    error: 'not_in_channel',
  });
});

test('a private message cannot be updated', async () => {
  const { message_ts: ts } = await stage.call('chat.postEphemeral', {
    channel: stage.channel.id,
    user: stage.anais.id,
    text: 'x',
  });
  expect(await stage.call('chat.update', { channel: stage.channel.id, ts, text: 'y' })).toMatchObject({
    error: 'message_not_found',
  });
});

test('history comes newest first, in pages, without the answers in threads', async () => {
  const first = await stage.posted('un');
  await stage.posted('réponse', { thread_ts: first.ts });
  for (const text of ['deux', 'trois']) await stage.posted(text);
  const page = (more = {}) =>
    stage.call('conversations.history', { channel: stage.channel.id, limit: 2, ...more });
  const newest = await page();
  expect(newest).toMatchObject({ has_more: true, messages: [{ text: 'trois' }, { text: 'deux' }] });
  const cursor = (newest.response_metadata as { next_cursor: string }).next_cursor;
  expect(await page({ cursor })).toMatchObject({
    has_more: false,
    messages: [{ text: 'un', reply_count: 1 }],
  });
  expect(await page({ cursor: 'nonsense' })).toMatchObject({ error: 'invalid_cursor' });
  expect(
    await stage.call('conversations.replies', { channel: stage.channel.id, ts: first.ts }),
  ).toMatchObject({
    messages: [{ text: 'un' }, { text: 'réponse', thread_ts: first.ts }],
  });
});

test('history between two instants leaves the bounds out unless told otherwise', async () => {
  const one = await stage.posted('un');
  await stage.posted('deux');
  const after = (more = {}) =>
    stage.call('conversations.history', { channel: stage.channel.id, oldest: one.ts, ...more });
  expect((await after()).messages).toHaveLength(1);
  expect((await after({ inclusive: true })).messages).toHaveLength(2);
});

test('history needs the scope of the kind of channel', async () => {
  const secret = stage.bretagne.channel('secret', { private: true });
  stage.bretagne.scopes.delete('groups:history');
  expect(await stage.call('conversations.history', { channel: secret.id })).toMatchObject({
    error: 'missing_scope',
    needed: 'groups:history',
  });
});

test('reactions: once a person, known names, and a full list only for who asks', async () => {
  const card = await stage.posted('x');
  const at = { channel: card.channelId, timestamp: card.ts };
  expect(await stage.call('reactions.add', { ...at, name: 'one' })).toMatchObject({ ok: true });
  expect(await stage.call('reactions.add', { ...at, name: 'one' })).toMatchObject({
    error: 'already_reacted',
  });
  expect(await stage.call('reactions.add', { ...at, name: 'pouce' })).toMatchObject({
    error: 'invalid_name',
  });
  expect(await stage.call('reactions.remove', { ...at, name: 'two' })).toMatchObject({
    error: 'no_reaction',
  });
  stage.slack.settings.reactionUsers = 2;
  for (const person of [stage.anais, stage.thomas]) expect(person.react(card, 'one')).toBeNull();
  expect(await stage.call('reactions.get', at)).toMatchObject({
    message: { reactions: [{ name: 'one', count: 3, users: [stage.bretagne.bot.id, stage.anais.id] }] },
  });
  const { message } = (await stage.call('reactions.get', { ...at, full: true })) as {
    message: { reactions: { users: string[] }[] };
  };
  expect(message.reactions[0]?.users).toHaveLength(3);
});

test('a message takes fifty different emoji, a person twenty-three', async () => {
  const card = await stage.posted('x');
  const names = Array.from({ length: 51 }, (_none, index) => `e${index}`);
  for (const name of names) stage.bretagne.workspace.emoji.add(name);
  const persons = [stage.anais, stage.thomas, stage.bretagne.person('malika')];
  expect(names.slice(0, 23).map((name) => persons[0]?.react(card, name))).toEqual(Array(23).fill(null));
  expect(persons[0]?.react(card, 'e23')).toBe('too_many_reactions');
  expect(names.slice(23, 46).map((name) => persons[1]?.react(card, name))).toEqual(Array(23).fill(null));
  expect(names.slice(46, 50).map((name) => persons[2]?.react(card, name))).toEqual(Array(4).fill(null));
  expect(persons[2]?.react(card, 'e50')).toBe('too_many_emoji');
});

test('a direct message opens with a person, not with a bot nor somebody who left', async () => {
  const open = (users: string) => stage.call('conversations.open', { users });
  const opened = await open(stage.anais.id);
  expect(opened).toMatchObject({ ok: true, channel: { id: expect.stringMatching(/^D/) as unknown } });
  expect(await open(stage.anais.id)).toEqual({ ...opened, already_open: true, no_op: true });
  expect(await open('U0NONE')).toMatchObject({ error: 'user_not_found' });
  expect(await open(stage.bretagne.person('parti', { active: false }).id)).toMatchObject({
    error: 'user_disabled',
  });
  expect(await open(stage.bretagne.person('robot', { kind: 'bot' }).id)).toMatchObject({
    error: 'cannot_dm_bot',
  });
  await stage.call('chat.postMessage', { channel: stage.anais.id, text: 'bonjour' });
  expect(stage.anais.sees('direct')).toMatchObject([{ text: 'bonjour' }]);
});

test('channels are listed in pages, private ones only where the bot is', async () => {
  stage.bretagne.channel('secret', { private: true, bot: false });
  const mine = stage.bretagne.channel('cellule', { private: true });
  const list = (more = {}) =>
    stage.call('conversations.list', { types: 'public_channel,private_channel', ...more });
  expect((await list()).channels).toMatchObject([{ name: 'labo', is_member: true }, { name: 'cellule' }]);
  expect(await list({ limit: 1 })).toMatchObject({
    channels: [{ name: 'labo' }],
    response_metadata: { next_cursor: expect.stringMatching(/./) as unknown },
  });
  expect(await stage.call('users.conversations', { types: 'private_channel' })).toMatchObject({
    channels: [{ id: mine.id }],
  });
  expect(await list({ types: 'mpim' })).toMatchObject({ error: 'missing_scope', needed: 'mpim:read' });
});

test('joining a public channel works, twice with a warning; a private one is not joined', async () => {
  const open = stage.bretagne.channel('ouvert', { bot: false });
  expect(await stage.call('conversations.join', { channel: open.id })).toMatchObject({
    ok: true,
    channel: { is_member: true },
  });
  expect(await stage.call('conversations.join', { channel: open.id })).toMatchObject({
    warning: 'already_in_channel',
  });
  const secret = stage.bretagne.channel('secret', { private: true });
  expect(await stage.call('conversations.join', { channel: secret.id })).toMatchObject({
    error: 'method_not_supported_for_channel_type',
  });
});

test('users.info tells members, guests, those who left and strangers apart', async () => {
  const info = (user: string) => stage.call('users.info', { user, include_locale: true });
  expect(await info(stage.anais.id)).toMatchObject({
    user: { locale: 'fr-FR', tz: 'Europe/Paris', deleted: false, is_restricted: false },
  });
  expect(await info(stage.bretagne.person('invitee', { kind: 'guest' }).id)).toMatchObject({
    user: { is_restricted: true },
  });
  expect(await info(stage.bretagne.person('parti', { active: false }).id)).toMatchObject({
    user: { deleted: true },
  });
  const normandie = stage.slack.workspace('Normandie');
  const stranger = normandie.person('rollon');
  expect(await info(stranger.id)).toMatchObject({ error: 'user_not_found' });
  stage.channel.shareWith(normandie);
  stage.channel.add(stranger);
  expect(await info(stranger.id)).toMatchObject({ user: { team_id: normandie.id, is_stranger: true } });
});

test('a link to a message is built from domain, channel and time stamp', async () => {
  const { channelId: channel, ts } = await stage.posted('x');
  expect(await stage.call('chat.getPermalink', { channel, message_ts: ts })).toMatchObject({
    permalink: `https://bretagne.slack.com/archives/${channel}/p${ts.replace('.', '')}`,
  });
  expect(await stage.call('chat.getPermalink', { channel, message_ts: '1.000000' })).toMatchObject({
    error: 'message_not_found',
  });
});

test('a file goes up in three steps, and a block may show it once it is ready', async () => {
  stage.slack.settings.fileProcessingMs = 1_500;
  const { upload_url: address, file_id: id } = await stage.call('files.getUploadURLExternal', {
    filename: 'a.png',
    length: 3,
  });
  const complete = () => stage.call('files.completeUploadExternal', { files: [{ id }] });
  expect(await complete()).toMatchObject({ error: 'file_not_found' });
  expect((await fetch(String(address), { method: 'POST', body: 'four' })).status).toBe(400);
  expect((await fetch(String(address), { method: 'POST', body: 'abc' })).status).toBe(200);
  expect(await complete()).toMatchObject({ ok: true, files: [{ id }] });
  const shown = () =>
    stage.call('chat.postMessage', {
      channel: stage.channel.id,
      text: 'x',
      blocks: [{ type: 'image', alt_text: 'courbe', slack_file: { id } }],
    });
  expect(await shown()).toMatchObject({ error: 'invalid_blocks' });
  await stage.clock.advance(1_500);
  expect(await shown()).toMatchObject({ ok: true });
});

test('budgets are kept when a test wants them', async () => {
  stage.slack.limits.enforced = true;
  const { channelId: channel, ts } = await stage.posted('x');
  const update = () => stage.call('chat.update', { channel, ts, text: 'y' });
  for (let count = 0; count < 50; count += 1) expect(await update()).toMatchObject({ ok: true });
  expect(await update()).toMatchObject({ ok: false, error: 'ratelimited' });
  await stage.clock.advance(60_000);
  expect(await update()).toMatchObject({ ok: true });
});
