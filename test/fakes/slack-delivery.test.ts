import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { objectOf } from './shared/json.ts';
import { inChannel } from './slack/faults.ts';
import { Stage } from './slack-stage.ts';
import { until } from './until.ts';

/** How Slack sends: signatures, retries, order, and how it fails when a test says so. */

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.stop());

const tries = () =>
  stage.app.received.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
const eventIds = () => new Set(stage.app.received.map(({ payload }) => payload.event_id));
const reactions = () => stage.app.received.map(({ payload }) => objectOf(payload.event)?.reaction);

test('an event is tried again at once, after a minute and after five, and then no more', async () => {
  stage.app.reply = () => ({ status: 500 });
  stage.anais.openHome();
  await until(() => stage.app.received.length === 2);
  await stage.slack.settle();
  await stage.clock.advance(60_000);
  await until(() => stage.app.received.length === 3);
  await stage.slack.settle();
  await stage.clock.advance(300_000);
  await until(() => stage.app.received.length === 4);
  await stage.slack.settle();
  await stage.clock.advance(3_600_000);
  await stage.slack.settle();
  expect(tries()).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
    ['3', 'http_error'],
  ]);
  expect(eventIds().size).toBe(1);
});

test('an event that is not acknowledged in three seconds is a time-out', async () => {
  stage.app.reply = ({ headers }) => (headers['x-slack-retry-num'] ? {} : 'never');
  stage.anais.openHome();
  await until(() => stage.app.received.length === 1);
  await stage.clock.advance(3_000);
  await until(() => stage.app.received.length === 2);
  expect(tries()[1]).toEqual(['1', 'http_timeout']);
});

test('an app may ask for no more tries', async () => {
  stage.app.reply = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } });
  stage.anais.openHome();
  await until(() => stage.app.received.length === 1);
  await stage.slack.settle();
  await stage.clock.advance(3_600_000);
  await stage.slack.settle();
  expect(stage.app.received).toHaveLength(1);
});

test('a test may repeat an event, and turn the order round', async () => {
  const card = await stage.posted('x');
  stage.slack.events.hold();
  for (const emoji of ['one', 'two', 'three']) stage.anais.react(card, emoji);
  await stage.slack.events.release('reversed');
  expect(reactions()).toEqual(['three', 'two', 'one']);
  await stage.slack.events.repeat();
  expect(reactions()).toEqual(['three', 'two', 'one', 'three']);
  expect(eventIds().size).toBe(3);
});

test('a delivery may be sent twice, as a doubled request is', async () => {
  await stage.anais.command('/idee', 'x', stage.channel);
  await stage.slack.resend(stage.slack.deliveries[0]!.delivery);
  expect(stage.app.received.map(({ payload }) => payload.trigger_id)).toEqual(
    Array(2).fill(stage.app.last.trigger_id),
  );
});

test('a time stamp may be old or lie in the future, a signature wrong', async () => {
  const stampOf = () => Number(stage.app.received.at(-1)?.headers['x-slack-request-timestamp']);
  const now = Math.floor(stage.clock.now() / 1000);
  stage.slack.http.skewSeconds = -301;
  await stage.anais.command('/idee', 'x', stage.channel);
  expect(stampOf()).toBe(now - 301);
  await stage.slack.http.post('a=1', {
    timestamp: now + 3_600,
    secret: 'wrong',
    headers: { 'x-slack-signature': undefined },
  });
  expect(stampOf()).toBe(now + 3_600);
  expect(stage.app.received.at(-1)?.headers).not.toHaveProperty('x-slack-signature');
});

test('the request address is verified by a challenge', async () => {
  stage.app.reply = ({ payload }) => ({ json: { challenge: payload.challenge ?? '' } });
  expect(await stage.slack.verifyUrl()).toBe(true);
  stage.app.reply = () => ({});
  expect(await stage.slack.verifyUrl()).toBe(false);
});

