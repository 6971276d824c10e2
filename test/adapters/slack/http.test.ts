import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { TEST_WORDS } from '../../contract/context.ts';
import type { Forgery } from '../../fakes/slack/delivery/http-way.ts';
import { onStand, stand } from './on-stand.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

onStand();
beforeEach(() => stand.start());

const post = (body: string, forgery?: Forgery) => stand.slack.http.post(body, forgery);
const now = () => Math.floor(stand.slack.clock.now() / 1000);

/** A command as Slack would send it. */
function command(text = 'top', trigger = '1.2.abc'): string {
  return new URLSearchParams({
    command: '/idee',
    text,
    trigger_id: trigger,
    user_id: stand.anais.id,
    team_id: stand.bretagne.id,
    channel_id: stand.labo.id,
  }).toString();
}

describe('the address', () => {
  test('is verified by Slack when it is saved', async () => {
    expect(await stand.slack.verifyUrl()).toBe(true);
  });

  test('answers the check of its certificate, and takes nothing along with it', async () => {
    const unsigned = { headers: { 'x-slack-signature': undefined } };
    expect((await post(`ssl_check=1&${command()}`, unsigned)).status).toBe(200);
    expect(stand.box.arrivals).toEqual([]);
  });

  test('is the only one, and is posted to', async () => {
    const { baseUrl } = stand.context;
    expect((await fetch(`${baseUrl}/slack/other`, { method: 'POST' })).status).toBe(404);
    const got = await fetch(`${baseUrl}/slack/events`);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('is closed before the start and after the stop: Slack comes again', async () => {
    await stand.adapter.stop();
    const { status, headers } = await post(command());
    expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect(stand.box.arrivals).toEqual([]);
  });
});

test.each([`${FORM}; charset=utf-8`, `${FORM};charset=UTF-8`, 'Application/X-WWW-Form-Urlencoded'])(
  'a form is a form, however its type is written: %s',
  async (contentType) => {
    expect((await post(command(), { contentType })).status).toBe(200);
    expect((await stand.arrival('command')).text).toEqual(['top']);
    expect(
      (await post('ssl_check=1', { contentType, headers: { 'x-slack-signature': undefined } })).status,
    ).toBe(200);
  },
);

test('a command of a workspace whose token the box does not have is answered in private', async () => {
  const { status, body } = await post(command().replace(stand.bretagne.id, 'T0AILLEURS'));
  expect([status, JSON.parse(body)]).toEqual([
    200,
    { response_type: 'ephemeral', text: TEST_WORDS.workspaceUnknown },
  ]);
  expect(stand.box.arrivals).toEqual([]);
});

describe('a time stamp', () => {
  test.each([
    ['five minutes old', -300, 200],
    ['older', -301, 401],
    ['five minutes ahead', 300, 200],
    ['further ahead', 301, 401],
  ])('%s', async (_, seconds, status) => {
    expect((await post(command(), { timestamp: now() + seconds })).status).toBe(status);
    expect(stand.box.arrivals).toHaveLength(status === 200 ? 1 : 0);
  });
});

describe('the same signed request', () => {
  test('counts once, though it is answered', async () => {
    const timestamp = now();
    for (let time = 0; time < 3; time += 1) expect((await post(command(), { timestamp })).status).toBe(200);
    expect(stand.box.arrivals).toHaveLength(1);
  });

  test('is not remembered for ever: then it is too old, whatever its time stamp was', async () => {
    const timestamp = now() + 300;
    await post(command(), { timestamp });
    await stand.context.clock.advance(600_000);
    expect((await post(command(), { timestamp })).status).toBe(200);
    await stand.context.clock.advance(1_000);
    expect((await post(command(), { timestamp })).status).toBe(401);
    expect(stand.box.arrivals).toHaveLength(1);
  });

  test('that Slack sends again, signed anew, arrives with the id of the first', async () => {
    await post(command(), { timestamp: now() });
    await post(command(), { timestamp: now() + 1 });
    const [first, second] = stand.box.of('command');
    expect(second?.id).toBe(first?.id);
  });

  test('counts when it failed before', async () => {
    const broken = command().replace('channel_id', 'channel');
    const timestamp = now();
    expect((await post(broken, { timestamp })).status).toBe(400);
    // It is looked at again, not taken for a copy.
    expect((await post(broken, { timestamp })).status).toBe(400);
  });
});

describe('nothing that is sent ends the process or hangs', () => {
  test.each([
    ['no JSON', '{', JSON_TYPE, 400],
    ['null', 'null', JSON_TYPE, 400],
    ['an array', '[]', JSON_TYPE, 400],
    ['a word', '"top"', JSON_TYPE, 400],
    ['nothing', '', JSON_TYPE, 400],
    ['a payload that is null', 'payload=null', FORM, 400],
    ['a payload that is no JSON', 'payload=%7B', FORM, 400],
    ['a command without its person', 'command=%2Fidee&team_id=TEAM', FORM, 400],
    [
      'an event of another workspace',
      '{"type":"event_callback","team_id":"T0","event":{"type":"message"}}',
      JSON_TYPE,
      200,
    ],
    [
      'an event that says nothing',
      '{"type":"event_callback","team_id":"TEAM","event":{"type":"reaction_added"}}',
      JSON_TYPE,
      200,
    ],
    [
      'an event of an unknown kind',
      '{"type":"event_callback","event_id":"Ev1","team_id":"TEAM","event":{"type":"x"}}',
      JSON_TYPE,
      200,
    ],
    ['an event that is a word', '{"type":"event_callback","team_id":"TEAM","event":"x"}', JSON_TYPE, 200],
  ])('%s', async (_, body, contentType, status) => {
    const answer = await post(body.replace('TEAM', stand.bretagne.id), { contentType });
    expect(answer.status).toBe(status);
    expect(stand.box.arrivals).toEqual([]);
    await stand.anais.command('/idee', 'top', stand.labo);
    expect(stand.box.arrivals).toHaveLength(1);
  });

  test('a body of over 4 MiB is refused, announced or not', async () => {
    const large = 'x'.repeat(4 * 1024 * 1024 + 1);
    const claims = { 'x-slack-signature': 'v0=0', 'x-slack-request-timestamp': String(now()) };
    expect(await chunked(`${stand.context.baseUrl}/slack/events`, large, claims)).toBe(413);
  });

  test.each([
    ['over 4 MiB', 4 * 1024 * 1024 + 1, true, 413],
    ['of 9 MB', 9_000_000, true, 413],
    ['of 9 MB that nobody signed', 9_000_000, false, 401],
  ])('the answer to a body %s arrives, for all that is still being sent', async (_, size, signed, status) => {
    const url = `${stand.context.baseUrl}/slack/events`;
    const body = 'x'.repeat(size);
    const claims = { 'x-slack-signature': 'v0=0', 'x-slack-request-timestamp': String(now()) };
    for (let time = 0; time < 5; time += 1) {
      expect(await announced(url, body, signed ? claims : {})).toBe(status);
    }
  });

  test.each([
    ['without a signature', () => ({ 'x-slack-request-timestamp': String(now()) })],
    ['without a time stamp', () => ({ 'x-slack-signature': 'v0=0' })],
    [
      'from long ago',
      () => ({ 'x-slack-signature': 'v0=0', 'x-slack-request-timestamp': String(now() - 301) }),
    ],
    [
      'from later on',
      () => ({ 'x-slack-signature': 'v0=0', 'x-slack-request-timestamp': String(now() + 301) }),
    ],
  ])('a large body %s is refused before it is read', async (_, headers) => {
    const url = `${stand.context.baseUrl}/slack/events`;
    expect(await unended(url, 'x'.repeat(8 * 1024), headers())).toBe(401);
  });

  test('a body of 4 MiB is looked at', async () => {
    const text = 'x'.repeat(4 * 1024 * 1024 - command('').length);
    expect((await post(command(text))).status).toBe(200);
    expect((await stand.arrival('command')).text.join('')).toHaveLength(text.length);
  });
});

test('that Slack dropped events is told as a gap from that minute on', async () => {
  await stand.slack.tellRateLimited(stand.bretagne);
  await stand.slack.settle();
  const since = Math.floor(stand.slack.clock.now() / 60_000) * 60_000;
  expect(stand.context.notices).toContainEqual(
    expect.objectContaining({ kind: 'gap', realm: stand.bretagne.id, since }),
  );
});

/** Says how much it posts, and looks at the answer once all of it has left, as proxies do. */
async function announced(url: string, body: string, headers: Readonly<Record<string, string>>) {
  const length = String(Buffer.byteLength(body));
  const sent = request(url, {
    method: 'POST',
    agent: false,
    headers: { ...headers, 'content-length': length },
  });
  const answered = once(sent, 'response');
  sent.end(body);
  const [[response]] = await Promise.all([answered, once(sent, 'finish')]);
  (response as IncomingMessage).resume();
  return (response as IncomingMessage).statusCode;
}

/** Sends so much of a body, and never its end. */
function unended(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
      sent.destroy();
    });
    sent.on('error', reject);
    sent.write(body);
  });
}

