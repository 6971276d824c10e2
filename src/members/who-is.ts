import type { ChannelRef, LabStore } from '../labs/lab-store.ts';
import type { Identity } from './member.ts';
import type { MemberStore, PersonRef } from './member-store.ts';
import type { Kind, Reader } from './reader.ts';

/** What a permission is decided from, besides the rows: who, where, and what the platform says of them. */
export interface Claimed {
  person: PersonRef;
  where: ChannelRef | null;
  kind: Kind;
  active: boolean;
  admins: readonly PersonRef[];
  /** Is the answer for their eyes alone? Else everybody in the channel reads it. */
  alone: boolean;
}

/**
 * The reader of this very moment; asked for at each arrival, since roles and channels change. Where answers
 * are not private, closed labs are only for their own channels: neither being an idea's author nor
 * facilitating its lab opens them, since others read along. `known`: their row, where it was read in the same
 * transaction.
 */
export async function whoIs(
  stores: {
    members: Pick<MemberStore, 'find' | 'identitiesOf'>;
    labs: Pick<LabStore, 'binding' | 'facilitatedBy' | 'byId'>;
  },
  claimed: Claimed,
  known?: Identity,
): Promise<{ reader: Reader; identity: Identity | null }> {
  const { person, where, kind, active, admins, alone } = claimed;
  const identity = known ?? (await stores.members.find(person));
  const binding = where && (await stores.labs.binding(where));
  const here = binding?.lab ?? null;
  const accounts = identity && alone ? await stores.members.identitiesOf(identity.member) : [];
  const facilitates = identity ? await stores.labs.facilitatedBy(identity.id) : [];
  const reader: Reader = {
    kind,
    active,
    accounts: accounts.map(({ id }) => id),
    member: identity?.member ?? null,
    administrator: admins.some((admin) => isSame(admin, person)),
    facilitates: alone ? facilitates : await sayable(stores.labs, facilitates, here),
    here,
  };
  return { reader, identity };
}

/** Of some labs, those that may be spoken of before everybody in this channel. */
async function sayable(
  labs: Pick<LabStore, 'byId'>,
  ids: readonly number[],
  here: number | null,
): Promise<number[]> {
  const said: number[] = [];
  for (const id of ids) {
    if (id === here || (await labs.byId(id))?.access === 'open') said.push(id);
  }
  return said;
}

function isSame(a: PersonRef, b: PersonRef): boolean {
  return a.platform === b.platform && a.realm === b.realm && a.user === b.user;
}
