import { beforeEach, expect, test } from '@jest/globals';
import { type Adapter, SetupError } from '../src/chat/adapter.ts';
import { startAdapters } from '../src/start-adapters.ts';
import { Parts } from '../src/web/parts.ts';
import { ManualClock, settled } from './manual-clock.ts';

let clock: ManualClock;
let parts: Parts;
let started: string[];
let told: string[];
let stopping: AbortController;
beforeEach(() => {
  clock = new ManualClock();
  parts = new Parts(['quick', 'slow']);
  [started, told] = [[], []];
  stopping = new AbortController();
});

/** Starts two adapters, of which one takes its time. */
function begin() {
  let end: { resolve(): void; reject(error: Error): void } | null = null;
  const slow = () =>
    new Promise<void>((resolve, reject) => {
      end = { resolve, reject };
    });
  const adapter = (start: () => Promise<void>) => ({ start }) as unknown as Adapter;
  const log = (line: object, text?: string) => void told.push(`${text} ${JSON.stringify(line)}`);
  const running = startAdapters({
    adapters: new Map([
      ['slow', adapter(slow)],
      ['quick', adapter(async () => {})],
    ]),
    inbox: async () => ({ kind: 'nothing' }),
    started: (name) => void started.push(name),
    log: { warn: log, error: log },
    ...{ parts, clock, stopping: stopping.signal },
  });
  return { running, slow: end! as { resolve(): void; reject(error: Error): void } };
}

test('one whose platform does not answer holds up no other, and is taken up when it does', async () => {
  const { running, slow } = begin();
  await settled();
  expect(started).toEqual(['quick']);
  expect(parts.readiness()).toEqual({ quick: null, slow: 'starting' });
  await clock.advance(15_000);
  await running;
  expect(told).toEqual([expect.stringContaining('["slow"]')]);
  slow.resolve();
  await settled();
  expect(started).toEqual(['quick', 'slow']);
  expect(parts.readiness()).toEqual({ quick: null, slow: null });
  expect(clock.sleeping).toBe(0);
});

test('a wrong setting that is seen at once fails the start', async () => {
  const { running, slow } = begin();
  slow.reject(new SetupError('SLOW_TOKEN is refused'));
  await expect(running).rejects.toThrow('SLOW_TOKEN is refused');
});

test('one that is seen later is told, and the others go on', async () => {
  const { running, slow } = begin();
  await clock.advance(15_000);
  await running;
  slow.reject(new SetupError('SLOW_TOKEN is refused'));
  await settled();
  expect(told[1]).toContain('SLOW_TOKEN is refused');
  expect(parts.readiness()).toEqual({ quick: null, slow: 'cannot start' });
});

test('what ends a start because of a stop is no news', async () => {
  const { running, slow } = begin();
  await clock.advance(15_000);
  await running;
  stopping.abort();
  slow.reject(new Error('stopped'));
  await settled();
  expect(told).toHaveLength(1);
});

test('an adapter is down when all realms are that it told of', () => {
  parts.started('quick');
  parts.started('slow');
  parts.told('quick', 'a', false);
  expect(parts.readiness()).toEqual({ quick: 'down', slow: null });
  parts.told('quick', 'b', true);
  expect(parts.readiness()).toMatchObject({ quick: null });
  parts.told('quick', 'b', false);
  parts.stopping();
  expect(parts.readiness()).toMatchObject({ quick: 'stopping' });
});

test('a stop ends the waiting, without a word of those that did not answer', async () => {
  const { running, slow } = begin();
  await settled();
  stopping.abort();
  await running;
  expect(told).toEqual([]);
  slow.resolve();
  await settled();
  expect(started).toEqual(['quick']);
});
