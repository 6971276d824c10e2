import { describe, expect, test } from '@jest/globals';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import { tellAlone } from '../../../src/chat/kit/tell-alone.ts';
import { ManualClock, settled } from '../../manual-clock.ts';

const MINUTE = 60_000;
const ANNE = { platform: 'chat', realm: 'R', user: 'anne' };
const CHANNEL = { platform: 'chat', realm: 'R', channel: 'bretagne' };
const TOLD = {
  lang: 'fr' as const,
  summary: 'Compté.',
  blocks: [],
};

/** A telling whose platform says "later" the first times, for good where there is no end to it. */
function telling(refusals: number, retryAfterMs = MINUTE) {
  const clock = new ManualClock();
  const stop = new AbortController();
  const tries: number[] = [];
  const whisper = async () => {
    tries.push(clock.now());
    if (tries.length <= refusals) throw new DeliveryError({ retryAfterMs, scope: 'realm' });
  };
  const send = () => Promise.reject(new Error('not in the direct conversation'));
  const signer = { sign: () => 'tag', verify: () => true };
  const told = tellAlone(
    { outbound: { whisper, send }, signer, clock, stopping: stop.signal },
    { person: ANNE, where: CHANNEL },
    TOLD,
  );
  const outcome = told.then(
    () => 'told',
    () => 'not told',
  );
  return { clock, stop, tries, outcome, begun: clock.now() };
}

describe('telling one person alone', () => {
  test('waits as long as the platform says before it tries again', async () => {
    const { clock, tries, outcome, begun } = telling(2);
    await clock.advance(2 * MINUTE);
    expect(await outcome).toBe('told');
    expect(tries.map((at) => at - begun)).toEqual([0, MINUTE, 2 * MINUTE]);
  });

  test('gives up after some minutes', async () => {
    const { clock, tries, outcome } = telling(Number.POSITIVE_INFINITY);
    await clock.advance(10 * MINUTE);
    expect(await outcome).toBe('not told');
    expect(tries).toHaveLength(8);
  });

  test('waits longer from try to try where the platform asks for little', async () => {
    const { clock, tries, outcome, begun } = telling(4, 1_000);
    await clock.advance(2 * MINUTE);
    expect(await outcome).toBe('told');
    expect(tries.map((at) => (at - begun) / 1_000)).toEqual([0, 1, 2, 17, 47]);
  });

  test('has its next try at once when the adapter stops, so that no stop waits for it', async () => {
    const { stop, tries, outcome, begun } = telling(1);
    await settled();
    stop.abort();
    expect(await outcome).toBe('told');
    expect(tries).toEqual([begun, begun]);
  });

  test('has no more than that one then', async () => {
    const { stop, tries, outcome } = telling(Number.POSITIVE_INFINITY);
    await settled();
    stop.abort();
    expect(await outcome).toBe('not told');
    expect(tries).toHaveLength(2);
  });
});
