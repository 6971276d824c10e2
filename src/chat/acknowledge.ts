import type { Clock } from '../clock.ts';
import type { Answer, Arrival, Inbox } from './arrival.ts';
import { withinMs } from './kit/within.ts';

/**
 * How long a person waits before they are told "still recording", milliseconds. Slack closes its door after
 * 3 s and so does Mattermost's dialog; a second is left for the way back.
 */
export const ACKNOWLEDGE_MS = 2000;

/** What an adapter can say now, and what it will have to say later. */
export type Acknowledgement =
  | { kind: 'answered'; answer: Answer }
  /** Say "still recording" now, and deliver this answer privately once it is there. It never rejects. */
  | { kind: 'late'; answer: Promise<Answer> };

/**
 * Hands an arrival to the box and waits for its answer, {@link ACKNOWLEDGE_MS} at most: an acknowledgement
 * never says "recorded" before the commit, and never makes a platform believe that the box is dead.
 */
export async function acknowledge(inbox: Inbox, arrival: Arrival, clock: Clock): Promise<Acknowledgement> {
  const answer = inbox(arrival);
  const first = await withinMs(answer, ACKNOWLEDGE_MS, clock);
  return first ? { kind: 'answered', answer: first } : { kind: 'late', answer };
}
