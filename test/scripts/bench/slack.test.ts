import { describe, expect, test } from '@jest/globals';
import { measureAcknowledging } from '../../../scripts/bench/slack/acknowledging.ts';
import { measureCapture, measureVote } from '../../../scripts/bench/slack/throughput.ts';

/** Small runs through the real box, bare Bolt and Slack's side, each in its process. `npm test` builds the box. */

const LOAD = { people: 3, rounds: 1, roundMs: 400, warmMs: 400 };
const LATENCY = {
  p50: expect.any(Number),
  p95: expect.any(Number),
  p99: expect.any(Number),
  max: expect.any(Number),
};
const PATIENCE_MS = 120_000;

/** That each figure was measured; none is judged. */
function expectFigures(result: { value: number; baseline: number; ratio: number }): void {
  for (const figure of [result.value, result.baseline, result.ratio]) expect(figure).toBeGreaterThan(0);
}

describe('under load from Slack', () => {
  test(
    'ideas are filed by commands and forms, beside a bare app that gets the same',
    async () => {
      const result = await measureCapture(LOAD);
      expect(result).toMatchObject({
        ...{ name: 'capture_slack', unit: 'requests/s', people: 3 },
        ...{ acknowledged: LATENCY, answered: LATENCY, bare: LATENCY },
        requests: { command: expect.any(Number), submission: expect.any(Number) },
      });
      expectFigures(result);
      expect(result.ideas).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  test(
    'votes are cast by buttons, each recorded',
    async () => {
      const result = await measureVote(LOAD);
      expect(result).toMatchObject({
        ...{ name: 'vote_slack', unit: 'requests/s', people: 3 },
        ...{ acknowledged: LATENCY, answered: LATENCY, bare: LATENCY },
        requests: { press: expect.any(Number) },
      });
      expectFigures(result);
      expect(result.votes).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  test(
    'every kind is acknowledged while a digest and a thousand repaints wait for a slow Slack',
    async () => {
      const result = await measureAcknowledging({ perSecond: 100, forMs: 1000 });
      expect(result).toMatchObject({
        ...{ name: 'ack_slack', unit: 'ms', perSecond: 100, bare: LATENCY },
        kinds: { command: LATENCY, submission: LATENCY, press: LATENCY, reaction: LATENCY },
      });
      expectFigures(result);
      expect(result.repaints).toBeGreaterThan(900);
      expect(result.digests).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});
