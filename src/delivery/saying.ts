import type { Lang } from '../i18n/lang.ts';
import type { ChannelRef } from '../labs/lab-store.ts';
import type { PersonRef } from '../members/member-store.ts';
import type { MessagePlace } from '../proposing/message-place.ts';

/** Where something is to be said. The same shapes as the chat's Channel and Person. */
export type Destination =
  | { platform: string; realm: string; channel: string; team?: string; thread?: string; direct?: boolean }
  | { platform: string; realm: string; user: string };

/** A decision somebody is told of, and why they are. */
export interface Told {
  decision: number;
  as: 'author' | 'supporter';
}

/** Ideas of a lab for one who facilitates it: how many are new, and how many wait for an answer in all. */
export interface Awaiting {
  lab: number;
  fresh: number;
  waiting: number;
}

/**
 * What is to be said, by reference: kind, ids and numbers, never an idea's text or a person's name. It is
 * rendered when it is sent, so edited, hidden or erased ideas never leave late.
 */
export type Reference =
  /** The message that shows one idea in a channel of its lab. */
  | { kind: 'card'; idea: number }
  /** One week's digest of a lab. */
  | { kind: 'digest'; digest: number }
  /** In the thread of a digest: what it had no place for. */
  | { kind: 'digest-rest'; digest: number }
  /** To somebody who cared about an idea: it was decided. */
  | ({ kind: 'decision' } & Told)
  /** To somebody who wants one message a day: what was decided since the last one, and what came in. */
  | { kind: 'summary'; decided: readonly Told[]; labs: readonly Awaiting[] }
  /** To a facilitator: by their reaction, which was found standing, an idea is under review. So many will be told. */
  | { kind: 'taken-up'; decision: number; told: number }
  /** To a facilitator: what their reaction, which was found standing, asks for is decided with its answer. */
  | { kind: 'to-answer'; idea: number; emoji: string }
  /** In a channel whose platform cannot repaint a card: the idea's status changed. */
  | { kind: 'status'; idea: number; decision: number }
  /** To the facilitators: a channel of their lab is lost. */
  | { kind: 'channel-lost'; channel: number }
  /** To the facilitators: nothing may be said in a channel of their lab. */
  | { kind: 'channel-forbidden'; channel: number }
  /** To who facilitates labs: these channels of theirs are lost together, with their whole workspace. */
  | { kind: 'workspace-lost'; channels: readonly number[] }
  /** To who was told that these channels were lost: they work again. */
  | { kind: 'channels-found'; channels: readonly number[] }
  /** To an account of a person: another one, an identity, was linked to it, or is no longer. */
  | { kind: 'account'; account: number; linked: boolean }
  /** To the author of a message: somebody (an identity) would like an idea made of it. */
  | { kind: 'proposal'; message: MessagePlace; by: number };

/** Something to be said: where, in which language, what, once. */
export interface Saying {
  to: Destination;
  lang: Lang;
  what: Reference;
  /** Names this very saying: saying it again does nothing, as long as its row is kept (sent ones 30 days). */
  key: string;
  /** Leaves no earlier than this instant. */
  notBefore?: number;
}

/** What a use case may do with the outbox, in its own transaction. */
export interface Outbox {
  /** False when the key was already said. */
  say(saying: Saying): Promise<boolean>;
  /** Asks for every card of the idea to be painted afresh; asking twice is asking once. */
  repaintCards(idea: number): Promise<void>;
  /** Asks for one posting to be painted afresh (a digest whose idea was withdrawn). */
  repaint(posting: number): Promise<void>;
  /** Digest postings that show the idea. */
  repaintDigests(idea: number): Promise<void>;
  /** Deletes the notices of a decision that have not left. Returns how many. */
  withhold(decision: number): Promise<number>;
  /** Whether the person was told since an instant that a channel of a lab is lost, by itself or with others. */
  toldOfLoss(person: PersonRef, of: { channel: number; since: number }): Promise<boolean>;
  /**
   * What was given up in a channel because nothing could be written there, or looked for, is tried again; digests said
   * before an instant, what was refused twice in a thread, and what failed too often already, stay given up.
   */
  revive(channel: ChannelRef, digestsSince: number): Promise<void>;
  /**
   * Asks for the postings in a channel to be painted afresh that were to be since an instant, or still are to be; also
   * those that were taken for gone, of which the channel may have been: what certainly is will say so again.
   */
  repaintIn(channel: ChannelRef, since: number): Promise<void>;
  /** Deletes news on ideas (notices, summaries) that waits for a person and has not left; gives it back. */
  recallNews(person: PersonRef): Promise<Reference[]>;
}
