import { expect, test } from '@jest/globals';
import { until, within } from './wait.ts';

/** As on a machine that is busy elsewhere: nothing of this process goes on for so long. */
function starve(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

const never = new Promise<never>(() => {});

test('what a starved process was about to do is not taken for what never happens', async () => {
  const soon = new Promise<string>((resolve) => setTimeout(() => setTimeout(() => resolve('done'), 5), 5));
  const waiting = within(soon, 'starting', 100);
  await new Promise((resolve) => setTimeout(resolve, 1));
  starve(150);
  expect(await waiting).toBe('done');

  let looks = 0;
  const seen = until(
    () => {
      looks += 1;
      if (looks < 3) starve(60);
      return looks > 3;
    },
    'it is seen',
    100,
  );
  expect(await seen).toBe(true);
});

test('what never happens is given up, by its name', async () => {
  await expect(within(never, 'starting', 50)).rejects.toThrow('took too long: starting');
  await expect(until(() => false, 'it rains', 50)).rejects.toThrow('waited in vain until it rains');
});
