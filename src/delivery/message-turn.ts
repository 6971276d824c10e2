import type { Adapter } from '../chat/adapter.ts';
import { isChannel, type Posted } from '../chat/place.ts';
import { backoffMs, forbiddenMs } from './backoff.ts';
import { type DeliveryContext, LOST_UNMARKED, tell, write } from './context.ts';
import { inTime } from './deadline.ts';
import type { Parcel } from './delivery-store.ts';
import { afterDoubt, afterInterruption, afterLook, maySince, type Remedies, toBeLookedFor } from './doubt.ts';
import { codeOf, failureOf, putBack, retryAt } from './failure.ts';
import type { Rendered } from './rendering.ts';
import { plant } from './seeding.ts';
import type { Settlement } from './settlement.ts';
import { about } from './standstills.ts';

/** What cannot be rendered, or looked for because of an unexpected error, is parked after so many tries. */
const MAX_ODD_TRIES = 12;
/** What became of a row is tried to be written so often, over half a minute: about the rest of a lease. */
const WRITE_TRIES = 6;

/** Code of a message that waits until somebody allows it. */
const FORBIDDEN = 'forbidden';

interface Turn extends DeliveryContext {
  adapter: Adapter;
  remedies: Remedies;
}

/** Does the next thing a lane of messages has to do: says one row, or goes on settling one in doubt. */
export async function messageTurn(ctx: DeliveryContext, lane: string): Promise<void> {
  const parcel = await write(ctx, (store, lease) => store.take(lane, lease));
  if (!parcel) return;
  const adapter = ctx.adapters.get(parcel.to.platform);
  if (!adapter || ctx.stopping.aborted) return release(ctx, parcel);
  const { resendSafeMs } = adapter.can(parcel.to.realm);
  const turn = { ...ctx, adapter, remedies: { resendSafeMs, canLook: adapter.findSent !== undefined } };
  switch (parcel.state) {
    case 'waiting':
      return say(turn, parcel, 'afresh');
    case 'sending': {
      const next = afterInterruption(parcel, turn.remedies, ctx.clock.now());
      return next === 'resend' ? say(turn, parcel, 'again') : settle(turn, parcel, next);
    }
    case 'doubt':
      return look(turn, parcel);
  }
}

/** `again`: the same send is repeated, and the one before it may stand. */
async function say(turn: Turn, parcel: Parcel, how: 'afresh' | 'again'): Promise<void> {
  const rendered = await renderNow(turn, parcel);
  if (rendered === 'failed') return;
  if (!rendered) {
    const unsaid: Settlement = { kind: 'unsaid' };
    const next = how === 'again' ? toBeLookedFor(parcel, turn.remedies, turn.clock.now()) : unsaid;
    return settle(turn, parcel, next);
  }
  if (turn.stopping.aborted) return release(turn, parcel);
  const handed = await write(turn, (store, lease) => store.handOver(parcel, lease, how === 'again'));
  // Withheld meanwhile, or our lease was lost.
  if (!handed) return release(turn, parcel);

  const sending = send(turn, handed, rendered, how);
  turn.onSending?.(
    handed.to,
    sending.then(
      () => {},
      () => {},
    ),
  );
  const posted = await sending;
  if (!posted) return;
  // The first send of the same may have stood since.
  if (how === 'again') turn.onFound?.(posted);
  await stands(turn, handed, posted, rendered);
}

/** Hands it to the platform and writes down what became of it. Null: it does not stand, as far as is known. */
async function send(
  turn: Turn,
  handed: Parcel,
  rendered: Rendered,
  how: 'afresh' | 'again',
): Promise<Posted | null> {
  const ended = await inTime(turn.clock, () => turn.adapter.send(handed.to, rendered.message, handed.key));
  if (ended.kind === 'value') {
    await settle(turn, handed, { kind: 'sent', posted: ended.value });
    return ended.value;
  }
  if (ended.kind === 'hung') believeLate(turn, handed, ended.late);
  const error = ended.kind === 'error' ? ended.error : 'hung';
  await settle(turn, handed, afterFailure(turn, handed, error, how));
  return null;
}

/** What an error of `send` makes of the row. */
function afterFailure(turn: Turn, handed: Parcel, error: unknown, how: 'afresh' | 'again'): Settlement {
  const { clock, chance, log } = turn;
  const failure = failureOf(error);
  if (!failure || 'inDoubt' in failure) {
    if (!failure) log.error({ ...about(handed), err: error }, 'a send failed in a way nobody expects');
    return afterDoubt(handed, turn.remedies, clock.now(), chance);
  }
  if ('permanent' in failure) return { kind: 'parked', failure: failure.permanent };
  // Said of updates alone.
  if ('lost' in failure) return { kind: 'parked', failure: 'gone' };
  if ('forbidden' in failure) return afterForbidden(asKnown(handed, how), clock.now());
  const at = retryAt(handed.attempts, failure.retryAfterMs, clock.now(), chance);
  return putBack(asKnown(handed, how), { at, scope: failure.scope, failure: 'retry', ...codeOf(error) });
}

/** What was not said: of a repeated send the first may still stand; a first one certainly does not. */
function asKnown(handed: Parcel, how: 'afresh' | 'again'): Parcel {
  return how === 'again' ? handed : { ...handed, state: 'waiting' };
}

/** Nothing of ours may be said there, until a person allows it. */
function afterForbidden(handed: Parcel, now: number): Settlement {
  if (!isChannel(handed.to)) return { kind: 'parked', failure: 'refused' };
  const at = now + forbiddenMs(Math.max(1, handed.attempts));
  return putBack(handed, { at, failure: FORBIDDEN });
}

