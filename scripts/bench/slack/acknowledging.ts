import { type Result, rounded } from '../bench.ts';
import { latencyOf, roundedLatency } from '../latency.ts';
import type { Volley } from '../load/shot.ts';
import { onStage } from '../load/stage.ts';
import { buildProgram } from '../program.ts';
import { BUSY_IDEAS, fillBusy } from './boxes.ts';
import { SLACK } from './stage.ts';

/** How much is measured. */
export interface AckLoad {
  perSecond: number;
  forMs: number;
  /** Those who take turns. */
  crowd: number;
}

/** As long as the box waits for Slack: each call is answered when nobody waits for it any more. Milliseconds. */
const SLACK_MS = 10_000;
const AIM_MS = 100;

const REPAINTS = 'select count(*) from repaints where wanted = 1';
const DIGESTS = `select count(*) from outbox where state <> 'sent' and reference like '%"digest"%'`;

/**
 * How soon people are acknowledged, by commands, forms, buttons and reactions, while a digest is being sent and a
 * thousand cards wait for being painted afresh, in a Slack that answers each call after ten seconds.
 */
export async function* ackSlack(quick: boolean): AsyncGenerator<Result> {
  buildProgram();
  yield await measureAcknowledging({ perSecond: 100, forMs: quick ? 10_000 : 40_000, crowd: 200 });
}

/** The program is built already. Throws when the digest is out, or the cards are painted, before the end. */
export function measureAcknowledging({ perSecond, forMs, crowd }: AckLoad): Promise<Result> {
  return onStage(
    SLACK,
    fillBusy,
    async (stage) => {
      const how = { kind: 'keep pace' as const, perSecond, forMs };
      const order = { scene: 'mixed' as const, ideas: BUSY_IDEAS, how };
      const box = await stage.atBox(order);
      const [repaints, digests] = [stage.count(REPAINTS), stage.count(DIGESTS)];
      if (repaints === 0 || digests === 0) throw new Error('nothing more was to be sent beside');
      return resultOf(box, await stage.atBare(order), { perSecond, repaints, digests });
    },
    { crowd, callMs: SLACK_MS },
  );
}

/** `repaints` and `digests`: those that still waited in the end. */
function resultOf(
  box: Volley,
  bare: Volley,
  more: { perSecond: number; repaints: number; digests: number },
): Result {
  const all = ({ acknowledged }: Volley) => latencyOf(Object.values(acknowledged).flat());
  const [value, baseline] = [all(box).p99, all(bare).p99];
  return {
    name: 'ack_slack',
    value: rounded(value),
    unit: 'ms',
    baseline: rounded(baseline),
    ratio: rounded(value / baseline),
    ...{ aim: `below ${AIM_MS} ms`, met: value < AIM_MS },
    ...roundedLatency(all(box)),
    kinds: Object.fromEntries(
      Object.entries(box.acknowledged).map(([kind, times]) => [kind, roundedLatency(latencyOf(times))]),
    ),
    bare: roundedLatency(all(bare)),
    ...more,
  };
}
