import type { Identity } from '../members/member.ts';
import type { PersonRef } from '../members/member-store.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { LabChannel } from './lab.ts';

/** A realm of a platform, or one team of it. */
export interface WorkspaceRef {
  platform: string;
  realm: string;
  team?: string;
}

/**
 * A whole workspace is lost: the box was removed from it. Its channels are marked as lost together, and who
 * facilitates their labs is told once, by a way that still exists: their own account elsewhere, or one linked to it.
 * Returns how many channels went; 0 when it was known already.
 */
export async function loseWorkspace(tx: Transaction, lost: WorkspaceRef, at: number): Promise<number> {
  const told = new Map<number, { identity: Identity; channels: number[] }>();
  let count = 0;
  for (const lab of await tx.labs.all()) {
    const gone = (await tx.labs.channels(lab.id)).filter((one) => one.lostAt === null && isIn(one, lost));
    for (const { id } of gone) await tx.labs.markLost(id, at);
    count += gone.length;
    for (const facilitator of gone.length === 0 ? [] : await tx.labs.facilitators(lab.id)) {
      const identity = await reachable(tx, facilitator, lost);
      if (!identity) continue;
      const { channels } = told.get(identity.id) ?? { channels: [] };
      told.set(identity.id, { identity, channels: [...channels, ...gone.map(({ id }) => id)] });
    }
  }
  for (const { identity, channels } of told.values()) await tell(tx, identity, channels, at);
  return count;
}

function isIn({ platform, realm, team }: LabChannel, lost: WorkspaceRef): boolean {
  const inRealm = platform === lost.platform && realm === lost.realm;
  return inRealm && (lost.team === undefined || team === null || team === lost.team);
}

/** Where one team of a realm is lost, its persons can be written to through the others. */
async function reachable(tx: Transaction, id: number, lost: WorkspaceRef): Promise<Identity | null> {
  const identity = await tx.members.byId(id);
  if (!identity) return null;
  const linked = await tx.members.identitiesOf(identity.member);
  return [identity, ...linked].find((one) => lost.team !== undefined || !isOf(one, lost)) ?? null;
}

function isOf({ platform, realm }: PersonRef, lost: WorkspaceRef): boolean {
  return platform === lost.platform && realm === lost.realm;
}

async function tell(
  tx: Transaction,
  { id, platform, realm, user }: Identity,
  channels: readonly number[],
  at: number,
): Promise<void> {
  const first = channels[0] === undefined ? null : await tx.labs.channel(channels[0]);
  const lab = first && (await tx.labs.byId(first.lab));
  if (!lab) return;
  await tx.outbox.say({
    to: { platform, realm, user },
    lang: lab.language,
    what: { kind: 'workspace-lost', channels },
    key: `workspace-lost:${channels.join(',')}:${at}:${id}`,
  });
}
