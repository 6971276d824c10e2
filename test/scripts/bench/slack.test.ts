import { describe, expect, test } from '@jest/globals';
import { measureAcknowledging } from '../../../scripts/bench/slack/acknowledging.ts';
import { measureSlackCapture, measureSlackVote } from '../../../scripts/bench/slack/throughput.ts';
import { expectFigures, LATENCY, LOAD, PATIENCE_MS } from './small-load.ts';

/** Small runs through the real box, bare Bolt and Slack's side, each in its process. `npm test` builds the box. */

describe('under load from Slack', () => {
  test(
    'ideas are filed by commands and forms, beside a bare app that gets the same',
    async () => {
      const result = await measureSlackCapture(LOAD);
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
      const result = await measureSlackVote(LOAD);
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
      const result = await measureAcknowledging({ perSecond: 100, coldMs: 300, forMs: 500, crowd: 20 });
      expect(result).toMatchObject({
        ...{ name: 'ack_slack', unit: 'ms', perSecond: 100, cold: LATENCY, bare: LATENCY },
        kinds: { command: LATENCY, submission: LATENCY, press: LATENCY, reaction: LATENCY },
      });
      expectFigures(result);
      expect(result.repaints).toBeGreaterThan(900);
      expect(result.digests).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );
});