test('an app that says too much is told so, in an envelope without event', async () => {
  await stage.slack.tellRateLimited(stage.bretagne);
  expect(stage.app.last).toMatchObject({ type: 'app_rate_limited', team_id: stage.bretagne.id });
  expect(stage.app.last).not.toHaveProperty('event');
});

test('stopping ends what waits, without another word to the app', async () => {
  stage.app.reply = () => ({ status: 500 });
  stage.anais.openHome();
  await until(() => stage.app.received.length === 2);
  await stage.slack.settle();
  await stage.slack.stop();
  expect(stage.clock.sleeping).toBe(0);
  expect(stage.app.received).toHaveLength(2);
});

describe('a call', () => {
  const post = (text = 'x') =>
    fetch(`${stage.slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stage.bretagne.botToken}` },
      body: new URLSearchParams({ channel: stage.channel.id, text }),
    });

  test('comes too soon, as often as ordered', async () => {
    stage.slack.faults.next('chat.postMessage', { kind: 'rate limited', retryAfterS: 7 }, 2);
    for (let count = 0; count < 2; count += 1) {
      const answer = await post();
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
      expect(await answer.json()).toEqual({ ok: false, error: 'ratelimited' });
    }
    expect((await post()).status).toBe(200);
  });

  test('meets a broken server, or any error by name', async () => {
    stage.slack.faults.next('*', { kind: 'status', status: 503 });
    expect((await post()).status).toBe(503);
    stage.slack.faults.next('chat.postMessage', { kind: 'error', error: 'fatal_error' });
    expect(await (await post()).json()).toEqual({ ok: false, error: 'fatal_error' });
    expect(stage.channel.messages).toEqual([]);
  });

  test('fails in one channel and not in another', async () => {
    stage.slack.faults.next(
      'chat.postMessage',
      { kind: 'error', error: 'fatal_error' },
      1,
      inChannel('C0OTHER'),
    );
    expect((await stage.call('chat.postMessage', { channel: stage.channel.id, text: 'x' })).ok).toBe(true);
    expect((await stage.call('chat.postMessage', { channel: 'C0OTHER', text: 'x' })).error).toBe(
      'fatal_error',
    );
  });

  test('is done and its answer lost', async () => {
    stage.slack.faults.next('chat.postMessage', { kind: 'lost answer' });
    await expect(post()).rejects.toThrow();
    expect(stage.channel.messages).toHaveLength(1);
  });

  test('is answered ten seconds after it is done', async () => {
    stage.slack.faults.next('chat.postMessage', { kind: 'late answer', ms: 10_000 });
    const answer = post();
    await stage.slack.when(() => stage.channel.messages[0]);
    await stage.clock.advance(9_999);
    let answered = false;
    void answer.then(() => {
      answered = true;
    });
    expect(answered).toBe(false);
    await stage.clock.advance(1);
    expect((await answer).status).toBe(200);
  });

  test('hangs, and nothing is done', async () => {
    stage.slack.faults.next('chat.postMessage', { kind: 'hang', ms: 5_000 });
    const answer = post().catch(() => 'cut');
    await until(() => stage.clock.sleeping > 0);
    await stage.clock.advance(5_000);
    expect(await answer).toBe('cut');
    expect(stage.channel.messages).toEqual([]);
  });

  test('to a response url fails as the others do', async () => {
    await stage.anais.command('/idee', 'x', stage.channel);
    stage.slack.faults.next('response_url', { kind: 'status', status: 500 });
    const respond = () =>
      fetch(String(stage.app.last.response_url), { method: 'POST', body: JSON.stringify({ text: 'x' }) });
    expect((await respond()).status).toBe(500);
    expect(stage.anais.whisper).toBeNull();
    expect((await respond()).status).toBe(200);
  });

  test('is kept in a record of all calls', async () => {
    await post('bonjour');
    expect(stage.slack.calls('chat.postMessage')).toMatchObject([
      { teamId: stage.bretagne.id, args: { text: 'bonjour' }, answer: { status: 200 } },
    ]);
  });
});
