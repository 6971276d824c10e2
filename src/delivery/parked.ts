import type { DeliveryError } from '../chat/adapter.ts';

type Permanent = Extract<DeliveryError['failure'], { permanent: unknown }>['permanent'];

/** A platform that answers so has taken nothing. */
const NOT_TAKEN: Readonly<Record<Permanent, true>> = {
  gone: true,
  unreachable: true,
  refused: true,
  invalid: true,
};

/** What a row that was given up still says of its sends. */
export interface GivenUp {
  failure: string | null;
  /** Sends whose end nobody knew. */
  doubts: number;
  /** Instant the first send began that may stand; null while nothing may. */
  triedAt: number | null;
}

/**
 * Whether a message that was given up may stand all the same, so that it must be looked for before it is said again.
 * It does not where nothing was ever sent, nor where the only send was refused for good.
 */
export function mayStand({ failure, doubts, triedAt }: GivenUp): boolean {
  if (triedAt === null) return false;
  return doubts > 0 || failure === null || !Object.hasOwn(NOT_TAKEN, failure);
}
