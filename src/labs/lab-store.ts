import type { Lab, LabChannel } from './lab.ts';

/** Which channel, without a thread; the same shape as the chat's Channel, which the domain does not import. */
export interface ChannelRef {
  platform: string;
  realm: string;
  channel: string;
  team?: string;
}

/** Labs, their channels and facilitators. Every method runs in the caller's transaction. */
export interface LabStore {
  byId(id: number): Promise<Lab | null>;
  bySlug(slug: string): Promise<Lab | null>;
  all(): Promise<Lab[]>;
  /** Null when the slug is taken. */
  create(lab: Omit<Lab, 'id'>, at: number): Promise<Lab | null>;
  change(id: number, changes: Partial<Omit<Lab, 'id' | 'slug'>>): Promise<void>;
  /** The binding of a channel, whatever the lab. */
  binding(channel: ChannelRef): Promise<LabChannel | null>;
  channel(id: number): Promise<LabChannel | null>;
  bind(
    lab: number,
    channel: ChannelRef,
    facts: { name: string; private: boolean },
    at: number,
  ): Promise<LabChannel>;
  unbind(id: number): Promise<void>;
  markLost(id: number, at: number): Promise<void>;
  /** It works again. */
  markFound(id: number): Promise<void>;
  channels(lab: number): Promise<LabChannel[]>;
  /** Nothing changes for one who facilitates it already. */
  addFacilitator(lab: number, identity: number, since: number): Promise<void>;
  removeFacilitator(lab: number, identity: number): Promise<void>;
  /** Identities that facilitate the lab. */
  facilitators(lab: number): Promise<number[]>;
  /** Null: they do not. */
  facilitatesSince(lab: number, identity: number): Promise<number | null>;
  /** Labs this identity facilitates. Roles belong to an identity, not to a member. */
  facilitatedBy(identity: number): Promise<number[]>;
}
