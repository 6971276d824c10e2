import { expect, test } from '@jest/globals';
import { InOrder } from '../../../adapters/mattermost/in-order.ts';
import { settled } from '../../manual-clock.ts';

/** Work that ends when the test says so. */
class Job {
  begun = false;
  end: () => void = () => {};
  readonly work = (): Promise<void> => {
    this.begun = true;
    return new Promise((resolve) => {
      this.end = resolve;
    });
  };
}

const jobs = (n: number) => Array.from({ length: n }, () => new Job());
const make = (atOnce: number, waiting = 100, failed: (error: unknown) => void = () => {}) =>
  new InOrder({ atOnce, waiting, failed });

test('work for one key is done one after the other, for several keys at once', async () => {
  const order = make(2);
  const [a1, a2, b1] = jobs(3) as [Job, Job, Job];
  order.add('a', a1.work);
  order.add('a', a2.work);
  order.add('b', b1.work);
  expect([a1.begun, a2.begun, b1.begun]).toEqual([true, false, true]);
  a1.end();
  await settled();
  expect(a2.begun).toBe(true);
});

test('never more keys are at work than allowed, and who waits longest is next', async () => {
  const order = make(1);
  const [a1, a2, b1] = jobs(3) as [Job, Job, Job];
  order.add('a', a1.work);
  order.add('b', b1.work);
  order.add('a', a2.work);
  a1.end();
  await settled();
  expect([b1.begun, a2.begun]).toEqual([true, false]);
});

test('what comes when too much is waiting is not taken, and is when there is room again', async () => {
  const order = make(1, 1);
  const [a, b, c, d] = jobs(4) as [Job, Job, Job, Job];
  expect([order.add('a', a.work), order.add('b', b.work), order.add('c', c.work)]).toEqual([
    true,
    true,
    false,
  ]);
  a.end();
  await settled();
  expect(order.add('d', d.work)).toBe(true);
  b.end();
  await settled();
  expect([c.begun, d.begun]).toEqual([false, true]);
});

test('a failure is told, and the next of its key is done', async () => {
  const told: unknown[] = [];
  const order = make(1, 100, (error) => told.push(error));
  const next = new Job();
  order.add('a', () => Promise.reject(new Error('no')));
  order.add('a', next.work);
  await settled();
  expect(told).toEqual([new Error('no')]);
  expect(next.begun).toBe(true);
});

test('it is done when nothing waits or works, also when nothing ever did', async () => {
  const order = make(1);
  await order.done();
  const [a, b] = jobs(2) as [Job, Job];
  order.add('a', a.work);
  order.add('a', b.work);
  let done = false;
  const end = order.done().then(() => {
    done = true;
  });
  a.end();
  await settled();
  expect(done).toBe(false);
  b.end();
  await end;
  expect(done).toBe(true);
});