/** Posts without saying how much; gives the status. */
function chunked(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.write(body.slice(0, 10));
    sent.end(body.slice(10));
  });
}

describe('what the box never asked for', () => {
  const by = () => ({
    user: { id: stand.anais.id, team_id: stand.bretagne.id },
    team: { id: stand.bretagne.id },
    trigger_id: '1.2.abc',
  });
  const interaction = (payload: object) =>
    post(new URLSearchParams({ payload: JSON.stringify({ ...by(), ...payload }) }).toString());

  test.each([
    ['a global shortcut', { type: 'shortcut', callback_id: 'x' }],
    ['a closed view', { type: 'view_closed', view: { id: 'V1' } }],
    ['a question for options', { type: 'block_suggestion', action_id: 'a', value: 'x' }],
    [
      'a button of an attachment',
      { type: 'interactive_message', actions: [{ name: 'x' }], callback_id: 'c' },
    ],
    ['a dialog', { type: 'dialog_submission', callback_id: 'c', submission: {} }],
    ['a press of nothing', { type: 'block_actions', actions: [], container: { type: 'message' } }],
    ['a press without its buttons', { type: 'block_actions' }],
    ['a kind to come', { type: 'workflow_step_edit', callback_id: 'x' }],
    ['no kind at all', {}],
    ['a person who is none', { type: 'shortcut', user: 'U1', channel: 'C1' }],
  ])('%s is acknowledged at once, and goes no further', async (_, payload) => {
    const { status, body } = await interaction(payload);
    expect([status, body]).toEqual([200, '']);
    expect(stand.box.arrivals).toEqual([]);
    expect(stand.slack.calls('chat.postMessage')).toEqual([]);
  });

  test('a form of nobody and without fields is told in its place', async () => {
    const view = { id: 'V1', callback_id: 'old', private_metadata: '', state: { values: {} } };
    const { status, body } = await interaction({ type: 'view_submission', view });
    expect([status, JSON.parse(body).response_action]).toEqual([200, 'update']);
    expect(body).toContain(TEST_WORDS.formNotYours);
  });
});
