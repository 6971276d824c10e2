import { schedule } from 'node-cron';
import type { Box } from './chat/box.ts';
import { publishDue } from './digest/publish-due.ts';
import { housekeeping } from './housekeeping.ts';
import type { Logger } from './log.ts';
import { sendDueSummaries } from './notifying/send-due-summaries.ts';

/** What a box does by the clock, beside what it is asked for. */
export interface JobOptions {
  /** How long after its time a digest that was missed is still published, milliseconds. */
  catchUpMs: number;
  /** What is looked at every ten minutes. */
  lookAround: readonly (() => Promise<unknown>)[];
}

export interface Jobs {
  /** Publishes what became due while the box was down. */
  publishNow(): Promise<void>;
  /** Begins no job any more. */
  stop(): Promise<void>;
}

/** From now on digests and summaries go out when they are due, and the box keeps its house. */
export function startJobs(box: Box, { catchUpMs, lookAround }: JobOptions): Jobs {
  const { reads, unitOfWork, clock, log, zone } = box;
  const digests = { reads, unitOfWork, clock, log, catchUpMs };
  const summaries = { ...digests, zone };
  const jobs = [
    every('* * * * *', () => publishDue(digests), log),
    every('* * * * *', () => sendDueSummaries(summaries), log),
    ...lookAround.map((look) => every('*/10 * * * *', look, log)),
    every('17 * * * *', () => housekeeping(box), log),
  ];
  return {
    async publishNow() {
      await publishDue(digests);
      await sendDueSummaries(summaries);
    },
    async stop() {
      for (const job of jobs) await job.stop();
    },
  };
}

/** A clock that asks; two runs of one job never overlap. What fails is logged and asked again. */
function every(cron: string, job: () => Promise<unknown>, log: Logger) {
  return schedule(cron, () => job().catch((err: unknown) => log.error({ err }, 'a job failed')), {
    noOverlap: true,
  });
}
