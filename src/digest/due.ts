import type { Lab, LabChannel } from '../labs/lab.ts';
import type { Digest, Period } from './digest-store.ts';
import { closedWeeks } from './period.ts';
import { publicationOf } from './schedule.ts';

/** What decides whether a lab has a digest due. */
export interface LabState {
  lab: Pick<Lab, 'id' | 'zone' | 'digestCron'>;
  channels: readonly Pick<LabChannel, 'id' | 'boundAt' | 'lostAt'>[];
  /** The lab's latest archived week, with the channels that claimed it; null before the first. */
  latest: (Pick<Digest, 'start' | 'end' | 'week' | 'entries'> & { claimed: readonly number[] }) | null;
}

/** A week to archive, and the channels to publish it in; none: archived unposted. */
export interface Due {
  lab: number;
  period: Period;
  channels: readonly number[];
}

/**
 * What is due now, in the order it is to be done: a lab's weeks oldest first. Asking again after doing it gives
 * nothing.
 *
 * Only a lab's last closed week is ever published: from the first firing of its schedule after the week ended
 * and for `catchUpMs`, in the channels that work, were bound before it ended and have not claimed it. Past that
 * time, and as soon as a newer week has closed, a week is archived unposted.
 */
export function digestsDue(now: number, labs: readonly LabState[], catchUpMs: number): Due[] {
  return labs.flatMap((state) => dueIn(state, now, catchUpMs));
}

function dueIn({ lab, channels, latest }: LabState, now: number, catchUpMs: number): Due[] {
  const closed = closedWeeks(latest, now, lab.zone);
  const last = closed.pop();
  const older = closed.map((period) => ({ lab: lab.id, period, channels: [] }));
  const period = last ?? latest;
  if (!period) return older;

  const published = publicationOf(period.end, lab.digestCron, lab.zone);
  if (now < published) return older;

  const claimed = last ? [] : (latest?.claimed ?? []);
  const nothingToSay = !last && latest?.entries.length === 0;
  const late = now - published >= catchUpMs;
  const open =
    late || nothingToSay
      ? []
      : channels.filter(
          (channel) =>
            channel.lostAt === null && channel.boundAt < period.end && !claimed.includes(channel.id),
        );
  // Once archived, a week that no channel waits for is done.
  if (!last && open.length === 0) return older;
  const { start, end, week } = period;
  return [...older, { lab: lab.id, period: { start, end, week }, channels: open.map(({ id }) => id) }];
}
