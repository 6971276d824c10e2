/**
 * A trigger lets us open forms for as long as the server waits for integrations, 30 s if nobody changed it
 * (OutgoingIntegrationRequestsTimeout), ms. A little less, so that the last try is not lost on its way.
 */
const LIFE_MS = 28_000;

/** What lets us open forms before whoever typed or pressed. */
export interface Trigger {
  id: string;
  /** The last instant, milliseconds. */
  until: number;
}

/** The trigger of a request that comes in now; null where it has none. */
export function triggerOf(id: string | null, now: number): Trigger | null {
  return id === null ? null : { id, until: now + LIFE_MS };
}
