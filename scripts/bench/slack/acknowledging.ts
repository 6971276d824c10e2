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
  /** The same before, which is told apart: a program that has just begun is several times as slow. */
  coldMs: number;
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
  yield await measureAcknowledging({
    ...{ perSecond: 100, crowd: 200 },
    ...(quick ? { coldMs: 3000, forMs: 10_000 } : { coldMs: 5000, forMs: 40_000 }),
  });
}

/** The program is built already. Throws when the digest is out, or the cards are painted, before the end. */
export function measureAcknowledging({ perSecond, forMs, coldMs, crowd }: AckLoad): Promise<Result> {
  return onStage(
    SLACK,
    fillBusy,
    async (stage) => {
      const order = (lasting: number) => ({
        ...{ scene: 'mixed' as const, ideas: BUSY_IDEAS },
        how: { kind: 'keep pace' as const, perSecond, forMs: lasting },
      });
      const cold = await stage.atBox(order(coldMs));
      const box = await stage.atBox(order(forMs));
      const [repaints, digests] = [stage.count(REPAINTS), stage.count(DIGESTS)];
      if (repaints === 0 || digests === 0) throw new Error('nothing more was to be sent beside');
      await stage.atBare(order(coldMs));
      const bare = await stage.atBare(order(forMs));
      return resultOf({ cold, box, bare }, { perSecond, repaints, digests });
    },
    { crowd, callMs: SLACK_MS },
  );
}

/** `repaints` and `digests`: those that still waited in the end. */
function resultOf(
  { cold, box, bare }: Record<'cold' | 'box' | 'bare', Volley>,
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
    ...{ cold: roundedLatency(all(cold)), bare: roundedLatency(all(bare)) },
    ...more,
  };
}
