import { describe, expect, test } from '@jest/globals';
import { measureReacting } from '../../../scripts/bench/mattermost/reacting.ts';
import {
  measureMattermostCapture,
  measureMattermostVote,
} from '../../../scripts/bench/mattermost/throughput.ts';
import { expectFigures, LATENCY, LOAD, PATIENCE_MS } from './small-load.ts';

/** Small runs through the real box, a bare server and Mattermost's side, each in its process. `npm test` builds the box. */

describe('under load from Mattermost', () => {
  test(
    'ideas are filed by commands and dialogs, beside a bare server that gets the same',
    async () => {
      const result = await measureMattermostCapture(LOAD);
      expect(result).toMatchObject({
        ...{ name: 'capture_mattermost', unit: 'requests/s', people: 3 },
        ...{ acknowledged: LATENCY, answered: LATENCY, bare: LATENCY },
        requests: { command: expect.any(Number), submission: expect.any(Number) },
      });
      expectFigures(result);
      expect(result.ideas).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  test(
    'votes are cast by the buttons that the box signed, each recorded',
    async () => {
      const result = await measureMattermostVote(LOAD);
      expect(result).toMatchObject({
        ...{ name: 'vote_mattermost', unit: 'requests/s', people: 3 },
        ...{ acknowledged: LATENCY, answered: LATENCY, bare: LATENCY },
        requests: { press: expect.any(Number) },
      });
      expectFigures(result);
      expect(result.votes).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  test(
    'every reaction is counted, and cards are painted no faster than the pace',
    async () => {
      const result = await measureReacting({ people: 10, ideas: 5, forMs: 500 });
      expect(result).toMatchObject({
        ...{ name: 'reactions_mattermost', value: 50, baseline: 50, ratio: 1, met: true },
        lastCountedAfterMs: expect.any(Number),
      });
      expect(result.repaints).toBeLessThanOrEqual(Number(result.allowed));
    },
    PATIENCE_MS,
  );
});
