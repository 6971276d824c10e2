import { z } from 'zod';

const shape = z.object({
  type: z.literal('events_api'),
  envelope_id: z.string(),
  payload: z.looseObject({ event: z.undefined().optional() }),
});

/**
 * An envelope of events that holds none, `app_rate_limited`; null for any other message, and for what is none.
 */
export function eventless(data: unknown): { id: string; payload: unknown } | null {
  // Most envelopes hold one; of these, nothing is read twice but its first bytes.
  if (typeof data !== 'string' || !data.includes('app_rate_limited')) return null;
  try {
    const { success, data: envelope } = shape.safeParse(JSON.parse(data));
    return success ? { id: envelope.envelope_id, payload: envelope.payload } : null;
  } catch {
    return null;
  }
}