/** Looks for a message in doubt; twice absent, it is sent afresh in the same turn. */
async function look(turn: Turn, parcel: Parcel): Promise<void> {
  const { adapter, clock } = turn;
  const since = maySince(parcel.triedAt, clock.now());
  const ended = await inTime(clock, async () => adapter.findSent?.(parcel.to, parcel.key, since));
  if (ended.kind !== 'value') {
    return settle(turn, parcel, afterFailedLook(turn, parcel, ended.kind === 'error' ? ended.error : 'hung'));
  }
  const answer = ended.value ?? 'cannot tell';
  if (typeof answer === 'object') {
    await settle(turn, parcel, { kind: 'sent', posted: answer });
    return stands(turn, parcel, answer, null);
  }
  const next = afterLook(parcel, answer, clock.now());
  return next === 'resend' ? say(turn, parcel, 'afresh') : settle(turn, parcel, next);
}

/** A look that failed was no look. */
function afterFailedLook({ clock, chance, log }: Turn, parcel: Parcel, error: unknown): Settlement {
  const now = clock.now();
  const failure = failureOf(error);
  if (failure && 'permanent' in failure) {
    const next = afterLook(parcel, 'cannot tell', now);
    return next === 'resend' ? { kind: 'parked', failure: 'cannot tell' } : next;
  }
  const attempts = parcel.attempts + 1;
  if (!failure && error !== 'hung') {
    log.error({ ...about(parcel), err: error }, 'a look for a message failed in a way nobody expects');
    if (attempts > MAX_ODD_TRIES) return { kind: 'parked', failure: 'cannot tell' };
  }
  const [wait, scope] =
    failure && 'retryAfterMs' in failure ? [failure.retryAfterMs, failure.scope] : [0, 'lane' as const];
  return putBack(parcel, { at: retryAt(attempts, wait, now, chance), scope, failure: 'look', attempts });
}

/** The words for a row; 'failed' when it was put back because they could not be made. */
async function renderNow(turn: Turn, parcel: Parcel): Promise<Rendered | null | 'failed'> {
  try {
    return await turn.render(parcel.what, parcel.lang, parcel.to);
  } catch (error) {
    const attempts = parcel.attempts + 1;
    turn.log.error({ ...about(parcel), err: error }, 'a message cannot be rendered');
    const at = retryAt(attempts, 0, turn.clock.now(), turn.chance);
    const later = putBack(parcel, { at, failure: 'rendering', attempts });
    await settle(turn, parcel, attempts > MAX_ODD_TRIES ? { kind: 'parked', failure: 'rendering' } : later);
    return 'failed';
  }
}

/**
 * The message stands, and that is written down. `rendered` is null when it was found: who sent it may have died before
 * seeding it.
 */
async function stands(turn: Turn, parcel: Parcel, posted: Posted, rendered: Rendered | null): Promise<void> {
  turn.onSent?.(parcel.what, posted);
  if (!rendered) turn.onFound?.(posted);
  const { adapter } = turn;
  if (!adapter.seed) return;
  await plant(turn, parcel, async () => {
    const seeds = (rendered ?? (await turn.render(parcel.what, parcel.lang, parcel.to)))?.seeds ?? [];
    if (seeds.length > 0) await adapter.seed?.(posted, seeds);
  });
}

/** A send that was given up as hanging may still succeed: its answer ends the doubt, unless that has ended. */
function believeLate(turn: Turn, handed: Parcel, late: Promise<Posted>): void {
  late
    .then(async (posted) => {
      await write(turn, (store, lease) => store.settle(handed, { kind: 'sent', posted }, lease));
      turn.onSettled?.(handed.to);
      turn.onFound?.(posted);
    })
    // It failed late, or the box has been closed: the row is in doubt either way.
    .catch((error: unknown) => turn.log.debug({ ...about(handed), err: error }, 'a hanging send has failed'));
}

/**
 * Writes down what became of a row. Should the database fail meanwhile, it insists: once a send has happened,
 * this knowledge is all there is. The row itself tells whether it is still true, so a late write does no harm.
 */
async function settle(turn: Turn, parcel: Parcel, settlement: Settlement): Promise<void> {
  const settled = await insist(turn, () =>
    write(turn, (store, lease) => store.settle(parcel, settlement, lease)),
  );
  turn.onSettled?.(parcel.to);
  if (!settled) {
    turn.log.warn({ ...about(parcel), outcome: settlement.kind }, 'a message was settled by somebody else');
    return release(turn, parcel);
  }
  if (settlement.kind === 'later') turn.standstills.waits(parcel, settlement);
  else turn.standstills.over(parcel, settlement);
  if (settlement.kind === 'later' && settlement.failure === FORBIDDEN && parcel.failure !== FORBIDDEN) {
    turn.log.warn(
      about(parcel),
      'nothing may be said in a channel: what is for it waits until somebody allows it',
    );
    await tell(turn, turn.onForbidden, parcel.to, about(parcel), 'who facilitates could not be told');
  }
  if (settlement.kind !== 'parked') return;
  turn.log.error({ ...about(parcel), failure: settlement.failure }, 'a message is parked');
  if (settlement.failure !== 'gone' || !isChannel(parcel.to)) return;
  await tell(turn, turn.onLost, parcel.to, about(parcel), LOST_UNMARKED);
}

async function insist<T>({ clock, chance, log, stopping }: Turn, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === WRITE_TRIES) throw error;
      log.warn({ err: error, tries }, 'what became of a message cannot be written for now');
      await clock.sleep(backoffMs(tries, chance), stopping);
    }
  }
}

function release(ctx: DeliveryContext, { lane }: Parcel): Promise<void> {
  return write(ctx, (store, lease) => store.release(lane, lease));
}
