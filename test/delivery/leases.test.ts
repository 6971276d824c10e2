import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DeliveryStore, Lease } from '../../src/delivery/delivery-store.ts';
import { MONDAY } from '../manual-clock.ts';
import { Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

const LANE = 'person ["test","r","u1"]';

function store<T>(work: (delivery: DeliveryStore) => Promise<T>): Promise<T> {
  return stage.db.unitOfWork.run((tx) => work(tx.delivery));
}

const lease = (holder: string, now = MONDAY): Lease => ({ holder, now, until: now + 60_000 });

test('a lane has one holder, until the lease is over', async () => {
  await stage.say('u1', 'k');
  expect(await store((s) => s.take(LANE, lease('one a')))).toMatchObject({ key: 'k', state: 'waiting' });
  expect(await store((s) => s.take(LANE, lease('two b')))).toBeNull();
  expect(await store((s) => s.take(LANE, lease('one a')))).toBeNull();
  expect(await store((s) => s.take(LANE, lease('two b', MONDAY + 59_999)))).toBeNull();
  expect(await store((s) => s.take(LANE, lease('two b', MONDAY + 60_000)))).toMatchObject({ key: 'k' });
});

test('who lost the lease hands nothing over, settles nothing and does not free the lane', async () => {
  await stage.say('u1', 'k');
  const parcel = await store((s) => s.take(LANE, lease('one a')));
  if (!parcel) throw new Error('nothing to send');
  const later = MONDAY + 60_000;
  const theirs = await store((s) => s.take(LANE, lease('two b', later)));
  if (!theirs) throw new Error('nothing to send');
  expect(await store((s) => s.handOver(parcel, lease('one a', later), false))).toBeNull();

  const handed = await store((s) => s.handOver(theirs, lease('two b', later), false));
  if (!handed) throw new Error('not to be sent');
  expect(await store((s) => s.settle(parcel, { kind: 'unsaid' }, lease('one a', later)))).toBe(false);
  await store((s) => s.release(LANE, lease('one a', later)));
  expect(await stage.db.tables.selectFrom('outbox_lanes').select('holder').execute()).toEqual([
    { holder: 'two b' },
  ]);
  expect(await stage.states()).toEqual({ k: 'sending' });
});

test('an answer to an earlier send is not believed once another has begun', async () => {
  await stage.say('u1', 'k');
  const parcel = await store((s) => s.take(LANE, lease('one a')));
  const first = parcel && (await store((s) => s.handOver(parcel, lease('one a'), false)));
  if (!first) throw new Error('not to be sent');
  const doubt = {
    ...first,
    kind: 'later',
    state: 'doubt',
    at: MONDAY,
    scope: 'lane',
    failure: 'doubt',
  } as const;
  await store((s) => s.settle(first, doubt, lease('one a')));
  const again = await store((s) => s.take(LANE, lease('one a', MONDAY + 1)));
  const second = again && (await store((s) => s.handOver(again, lease('one a', MONDAY + 1), false)));
  expect(second).toMatchObject({ attempts: 2, triedAt: MONDAY + 1 });
  const posted = { platform: 'test', realm: 'r', channel: 'dm', message: 'late' };
  expect(await store((s) => s.settle(first, { kind: 'sent', posted }, lease('one a', MONDAY + 2)))).toBe(
    false,
  );
});

test('a lane whose work takes longer than its lease is not worked twice', async () => {
  await stage.say('u1', 'k');
  const slow = await stage.started({
    process: 'slow',
    render: async (what) => {
      await stage.clock.sleep(90_000);
      return stage.render(what);
    },
  });
  await stage.clock.advance(0);
  await stage.started({ process: 'quick' });
  await stage.clock.advance(200_000);
  expect(stage.platform.sends).toHaveLength(1);
  expect(await stage.states()).toEqual({ k: 'sent' });
  await slow.stop(0);
});

test('the next instant something is due counts pauses, and asks for each realm apart', async () => {
  const next = (realm: string, now = MONDAY) =>
    stage.db.reads.delivery.nextDue({ platform: 'test', realm }, now);
  expect(await next('r')).toBeNull();
  await stage.say('u1', 'a', { notBefore: MONDAY + 5000 });
  await stage.say('u2', 'b', { notBefore: MONDAY + 3000 });
  await stage.say('other/u3', 'c', { notBefore: MONDAY + 1000 });
  expect(await next('r')).toBe(MONDAY + 3000);
  expect(await next('r', MONDAY + 3000)).toBe(MONDAY + 5000);
  expect(await next('other')).toBe(MONDAY + 1000);
});
