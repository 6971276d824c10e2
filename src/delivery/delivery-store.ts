import type { Posted } from '../chat/place.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Destination, Reference } from './saying.ts';
import type { Settlement } from './settlement.ts';

/** Messages of one destination, or repaints of one realm and team. */
export type LaneKind = 'messages' | 'repaints';

/** A realm something was ever to be said in. */
export interface RealmState {
  platform: string;
  realm: string;
  /** Nothing leaves before this instant. */
  pausedUntil: number;
}

/** The right to work one lane. Who holds it is checked again at every write. */
export interface Lease {
  /** Process and run: `box 3q2-7w`; the run has no space. */
  holder: string;
  now: number;
  /** When others may take the lane, should this holder have died. */
  until: number;
}

/** One row of the outbox, in the hands of whoever holds its lane. */
export interface Parcel {
  id: number;
  lane: string;
  to: Destination;
  what: Reference;
  lang: Lang;
  key: string;
  /** waiting: nothing was sent. sending: handed over, and nobody knows. doubt: to be looked for. */
  state: 'waiting' | 'sending' | 'doubt';
  /** Tries so far, also those that failed before anything was sent. */
  attempts: number;
  /** Code of the last failure; null before the first, and of a send whose end nobody has written. */
  failure: string | null;
  /** Sends so far whose end nobody knew. */
  doubts: number;
  /** Looks for the send in doubt, so far. */
  looks: number;
  /** Instant the first send began that may stand; null while nothing may. */
  triedAt: number | null;
}

/** One posting to be painted afresh, in the hands of whoever holds its queue. */
export interface Repaint {
  lane: string;
  posting: number;
  posted: Posted;
  /** What it shows; null for what is never painted afresh: notices, but for the rest of a digest. */
  what: Reference | null;
  lang: Lang;
  /** How often it had been asked when it was taken. */
  asks: number;
  /** Failures in a row. */
  attempts: number;
}

/** What became of a repaint. */
export type Painted =
  /** Shown, or not to be shown; asked meanwhile, it waits again, until `at`. */
  | { kind: 'done'; at: number }
  /** Its message no longer stands: never tried again. */
  | { kind: 'gone' }
  | { kind: 'later'; at: number };

/** What `doctor` and readiness look at. */
export interface DeliveryFigures {
  waiting: number;
  /** In hand or in doubt. */
  doubt: number;
  parked: number;
  repaints: number;
  /** Since when the first said of the messages that wait should have left; null when none is late. */
  oldest: number | null;
}

/** A row given up, for the operator. */
export interface ParkedRow {
  id: number;
  platform: string;
  realm: string;
  what: Reference;
  failure: string;
  /** Whether it may stand all the same. */
  mayStand: boolean;
  createdAt: number;
}

/** A row that was given up and is tried again. */
export interface Retried {
  id: number;
  /** It may stand, and is sent only where it does not; else it is sent as if for the first time. */
  lookedFor: boolean;
}

/** What is read outside a transaction: committed rows, a moment old at worst. */
export interface DeliveryReads {
  /** Every realm something was ever to be said in. */
  realms(): Promise<RealmState[]>;
  /** Free lanes with something to do now, those that wait longest first. */
  dueLanes(
    of: { platform: string; realm: string; kind: LaneKind },
    now: number,
    limit: number,
  ): Promise<string[]>;
  /** The first instant after now at which a lane of the realm has something to do. */
  nextDue(of: { platform: string; realm: string }, now: number): Promise<number | null>;
  /** The row for that channel or person of which nobody knows yet whether it stands; null: there is none. */
  unsettled(to: Destination): Promise<number | null>;
  figures(now: number): Promise<DeliveryFigures>;
  /** Oldest first. */
  parked(limit: number): Promise<ParkedRow[]>;
}

/**
 * The dispatcher's side of the outbox. Every method runs in the caller's transaction, which is short: nothing
 * is sent inside one. Two processes may share the lanes; a lane is worked under a lease, and a write of
 * somebody who lost it meanwhile does nothing.
 */
export interface DeliveryStore extends DeliveryReads {
  /**
   * Frees the lanes that earlier runs of this process hold: they are dead. Returns how many. To be called once
   * at start, never while two runs of one process name are alive.
   */
  freeLanes(process: string, holder: string): Promise<number>;
  /** Whether something is dated later than now: the clock was ahead then. */
  isAhead(now: number): Promise<boolean>;
  /**
   * Ends every wait for an instant to come, of lanes and realms too: the clock that set them was ahead. What was to wait
   * from its beginning waits as long from now, and what may stand is looked for no sooner than platforms show it.
   */
  endWaits(now: number): Promise<void>;
  /** Frees the lanes this very run holds, when it ends. */
  leave(holder: string): Promise<number>;
  /**
   * Takes a lane that is free and has something to do now, and its next row: one that may have been sent
   * already before all others, else the first whose time has come. Null: nothing to do, and the lane is free.
   */
  take(lane: string, lease: Lease): Promise<Parcel | null>;
  /**
   * Marks the row `sending`, without a failure, before the platform sees it. `again` tells that the same send is
   * repeated: it counts as a doubt, and the instant of the first one stays. Null: the lease is lost or the row is no longer
   * there (withheld); nothing may be sent.
   */
  handOver(parcel: Parcel, lease: Lease, again: boolean): Promise<Parcel | null>;
  /**
   * Writes down what became of the row, with the posting when it stands, and frees the lane. False when the
   * row is no longer as the parcel says: somebody else settled it, nothing is written. `sent` is also believed
   * when the row fell in doubt meanwhile: a late answer of the same send.
   */
  settle(parcel: Parcel, settlement: Settlement, lease: Lease): Promise<boolean>;
  /**
   * A message of ours that is not known stands in its channel, and is about that idea: where the card of it is the one
   * message of this channel that was given up or is in doubt, was first sent by then and may stand, that is it: it is
   * settled as sent, and its lane waits no longer. Null: it cannot be told which one it is.
   */
  recognise(on: Posted, idea: number, at: { now: number; triedBy: number }): Promise<Reference | null>;
  /** Frees the lane without a word about its rows. */
  release(lane: string, lease: Lease): Promise<void>;
  /**
   * Tries again what was given up, those of these rows that still are, and wakes their lanes. `absent`: somebody
   * looked, and what may stand does not; it is not looked for.
   */
  retry(rows: readonly number[] | 'all', how: { now: number; absent: boolean }): Promise<Retried[]>;
  /** As {@link take}, for a queue of repaints: the least recently painted posting whose time has come. */
  takeRepaint(lane: string, lease: Lease): Promise<Repaint | null>;
  /** Writes down what became of the repaint and frees its queue, which then rests until `restUntil`. */
  settleRepaint(repaint: Repaint, painted: Painted, lease: Lease, restUntil: number): Promise<void>;
  /**
   * Forgets what was sent before an instant: rows, postings of notices (cards and digests stay) and lanes that
   * have nothing left, which name persons too. Returns how many rows of the outbox went.
   */
  forgetBefore(at: number): Promise<number>;
}
