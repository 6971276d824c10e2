import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Reads } from '../reads.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { sendSummary } from './send-summary.ts';

/** What the minute's job needs. */
export interface SummaryJob {
  reads: Pick<Reads, 'notices'>;
  unitOfWork: Pick<UnitOfWork, 'run'>;
  clock: Pick<Clock, 'now'>;
  log: Pick<Logger, 'info' | 'error'>;
  /** The box's time zone. */
  zone: string;
  /** How long after its time a summary is still sent at once, in milliseconds. */
  catchUpMs: number;
}

/**
 * Sends the summaries that are due. Asked every minute and at start; safe to ask twice, or by two processes. A
 * summary that fails is reported and does not keep the others waiting; the next minute tries it again. Returns
 * how many were sent.
 */
export async function sendDueSummaries(job: SummaryJob): Promise<number> {
  const { reads, unitOfWork, clock, log, zone, catchUpMs } = job;
  let sent = 0;
  const due = await reads.notices.due(clock.now());
  for (const one of due) {
    try {
      const now = clock.now();
      if (await unitOfWork.run((tx) => sendSummary(tx, one, { now, zone, catchUpMs }))) sent += 1;
    } catch (error) {
      log.error({ err: error, member: one.member }, 'a summary failed');
    }
  }
  if (due.length > 0) log.info({ due: due.length, sent }, 'summaries done');
  return sent;
}
