import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { turns } from '../../contract/wait.ts';
import { SlackStand } from './slack-stand.ts';

let stand: SlackStand;
beforeEach(async () => {
  stand = await SlackStand.make('socket');
  await stand.start();
  // They have lasted: should one end, another is opened at once.
  await stand.context.clock.advance(60_000);
});
afterEach(() => stand.close());

const connections = (count: number) => stand.until(() => stand.slack.socket.connections === count);
/** Waits until so many connections were asked for since the start. */
const opened = (count: number) =>
  stand.until(() => stand.slack.calls('apps.connections.open').length >= 2 + count);
/** Kinds of what was reported since the start, in their order. */
const reported = () => stand.context.notices.map(({ kind }) => kind);

test('two connections are open once it is started', () => {
  expect(stand.slack.socket.connections).toBe(2);
  expect(reported()).toEqual(['up']);
});

test('a warning to all of them leaves no gap: each hears until it has a successor, and Slack or we close it', async () => {
  stand.slack.socket.disconnect('warning');
  for (let n = 0; n < 5; n += 1) {
    expect((await stand.anais.command('/idee', `${n}`, stand.labo)).error).toBeNull();
  }
  await opened(2);
  await connections(4);
  for (let n = 0; n < 5; n += 1) {
    expect((await stand.anais.command('/idee', `${n}`, stand.labo)).error).toBeNull();
  }
  stand.slack.socket.cut('one');
  await connections(3);
  await stand.slack.settle();
  await stand.context.clock.advance(30_000);
  await connections(2);
  expect(stand.box.of('command')).toHaveLength(10);
  expect(reported()).toEqual(['up']);
  expect(stand.slack.calls('apps.connections.open')).toHaveLength(4);
});

test('connections that end as soon as they are open are opened again ever later, five seconds at most while none is', async () => {
  stand.slack.socket.cut();
  await opened(2);
  await connections(2);
  for (const wait of [1_000, 2_000, 5_000, 5_000, 5_000]) {
    const before = stand.slack.calls('apps.connections.open').length;
    await stand.slack.settle();
    await turns(20);
    stand.slack.socket.cut();
    await connections(0);
    await stand.until(() => stand.context.clock.sleeping >= 2);
    await stand.slack.settle();
    await stand.context.clock.advance(wait - 1);
    await stand.slack.settle();
    expect(stand.slack.calls('apps.connections.open')).toHaveLength(before);
    await stand.context.clock.advance(1);
    await opened(before);
    await connections(2);
  }
});

describe('a refresh that Slack asks for', () => {
  test('of one connection leaves no gap: the other hears meanwhile', async () => {
    stand.slack.socket.disconnect('refresh_requested', 'one');
    for (let n = 0; n < 5; n += 1) {
      const { error } = await stand.anais.command('/idee', `${n}`, stand.labo);
      expect(error).toBeNull();
    }
    await opened(1);
    await connections(2);
    expect(stand.box.of('command')).toHaveLength(5);
    expect(reported()).toEqual(['up']);
  });

  test('of all of them is followed by others', async () => {
    stand.slack.socket.disconnect('refresh_requested');
    await opened(2);
    await stand.slack.settle();
    await connections(2);
    await stand.anais.command('/idee', 'top', stand.labo);
    expect(stand.box.of('command')).toHaveLength(1);
  });
});

test('a network that failed for all of them is told as a gap, since when there was none', async () => {
  const since = stand.slack.clock.now();
  stand.slack.socket.cut();
  await opened(2);
  await stand.until(() => reported().length === 4);
  expect(reported()).toEqual(['up', 'down', 'gap', 'up']);
  expect(stand.context.notices).toContainEqual(
    expect.objectContaining({ kind: 'gap', realm: stand.bretagne.id, since }),
  );
});

test('a network that fails is come back from, however often it takes', async () => {
  stand.slack.faults.next('apps.connections.open', { kind: 'status', status: 503 }, 4);
  stand.slack.socket.cut();
  await opened(2);
  for (let second = 0; second < 20; second += 1) {
    await stand.slack.settle();
    await stand.context.clock.advance(1_000);
  }
  await opened(6);
  await connections(2);
  await stand.anais.command('/idee', 'top', stand.labo);
  expect(stand.box.of('command')).toHaveLength(1);
});

