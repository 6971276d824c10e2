import type { Lab, LabChannel } from '../labs/lab.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Digest } from './digest-store.ts';
import type { Prepared } from './prepare-digest.ts';

/** What happened in one channel: published now, or already at an earlier instant. */
export interface Publication {
  channel: LabChannel;
  outcome: 'published' | 'already';
  at: number;
}

/** What publishing a week came to. */
export interface Published {
  digest: Digest;
  /** The week has no line to show: it is archived and nothing is posted. */
  silent: boolean;
  /** One each channel asked for; none when silent. */
  channels: readonly Publication[];
}

/**
 * Archives a prepared week and asks for it to be said in some of the lab's channels, once each: (lab, channel,
 * week) is claimed in the transaction that writes the outbox, so whoever comes second is told when it was.
 */
export async function publishDigest(
  tx: Pick<Transaction, 'digests' | 'outbox'>,
  { missed, week }: Prepared,
  to: { lab: Pick<Lab, 'language'>; channels: readonly LabChannel[] },
  at: number,
): Promise<Published> {
  for (const earlier of missed) await tx.digests.archive(earlier, at);
  const digest = await tx.digests.archive(week, at);
  if (digest.entries.length === 0) return { digest, silent: true, channels: [] };

  const channels: Publication[] = [];
  for (const channel of to.channels) {
    const { platform, realm, team } = channel;
    if (await tx.digests.claim(digest, { channel: channel.id, at })) {
      await tx.outbox.say({
        to: { platform, realm, channel: channel.channel, ...(team !== null && { team }) },
        lang: to.lab.language,
        what: { kind: 'digest', digest: digest.id },
        key: `digest:${digest.lab}:${channel.id}:${digest.start}`,
      });
      channels.push({ channel, outcome: 'published', at });
    } else {
      const earlier = (await tx.digests.claims(digest.lab, digest.start)).find(
        (c) => c.channel === channel.id,
      );
      channels.push({ channel, outcome: 'already', at: earlier?.at ?? at });
    }
  }
  return { digest, silent: false, channels };
}
