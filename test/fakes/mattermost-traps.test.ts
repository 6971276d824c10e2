import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { button, Stage } from './mattermost-stage.ts';
import type { JsonObject } from './shared/json.ts';
import { objectOf, objectsOf, textOf } from './shared/json.ts';
import { until } from './until.ts';

/** What surprises who knows Mattermost little: each trap as the server has it. */

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.stop());

const attachments = () => [{ text: 'Un banc', actions: [button(stage.app.url)] }];
const card = (message = 'Carte') =>
  stage.posted(message, { props: { attachments: attachments(), kept: 'yes' } });
const kept = () => stage.channel.posts.at(-1)!;

test('integrations are on no read, so a patch from a read post destroys the buttons', async () => {
  const { id } = await card();
  const { json } = await stage.call('GET', `/posts/${id}`);
  expect(JSON.stringify(json)).not.toContain('integration');
  await stage.call('PUT', `/posts/${id}/patch`, { props: { attachments: [{ text: 'Un banc' }] } });
  await stage.call('PUT', `/posts/${id}/patch`, { props: { attachments: attachments() } });
  const seen = () => stage.anais.sees(stage.channel)[0]!;
  expect(await stage.anais.press(seen(), 'Pour')).toBeNull();
  const [attachment] = objectsOf(objectOf(json.props)?.attachments);
  const [action] = objectsOf(attachment?.actions);
  stage.mattermost.settings.strict = false;
  await stage.call('PUT', `/posts/${id}/patch`, { props: { attachments: [{ actions: [action ?? {}] }] } });
  expect(await stage.anais.press(seen(), 'Pour')).toMatchObject({ status: 404 });
  expect(stage.mattermost.complaints).toHaveLength(1);
});

test('a patch leaves what it does not name, and replaces props whole', async () => {
  const { id } = await card();
  await stage.call('PUT', `/posts/${id}/patch`, { props: { attachments: attachments() } });
  expect(kept()).toMatchObject({ message: 'Carte', editAt: 0 });
  expect(kept().props).not.toHaveProperty('kept');
  await stage.clock.advance(1);
  await stage.call('PUT', `/posts/${id}/patch`, { props: { attachments: [{ text: 'Deux bancs' }] } });
  expect(kept().editAt).toBe(stage.clock.now());
});

test('an update by an action blanks a message it does not say, and loses from_bot with props of its own', async () => {
  await card();
  stage.app.reply = () => ({ json: { update: { props: { a: '1' } } } });
  await stage.anais.press(stage.anais.sees(stage.channel)[0]!, 'Pour');
  expect(kept()).toMatchObject({ message: '' });
  expect(kept().props).toEqual({ a: '1' });
});

test('an update by an action without props leaves them', async () => {
  await card();
  stage.app.reply = () => ({ json: { update: { message: 'Votée' } } });
  await stage.anais.press(stage.anais.sees(stage.channel)[0]!, 'Pour');
  expect(kept()).toMatchObject({ message: 'Votée', props: { from_bot: 'true', kept: 'yes' } });
});

test('an update by an action detaches files it does not name', async () => {
  const form = new FormData();
  form.set('channel_id', stage.channel.id);
  form.set('files', new Blob(['png']), 'digest.png');
  const uploaded = await fetch(`${stage.mattermost.apiUrl}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stage.mattermost.bot.token}` },
    body: form,
  });
  const [info] = objectsOf(objectOf(await uploaded.json())?.file_infos);
  const fileId = textOf(info?.id);
  await stage.posted('Carte', { file_ids: [fileId], props: { attachments: attachments() } });
  expect(kept().fileIds).toEqual([fileId]);
  stage.app.reply = () => ({ json: { update: { message: 'Carte' } } });
  await stage.anais.press(stage.anais.sees(stage.channel)[0]!, 'Pour');
  expect(kept().fileIds).toEqual([]);
});

test('the same pending_post_id makes one post for thirty seconds, and is refused while the first is made', async () => {
  const post = { channel_id: stage.channel.id, message: 'un', pending_post_id: 'a' };
  stage.mattermost.faults.next('POST /posts', { kind: 'slow', ms: 1_000 });
  const first = stage.call('POST', '/posts', post);
  await until(() => stage.mattermost.calls('POST /posts').length === 1);
  const meanwhile = await stage.call('POST', '/posts', post);
  expect(meanwhile.json).toMatchObject({ id: 'api.post.deduplicate_create_post.pending', status_code: 500 });
  await stage.clock.advance(1_000);
  const { json } = await first;
  expect((await stage.call('POST', '/posts', post)).json.id).toBe(json.id);
  await stage.clock.advance(30_000);
  expect((await stage.call('POST', '/posts', post)).json.id).not.toBe(json.id);
});

