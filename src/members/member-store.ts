import type { Lang } from '../i18n/lang.ts';
import type { Identity, Member } from './member.ts';

/** Who a platform says somebody is; the same shape as the chat's Person, which the domain does not import. */
export interface PersonRef {
  platform: string;
  realm: string;
  user: string;
}

/** Identities and members. Every method runs in the caller's transaction. */
export interface MemberStore {
  find(person: PersonRef): Promise<Identity | null>;
  /** Finds the identity, or makes it with a member of its own: the first write makes it, never a read. */
  identify(person: PersonRef, at: number): Promise<Identity>;
  byId(identity: number): Promise<Identity | null>;
  member(id: number): Promise<Member | null>;
  identitiesOf(member: number): Promise<Identity[]>;
  /** Makes a member with the settings of another. */
  likeness(of: number): Promise<number>;
  /** All of a member's identities, or one of them, become another member's. */
  moveAccounts(from: number, to: number, identity?: number): Promise<void>;
  /** Deletes a member nothing names any more. */
  removeMember(id: number): Promise<void>;
  setName(identity: number, name: string): Promise<void>;
  setLanguage(member: number, language: Lang | null): Promise<void>;
}
