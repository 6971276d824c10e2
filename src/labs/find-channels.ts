import type { Identity } from '../members/member.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { LabChannel } from './lab.ts';
import { takeUpChannel } from './take-up-channel.ts';

/**
 * Channels that were lost can be written in again: each is taken up, and whoever was told of the loss is told of it,
 * of all channels together. Returns those that were lost.
 */
export async function findChannels(
  tx: Transaction,
  ids: readonly number[],
  at: number,
): Promise<LabChannel[]> {
  const found: LabChannel[] = [];
  const told = new Map<number, { identity: Identity; channels: LabChannel[] }>();
  for (const id of ids) {
    const channel = await tx.labs.channel(id);
    const lab = channel && (await tx.labs.byId(channel.lab));
    if (!channel || !lab || channel.lostAt === null) continue;
    await tx.labs.markFound(id);
    await takeUpChannel(tx, lab, channel, { since: channel.lostAt, at });
    found.push(channel);
    for (const identity of await toldOfLoss(tx, channel, channel.lostAt)) {
      const { channels } = told.get(identity.id) ?? { channels: [] };
      told.set(identity.id, { identity, channels: [...channels, channel] });
    }
  }
  for (const { identity, channels } of told.values()) await tell(tx, identity, channels, at);
  return found;
}

/** Accounts of who facilitates the channel's lab that were told; a loss nobody heard of needs no end. */
async function toldOfLoss(tx: Transaction, channel: LabChannel, lostAt: number): Promise<Identity[]> {
  const told: Identity[] = [];
  for (const id of await tx.labs.facilitators(channel.lab)) {
    const identity = await tx.members.byId(id);
    const linked = identity ? await tx.members.identitiesOf(identity.member) : [];
    const accounts = linked.some((one) => one.id === id) || !identity ? linked : [identity, ...linked];
    for (const account of accounts) {
      if (await tx.outbox.toldOfLoss(account, { channel: channel.id, since: lostAt })) told.push(account);
    }
  }
  return told;
}

async function tell(
  tx: Transaction,
  { id, platform, realm, user }: Identity,
  channels: readonly LabChannel[],
  at: number,
): Promise<void> {
  const lab = channels[0] && (await tx.labs.byId(channels[0].lab));
  if (!lab) return;
  const ids = [...new Set(channels.map((channel) => channel.id))];
  await tx.outbox.say({
    to: { platform, realm, user },
    lang: lab.language,
    what: { kind: 'channels-found', channels: ids },
    key: `channels-found:${ids.join(',')}:${at}:${id}`,
  });
}
