import { DEFAULT_DIGEST_CRON, type Lab } from '../labs/lab.ts';
import type { Transaction } from '../unit-of-work.ts';

/** The platform of the channel a history's messages are written for: no adapter is called so, nothing is ever sent. */
export const STAGE = 'replay';

/** Makes the lab a history is played in, with a channel for its digests; the database must have no such lab. */
export async function makeHistoryLab(
  tx: Pick<Transaction, 'labs'>,
  { zone, at }: { zone: string; at: number },
): Promise<Lab> {
  const lab = await tx.labs.create(
    {
      slug: 'rejeu',
      name: 'Rejeu',
      field: '',
      region: '',
      zone,
      language: 'fr',
      access: 'open',
      digestCron: DEFAULT_DIGEST_CRON,
    },
    at,
  );
  if (!lab) throw new Error('this database has a history already');
  const channel = { platform: STAGE, realm: STAGE, channel: STAGE };
  await tx.labs.bind(lab.id, channel, { name: STAGE, private: false }, at);
  return lab;
}
