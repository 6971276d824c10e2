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
}

/** The reader of this very moment; asked for at each arrival, since roles and channels change. */
export async function whoIs(
  stores: { members: Pick<MemberStore, 'find'>; labs: Pick<LabStore, 'binding' | 'facilitatedBy'> },
  claimed: Claimed,
): Promise<{ reader: Reader; identity: Identity | null }> {
  const { person, where, kind, active, admins } = claimed;
  const identity = await stores.members.find(person);
  const binding = where && (await stores.labs.binding(where));
  const reader: Reader = {
    kind,
    active,
    identity: identity?.id ?? null,
    member: identity?.member ?? null,
    administrator: admins.some((admin) => isSame(admin, person)),
    facilitates: identity ? await stores.labs.facilitatedBy(identity.id) : [],
    here: binding?.lab ?? null,
  };
  return { reader, identity };
}

function isSame(a: PersonRef, b: PersonRef): boolean {
  return a.platform === b.platform && a.realm === b.realm && a.user === b.user;
}
