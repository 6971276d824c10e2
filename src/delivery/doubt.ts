import type { Chance } from '../clock.ts';
import { backoffMs } from './backoff.ts';
import { ADAPTER_DEADLINE_MS } from './deadline.ts';
import type { Parcel } from './delivery-store.ts';
import type { Settlement } from './settlement.ts';

/*
 * A send that may or may not have happened (crash, time-out) is in doubt. Its lane waits, and:
 *
 * - while the platform honours our key, the same send is repeated: it cannot stand twice;
 * - else, once the platform's history must show it, it is looked for twice. Absent both times, it is sent
 *   afresh, however often that happens, with growing pauses. If the second look cannot tell, it is parked: better
 *   never than twice.
 *
 * The promise: at most one, given that the platform's history shows a message within SETTLE_MS.
 */

/** After so long a platform's history shows every message it has accepted. */
export const SETTLE_MS = 60_000;
const BETWEEN_LOOKS_MS = 10_000;
/**
 * A repeated send arrives at the platform within so long, however slowly it is answered; it must arrive while the
 * key is still known.
 */
const RESEND_MARGIN_MS = 10_000;
/** The platform's clock may be so far behind ours: looks begin that much earlier. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;
/** A clock that was set back may have been ahead for so long: looks begin that much earlier. */
const AHEAD_MS = 24 * 60 * 60 * 1000;
/** After so many sends in doubt something lasting is wrong: pauses grow, and what ends the box is parked. */
const MANY_DOUBTS = 8;
/** The longest pause before it is looked for. */
const LOOK_CAP_MS = 15 * 60 * 1000;

/** What a platform offers to settle a doubt. */
export interface Remedies {
  /** How long it honours our key on a repeated send, milliseconds; 0: never. */
  resendSafeMs: number;
  /** Whether it can look for a message by its key. */
  canLook: boolean;
}

/** May the same send be repeated at this instant without standing twice? */
function isResendSafe({ triedAt }: Pick<Parcel, 'triedAt'>, { resendSafeMs }: Remedies, at: number): boolean {
  // Tried later than now: the clock was set back, and nobody knows how long ago it was.
  return triedAt !== null && triedAt <= at && at + RESEND_MARGIN_MS <= triedAt + resendSafeMs;
}

/** From which instant on a message that was first tried then may stand on its platform. */
export function maySince(triedAt: number | null, now: number): number {
  const tried = triedAt ?? now;
  return (tried > now ? now - AHEAD_MS : tried) - CLOCK_SKEW_MS;
}

/** A send has just ended without our knowing how. */
export function afterDoubt(
  parcel: Parcel,
  remedies: Remedies,
  now: number,
  chance: Pick<Chance, 'fraction'>,
): Settlement {
  const at = now + backoffMs(parcel.doubts + 1, chance);
  if (!isResendSafe(parcel, remedies, at)) return toBeLookedFor(parcel, remedies, now);
  return { ...asItIs(parcel), kind: 'later', state: 'sending', at, scope: 'lane', failure: 'doubt' };
}

/**
 * A row was found handed over: by a run that died, or by ourselves, to be repeated now. When the last send can
 * have been on its way is not written; the latest instant it can have been is.
 */
export function afterInterruption(parcel: Parcel, remedies: Remedies, now: number): 'resend' | Settlement {
  // Nothing was written of the send's end. Once more may be once too often: it may be what makes the box fail.
  const died = parcel.failure === null;
  if (died && parcel.doubts >= MANY_DOUBTS) return { kind: 'parked', failure: 'doubt' };
  if (isResendSafe(parcel, remedies, now)) return 'resend';
  const latest = (parcel.triedAt ?? now) + remedies.resendSafeMs + ADAPTER_DEADLINE_MS;
  return toBeLookedFor(parcel, remedies, Math.min(now, latest));
}

/** Nothing more is sent for this row until it was looked for, {@link SETTLE_MS} after `since` at the earliest. */
export function toBeLookedFor(parcel: Parcel, remedies: Remedies, since: number): Settlement {
  if (!remedies.canLook) return { kind: 'parked', failure: 'doubt' };
  return {
    ...asItIs(parcel),
    kind: 'later',
    state: 'doubt',
    doubts: parcel.doubts + 1,
    looks: 0,
    at: since + settleMs(parcel.doubts),
    scope: 'lane',
    failure: 'doubt',
  };
}

/** How long after a send it is looked for: twice as long for each doubt beyond many, up to {@link LOOK_CAP_MS}. */
function settleMs(doubts: number): number {
  return Math.min(LOOK_CAP_MS, SETTLE_MS * 2 ** Math.min(Math.max(0, doubts + 1 - MANY_DOUBTS), 20));
}

/** A look did not find it. */
export function afterLook(
  parcel: Parcel,
  answer: 'absent' | 'cannot tell',
  now: number,
): 'resend' | Settlement {
  const looks = parcel.looks + 1;
  if (looks < 2) {
    const at = now + BETWEEN_LOOKS_MS;
    return { ...asItIs(parcel), kind: 'later', state: 'doubt', looks, at, scope: 'lane', failure: 'doubt' };
  }
  return answer === 'absent' ? 'resend' : { kind: 'parked', failure: 'cannot tell' };
}

function asItIs({ attempts, doubts, looks }: Parcel): Pick<Parcel, 'attempts' | 'doubts' | 'looks'> {
  return { attempts, doubts, looks };
}
