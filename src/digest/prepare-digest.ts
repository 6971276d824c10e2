import type { Lab } from '../labs/lab.ts';
import { composeWeek } from './compose-week.ts';
import type { DigestReads } from './digest-reads.ts';
import type { Composed, Period } from './digest-store.ts';
import { closedWeeks, weekNamed } from './period.ts';

/** What publishing a lab's week writes; read before the transaction begins, for it is the long part. */
export interface Prepared {
  /** Closed weeks nobody has archived, oldest first: kept unposted, so that the next starts where they end. */
  missed: readonly Composed[];
  week: Composed;
}

/** Why a week cannot be published: it is no week, or has not ended. */
export type WeekFault = { fault: 'unknown-week' } | { fault: 'unclosed' };

/** Prepares a lab's last closed week, as it was archived if it was. */
export async function prepareLastWeek(digests: DigestReads, lab: Lab, now: number): Promise<Prepared> {
  const latest = await digests.latest(lab.id);
  const closed = closedWeeks(latest, now, lab.zone);
  const last = closed.pop();
  if (last)
    return { missed: await composeAll(digests, lab, closed), week: await composeWeek(digests, lab, last) };
  // Nothing has closed since the latest archived week: that one is the last.
  if (!latest) throw new Error(`No week has ended in lab ${lab.id}`);
  return { missed: [], week: latest };
}

/** Prepares the closed week an operator names ("2026-W47"), as it was archived if it was. */
export async function prepareWeek(
  digests: DigestReads,
  lab: Lab,
  label: string,
  now: number,
): Promise<Prepared | WeekFault> {
  const archived = await digests.ofWeek(lab.id, label);
  if (archived) return { missed: [], week: archived };
  const named = weekNamed(label, lab.zone);
  if (!named) return { fault: 'unknown-week' };
  const closed = closedWeeks(await digests.latest(lab.id), now, lab.zone);
  const place = closed.findIndex(({ week }) => week === label);
  const period = closed[place] ?? named;
  if (period.end > now) return { fault: 'unclosed' };
  return {
    missed: await composeAll(digests, lab, closed.slice(0, Math.max(place, 0))),
    week: await composeWeek(digests, lab, period),
  };
}

async function composeAll(digests: DigestReads, lab: Lab, periods: readonly Period[]): Promise<Composed[]> {
  const composed: Composed[] = [];
  for (const period of periods) composed.push(await composeWeek(digests, lab, period));
  return composed;
}
