import type { LabStore } from '../../src/labs/lab-store.ts';
import { age, type Check, counted, ok, warning } from './check.ts';

/** Labs that nobody can reach or answer for. */
export async function checkLabs(
  labs: Pick<LabStore, 'all' | 'channels' | 'facilitators'>,
  now: number,
): Promise<Check[]> {
  const all = await labs.all();
  const checks: Check[] = [];
  for (const { id, slug } of all) {
    const channels = await labs.channels(id);
    const lost = channels.filter(({ lostAt }) => lostAt !== null);
    for (const { platform, realm, channel, lostAt } of lost) {
      const found = `${slug} lost ${platform}:${realm}:${channel} for ${age(lostAt ?? now, now)}`;
      checks.push(
        warning(
          'channels',
          found,
          `invite the bot again and type "labo lier ${slug}" there, or undo the link`,
        ),
      );
    }
    if (channels.length === lost.length) {
      const remedy = `type "labo lier ${slug}" in a channel: until then its cards and digests are shown nowhere`;
      checks.push(warning('channels', `${slug} has no channel that works`, remedy));
    }
    if ((await labs.facilitators(id)).length === 0) {
      const remedy = `an administrator names one: "labo animateur ${slug} @person"`;
      checks.push(warning('facilitators', `${slug} has nobody who can answer its ideas`, remedy));
    }
  }
  if (all.length === 0) {
    return [warning('labs', 'there is no lab yet', 'an administrator creates one: "labo creer NAME nom=…"')];
  }
  return [
    ...(checks.length === 0
      ? [ok('labs', `${counted(all.length, 'lab')}, each with channel and facilitator`)]
      : checks),
  ];
}
