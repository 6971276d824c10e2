import type { CronFault } from './digest/schedule.ts';
import type { SayableFault } from './duplicates/duplicate.ts';
import type { TextFault } from './ideas/idea.ts';
import type { Status } from './ideas/status.ts';

/**
 * What a person cannot do, and why: a value, never an exception. Each has a translated message that says what
 * to do instead (src/chat/messages/refusal.ts). Whatever a refused use case wrote is rolled back.
 */
export type Refusal = {
  refused: true;
} /** No such number, or one this person may not read here: the two are told apart by nobody. */ & (
  | { why: 'unknown-idea'; number: number }
  | { why: 'unknown-lab'; slug: string }
  | { why: 'may-not-file'; guest: boolean }
  | { why: 'may-not-vote' }
  /** Only those who facilitate the lab: its decisions, its digest, its duplicates. */
  | { why: 'facilitators-only'; lab: number; of: 'decision' | 'digest' | 'duplicate' }
  /** Only those who facilitate the lab, and administrators. */
  | { why: 'managers-only'; lab: number }
  | { why: 'administrators-only' }
  | { why: 'author-only'; number: number }
  | { why: 'votes-closed'; number: number; status: Status }
  | { why: 'no-longer-editable'; number: number }
  | { why: 'no-longer-alive'; number: number; status: Status }
  | { why: 'no-longer-completable'; number: number; status: Status }
  | { why: 'no-such-move'; number: number; from: Status; to: Status }
  /** Somebody else decided since the form was opened. */
  | { why: 'changed-meanwhile'; number: number; status: Status }
  | { why: 'reason-missing' }
  | { why: 'nothing-to-undo' }
  /** One idea cannot be linked to another as its duplicate. */
  | { why: 'link'; number: number; elder: number; fault: SayableFault }
  | { why: 'not-a-duplicate'; number: number }
  | { why: 'text'; field: 'title' | 'body' | 'answer' | 'text'; fault: TextFault }
  | { why: 'slug-taken'; slug: string }
  | { why: 'bad-setting'; setting: string; value: string }
  | { why: 'bad-schedule'; cron: string; fault: CronFault['fault'] }
  | { why: 'channel-taken'; lab: number }
  | { why: 'channel-unbound' }
  | { why: 'direct-channel' }
  | { why: 'no-facilitator'; lab: number }
  | { why: 'unknown-person' }
  /** No other account is linked to this one, or not that one. */
  | { why: 'not-linked' }
  /** Of this message it was asked before whether to make an idea of it. */
  | { why: 'asked-before' }
  /** Its author got as many such questions today as one gets at most. */
  | { why: 'asked-often' }
);

type Why = Refusal['why'];

/** A refusal with its facts: `refuse('unknown-idea', { number: 999 })`. */
export function refuse<W extends Why>(
  why: W,
  facts: Omit<Extract<Refusal, { why: W }>, 'refused' | 'why'>,
): Refusal {
  return { refused: true, why, ...facts } as unknown as Refusal;
}

/** Tells a refusal from a result. */
export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result;
}
