import type { Clock } from '../clock.ts';
import type { Lab, LabChannel } from '../labs/lab.ts';
import type { Logger } from '../log.ts';
import type { Reads } from '../reads.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { composeWeek } from './compose-week.ts';
import { digestsDue } from './due.ts';
import { type Published, publishDigest } from './publish-digest.ts';

/** What the minute's job needs. */
export interface DigestJob {
  reads: Pick<Reads, 'labs' | 'digests'>;
  unitOfWork: Pick<UnitOfWork, 'run'>;
  clock: Pick<Clock, 'now'>;
  log: Pick<Logger, 'info' | 'error'>;
  /** How long after its time a week is still published (DIGEST_CATCH_UP), in milliseconds. */
  catchUpMs: number;
}

/**
 * Publishes and archives what is due. Asked every minute and at start; safe to ask twice, or by two processes:
 * the claims decide. A lab that fails is reported and does not keep the others waiting; the next minute tries
 * it again.
 */
export async function publishDue(job: DigestJob): Promise<Published[]> {
  const done: Published[] = [];
  for (const lab of await job.reads.labs.all()) {
    try {
      done.push(...(await publishDueIn(lab, job)));
    } catch (error) {
      job.log.error({ err: error, lab: lab.id }, 'digest failed');
    }
  }
  return done;
}

async function publishDueIn(
  lab: Lab,
  { reads, unitOfWork, clock, log, catchUpMs }: DigestJob,
): Promise<Published[]> {
  const now = clock.now();
  const channels = await reads.labs.channels(lab.id);
  const latest = await reads.digests.latest(lab.id);
  const claims = latest ? await reads.digests.claims(lab.id, latest.start) : [];
  const claimed = claims.map(({ channel }) => channel);

  const done: Published[] = [];
  for (const due of digestsDue(
    now,
    [{ lab, channels, latest: latest && { ...latest, claimed } }],
    catchUpMs,
  )) {
    const archived = latest?.week === due.period.week ? latest : null;
    const week = archived ?? (await composeWeek(reads.digests, lab, due.period));
    const to = { lab, channels: named(channels, due.channels) };
    const published = await unitOfWork.run((tx) => publishDigest(tx, { missed: [], week }, to, now));
    log.info({ lab: lab.id, week: week.week, channels: published.channels.length }, 'digest done');
    done.push(published);
  }
  return done;
}

const named = (channels: readonly LabChannel[], ids: readonly number[]): LabChannel[] =>
  channels.filter(({ id }) => ids.includes(id));