test('a response address takes five answers in thirty minutes, from whoever knows it', async () => {
  await stage.anais.command('/idee', 'un banc', stage.channel);
  const url = textOf(stage.app.last.response_url);
  const say = (text: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
  const first = await say('<!channel> un');
  expect(first.status).toBe(200);
  expect(first.headers.get('content-type')).toBe('text/plain');
  expect(await first.text()).toBe('ok');
  expect(stage.anais.whisper?.text).toBe('@channel un');
  for (const text of ['deux', 'trois', 'quatre', 'cinq']) await say(text);
  expect((await say('six')).status).toBe(400);
  await stage.anais.command('/idee', 'un autre', stage.channel);
  await stage.clock.advance(30 * 60_000);
  expect((await fetch(textOf(stage.app.last.response_url), { method: 'POST', body: 'x' })).status).toBe(404);
});

test('an answer in the channel to a command is its typist’s own post', async () => {
  stage.app.reply = () => ({ json: { response_type: 'in_channel', text: 'à tous' } });
  await stage.anais.command('/idee', 'x', stage.channel);
  expect(kept()).toMatchObject({ userId: stage.anais.id, props: { from_webhook: 'true' } });
});

test.each([201, 204, 302, 404, 500])(
  'an answer with status %i is an error to whoever typed',
  async (status) => {
    stage.app.reply = () => ({ status });
    expect(await stage.anais.command('/idee', 'x', stage.channel)).toMatchObject({ status: 500 });
  },
);

test('an app that is not reached within thirty seconds is an error', async () => {
  stage.app.reply = () => 'never';
  const typed = stage.anais.command('/idee', 'x', stage.channel);
  await until(() => stage.app.received.length > 0);
  await stage.clock.advance(30_000);
  expect(await typed).toMatchObject({
    id: 'api.command.execute_command.failed.app_error',
    detail: 'timeout',
  });
});

test('an address of this network is forbidden unless an administrator allowed it', async () => {
  stage.mattermost.config.ServiceSettings.AllowedUntrustedInternalConnections = '10.0.0.0/8';
  expect(await stage.anais.command('/idee', 'x', stage.channel)).toMatchObject({
    detail: 'address forbidden',
  });
  stage.mattermost.config.ServiceSettings.AllowedUntrustedInternalConnections = '127.0.0.0/8';
  expect(await stage.anais.command('/idee', 'x', stage.channel)).toBeNull();
});

test('a trigger works again and again for thirty seconds', async () => {
  const trigger = stage.mattermost.trigger(stage.anais);
  const open = () =>
    stage.call(
      'POST',
      '/actions/dialogs/open',
      {
        trigger_id: trigger,
        url: stage.app.url,
        dialog: { title: 'Titre', elements: [] },
      },
      '',
    );
  expect([(await open()).status, (await open()).status]).toEqual([200, 200]);
  await stage.clock.advance(30_001);
  expect((await open()).json).toMatchObject({ id: 'interactive_message.decode_trigger_id.expired' });
});

test('whoever has an account sends any dialog anywhere, in their own name only', async () => {
  const forged = {
    url: stage.app.url,
    state: 'stolen',
    callback_id: 'any',
    channel_id: stage.channel.id,
    team_id: stage.bretagne.id,
    submission: { title: 'x' },
    user_id: stage.anais.id,
  };
  expect((await stage.thomas.api('POST', '/actions/dialogs/submit', forged)).status).toBe(200);
  expect(stage.app.last).toMatchObject({ user_id: stage.thomas.id, state: 'stolen' });
});

test.each<[string, string, JsonObject, number]>([
  ['errors', '11.6.0', { errors: { title: 'Trop court' } }, 200],
  ['ok', '11.6.0', { type: 'ok' }, 200],
  ['a form', '11.6.0', { type: 'form', form: { title: 'Suite', elements: [] } }, 200],
  [
    'a form whose title is too long',
    '11.6.0',
    { type: 'form', form: { title: 'é'.repeat(13), elements: [] } },
    400,
  ],
  ['an unknown type', '11.6.0', { type: 'home' }, 400],
  ['an unknown type to an old server', '10.11.0', { type: 'home' }, 200],
])('a dialog may be answered with %s on %s: %#', async (_what, version, json, status) => {
  stage.mattermost.settings.version = version;
  stage.app.reply = () => ({ json });
  const { id } = stage.channel;
  const sent = { url: stage.app.url, channel_id: id, team_id: stage.bretagne.id, submission: {} };
  expect((await stage.anais.api('POST', '/actions/dialogs/submit', sent)).status).toBe(status);
});

test('reactions: a bot removed from a channel may not read them, a limit of different ones holds', async () => {
  const { id } = await card();
  stage.mattermost.config.ServiceSettings.UniqueEmojiReactionLimitPerPost = 1;
  expect(stage.anais.react({ id }, '+1')).toBeNull();
  expect(stage.thomas.react({ id }, '+1')).toBeNull();
  expect(stage.thomas.react({ id }, 'bulb')).toMatchObject({
    id: 'app.reaction.save.save.too_many_reactions',
  });
  expect((await stage.call('GET', `/posts/${id}/reactions`)).list).toHaveLength(2);
  const secret = stage.bretagne.channel('secret', { private: true });
  const there = await stage.posted('x', { channel_id: secret.id });
  secret.remove(stage.mattermost.bot);
  expect((await stage.call('GET', `/posts/${there.id}/reactions`)).status).toBe(403);
});

test('who is put out of a team is out of its channels, hears of the team alone, and keeps a row', async () => {
  const { mattermost, bretagne, anais, thomas } = stage;
  const path = `/teams/${bretagne.id}/members/${anais.id}`;
  const told = () => mattermost.hub.told.filter(({ data }) => data.user_id === anais.id);
  const before = told().length;
  expect((await stage.call('DELETE', path, undefined, mattermost.admin.token)).json).toEqual({
    status: 'OK',
  });
  expect(stage.channel.channel.members.has(anais.id)).toBe(false);
  expect(told().slice(before)).toEqual([
    expect.objectContaining({ event: 'leave_team', to: { teamId: bretagne.id, omitUserId: anais.id } }),
    expect.objectContaining({ event: 'leave_team', to: { userId: anais.id } }),
  ]);
  expect((await stage.call('GET', path, undefined, thomas.token)).json).toMatchObject({
    delete_at: stage.clock.now(),
    roles: '',
  });
  await stage.call('POST', `/teams/${bretagne.id}/members`, { team_id: bretagne.id, user_id: anais.id });
  expect(told().at(-1)).toMatchObject({ event: 'added_to_team', to: { userId: anais.id } });
  expect(stage.channel.channel.members.has(anais.id)).toBe(false);
  expect((await stage.call('GET', path, undefined, thomas.token)).json).toMatchObject({ delete_at: 0 });
});

test('too many requests are answered in plain text, a proxy in HTML', async () => {
  stage.mattermost.config.RateLimitSettings = { Enable: true, PerSec: 1, MaxBurst: 0 };
  const ping = () => fetch(`${stage.mattermost.apiUrl}/system/ping`);
  expect((await ping()).status).toBe(200);
  const refused = await ping();
  expect([refused.status, await refused.text(), refused.headers.get('retry-after')]).toEqual([
    429,
    'limit exceeded\n',
    '1',
  ]);
  stage.mattermost.config.RateLimitSettings.Enable = false;
  stage.mattermost.faults.next('GET /system/ping', { kind: 'status', status: 502 });
  expect((await ping()).headers.get('content-type')).toBe('text/html');
});

test('a site below a path answers there alone', async () => {
  const below = await Stage.set({ path: '/chat/' });
  expect(below.mattermost.url).toMatch(/\/chat$/);
  expect((await below.call('GET', '/users/me')).status).toBe(200);
  expect((await fetch(below.mattermost.url.replace('/chat', '/api/v4/users/me'))).status).toBe(404);
  expect(await below.anais.command('/idee', 'x', below.channel)).toBeNull();
  expect(textOf(below.app.last.response_url)).toContain('/chat/hooks/commands/');
  await below.stop();
});