test('a Slack that wants to be left alone is asked for sockets no sooner than it says', async () => {
  stand.slack.faults.next('apps.connections.open', { kind: 'rate limited', retryAfterS: 60 }, 2);
  stand.slack.socket.cut();
  await opened(2);
  await stand.until(() => stand.context.clock.sleeping >= 2);
  for (let second = 0; second < 59; second += 1) {
    await stand.slack.settle();
    await stand.context.clock.advance(1_000);
  }
  await stand.slack.settle();
  expect(stand.slack.calls('apps.connections.open')).toHaveLength(4);
  await stand.context.clock.advance(1_000);
  await opened(4);
  await connections(2);
});

test('an envelope that comes by every connection is taken once', async () => {
  stand.slack.socket.toEveryone = true;
  for (const text of ['top', 'mes']) {
    expect((await stand.anais.command('/idee', text, stand.labo)).error).toBeNull();
  }
  await stand.slack.settle();
  expect(stand.box.of('command').map(({ text }) => text)).toEqual([['top'], ['mes']]);
});

test('an envelope without event, at which the SDK throws where nobody catches, is a gap and nothing else', async () => {
  const ended: unknown[] = [];
  const hear = (error: unknown) => void ended.push(error);
  process.on('unhandledRejection', hear);
  await stand.slack.tellRateLimited(stand.bretagne);
  await stand.slack.settle();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', hear);
  expect(ended).toEqual([]);
  expect(reported()).toEqual(['up', 'gap']);
  expect(stand.slack.deliveries.at(-1)?.receipt).toMatchObject({ acked: true });
});

test('an event that a connection could not acknowledge is sent again, and arrives with the same id', async () => {
  stand.anais.react({ channelId: stand.labo.id, ts: stand.labo.webhook('Bonjour').ts }, '+1');
  const { id } = await stand.arrival('mark');
  const { delivery } = stand.slack.deliveries.at(-1) ?? {};
  if (delivery) await stand.slack.resend(delivery);
  await stand.arrival('mark', 2);
  expect(stand.box.of('mark').map((mark) => mark.id)).toEqual([id, id]);
});

describe('a start', () => {
  let alone: SlackStand;
  beforeEach(async () => {
    alone = await SlackStand.make('socket');
  });
  afterEach(() => alone.close());

  test('is done with one connection where Slack lets no other in, which is tried on', async () => {
    let asked = 0;
    const isSecond = () => {
      asked += 1;
      return asked > 1;
    };
    alone.slack.faults.next('apps.connections.open', { kind: 'rate limited', retryAfterS: 20 }, 1, isSecond);
    await alone.start();
    expect(alone.slack.socket.connections).toBe(1);
    expect(alone.context.notices.map(({ kind }) => kind)).toEqual(['up']);
    expect((await alone.anais.command('/idee', 'top', alone.labo)).error).toBeNull();
    await alone.context.clock.advance(19_000);
    await alone.slack.settle();
    expect(alone.slack.calls('apps.connections.open')).toHaveLength(2);
    await alone.context.clock.advance(1_000);
    await alone.until(() => alone.slack.socket.connections === 2);
  });
});

describe('a stop', () => {
  test('closes both, and none is opened again', async () => {
    await stand.adapter.stop();
    await connections(0);
    await stand.context.clock.advance(60_000);
    await stand.slack.settle();
    expect(stand.slack.calls('apps.connections.open')).toHaveLength(2);
    expect(reported()).toEqual(['up']);
  });

  test('while they are renewed closes all of them', async () => {
    stand.slack.socket.disconnect('refresh_requested');
    await opened(2);
    await stand.adapter.stop();
    await connections(0);
    expect(stand.context.clock.sleeping).toBe(0);
  });

  test('does not wait for a connection that is never greeted', async () => {
    stand.slack.socket.speechless = true;
    stand.slack.socket.cut('one');
    await connections(1);
    await connections(2);
    let stopped = false;
    const stopping = stand.adapter.stop().then(() => {
      stopped = true;
    });
    for (let second = 0; second < 6 && !stopped; second += 1) {
      await stand.slack.settle();
      await stand.context.clock.advance(1_000);
    }
    await stopping;
    expect(stand.context.clock.sleeping).toBe(0);
  });

  test('while the connections are away does not wait for them', async () => {
    stand.slack.faults.always('apps.connections.open', { kind: 'status', status: 503 });
    stand.slack.socket.cut();
    await opened(2);
    await stand.adapter.stop();
    expect(stand.context.clock.sleeping).toBe(0);
  });
});
