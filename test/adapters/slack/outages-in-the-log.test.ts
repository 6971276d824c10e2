import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { turns } from '../../contract/wait.ts';
import { SlackStand } from './slack-stand.ts';

/** While Slack is away, the log says so once, and once that it is back. */

let stand: SlackStand;
let lines: string[] = [];
afterEach(() => stand.close());

async function make(way: 'http' | 'socket'): Promise<void> {
  lines = [];
  stand = await SlackStand.make(way);
  stand.context.log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
}

const said = () => lines.map((line) => JSON.parse(line)).map(({ level, msg }) => [level, msg]);
const calls = (method: string) => stand.slack.calls(method).length;

/** Lets time pass until that method was called so often. */
async function pass(method: string, count: number): Promise<void> {
  await stand.until(async () => {
    await stand.slack.settle();
    await turns();
    await stand.context.clock.advance(1_000);
    return calls(method) >= count;
  }, `${count} × ${method}`);
}

test('sockets that cannot be opened again, tried many times by both connections', async () => {
  await make('socket');
  await stand.start();
  await stand.context.clock.advance(60_000);
  stand.slack.faults.next('apps.connections.open', { kind: 'status', status: 503 }, 8);
  stand.slack.socket.cut();
  await pass('apps.connections.open', 2 + 8 + 2);
  await stand.until(() => stand.slack.socket.connections === 2);
  await stand.until(() => said().length > 1);
  expect(said()).toEqual([
    [40, 'slack: a socket could not be opened, it is tried again: check the network, a proxy'],
    [30, 'slack: the sockets are open again'],
  ]);
});

test.each([
  ['http', 'auth.test', /cannot be asked, it is asked again/, /is taken/],
  ['socket', 'apps.connections.open', /Socket Mode cannot be opened/, /Socket Mode is open/],
] as const)('over %s, a start that has to wait for %s', async (way, method, begins, ends) => {
  await make(way);
  stand.slack.faults.next(method, { kind: 'status', status: 503 }, 4);
  const started = stand.start();
  await pass(method, 5);
  await started;
  expect(said()).toEqual([
    [40, expect.stringMatching(begins)],
    [30, expect.stringMatching(ends)],
  ]);
});
