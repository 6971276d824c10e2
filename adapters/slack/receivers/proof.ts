import type { IncomingHttpHeaders } from 'node:http';
import { verifySlackRequest } from '@slack/bolt';

/** How far a time stamp may be from now, either way, milliseconds (Slack docs: "Verifying requests from Slack"). */
export const PROOF_LIFE_MS = 5 * 60_000;

/** What a request says of its proof, before its body is read; null where no body could prove it. */
export function claimOf(
  headers: IncomingHttpHeaders,
  now: number,
): { signature: string; seconds: number } | null {
  const signature = headers['x-slack-signature'];
  const stamp = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp)) return null;
  const seconds = Number(stamp);
  return Math.abs(seconds * 1000 - now) > PROOF_LIFE_MS ? null : { signature, seconds };
}

/**
 * The signature of a request that Slack made, lately; null for any other. Bolt checks signature and age; it takes
 * time stamps of the future, which would leave a stolen request good for ever.
 */
export function proofOf(
  headers: IncomingHttpHeaders,
  body: Buffer,
  { signingSecret, now }: { signingSecret: string; now: number },
): string | null {
  const claim = claimOf(headers, now);
  if (!claim) return null;
  const { signature, seconds } = claim;
  try {
    verifySlackRequest({
      signingSecret,
      body: body.toString(),
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds },
      nowMilliseconds: now,
    });
    return signature;
  } catch {
    return null;
  }
}
