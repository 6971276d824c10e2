import { createHmac, randomBytes } from 'node:crypto';
import { type FetchFailure, whyOf } from '../why-of.ts';

/** Slack itself waits three seconds. */
const PATIENCE_MS = 5_000;

/** What came of a request; a string: no answer, by the code of why. */
export type Posted = { status: number; echoed: boolean } | string;

/**
 * Posts what Slack posts to see whether an address is an app's (url_verification); it changes nothing. Signed with
 * this secret for that instant, milliseconds. `echoed`: the answer holds the challenge, as only an app's would.
 */
export async function postAsSlack(url: string, signingSecret: string, now: number): Promise<Posted> {
  const challenge = randomBytes(16).toString('hex');
  const body = JSON.stringify({ type: 'url_verification', challenge });
  const stamp = String(Math.floor(now / 1000));
  const hmac = createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex');
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': stamp,
        'x-slack-signature': `v0=${hmac}`,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: answer.status, echoed: (await answer.text()).includes(challenge) };
  } catch (error) {
    return whyOf(error as FetchFailure);
  }
}
