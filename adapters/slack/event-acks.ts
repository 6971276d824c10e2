import type { App } from '@slack/bolt';
import { Seldom } from '../../src/chat/kit/seldom.ts';
import type { Clock } from '../../src/clock.ts';
import type { Logger } from '../../src/log.ts';
import { codeOf } from './codes.ts';

/** How long an event may take until it is taken, milliseconds: Slack waits for 3 s, and the answer is on its way for some. */
const TAKEN_MS = 2_500;

/** Different failures that are told in an hour at most. */
const FAILURES = 20;

/** What no time was enough for. */
class Late extends Error {
  override readonly name = 'Late';
}

/** Where a listener finds, in Bolt's context, how to say that an event is taken. */
const TAKEN = 'boxHasTaken';

/**
 * Bolt acknowledges an event before any listener has seen it: what fails then, or dies with the process, would be lost,
 * for Slack sends again only what was not acknowledged. Here the acknowledgement waits until the listener says that
 * the box has taken the event, or until nobody wanted it; where that does not come in time there is none, and the event
 * comes again under the same id. Failures come in bursts: each kind leaves one line an hour in the log.
 */
export function acknowledgeTaken(app: App, clock: Clock, log: Logger): void {
  const failures = new Seldom(clock, { most: FAILURES });
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    if (event.body.type !== 'event_callback') return process(event);
    let take = () => {};
    const taken = new Promise<void>((resolve) => {
      take = resolve;
    });
    const processed = process({ ...event, ack: async () => {}, customProperties: { [TAKEN]: take } });
    // It may fail once it was given up, or acknowledged; it is in the log by then.
    processed.catch(() => {});
    await inTime(Promise.race([taken, processed]), clock).catch((error: unknown) => {
      const code = codeOf(error);
      if (failures.due(code))
        log.warn({ code }, 'slack: an event was not acknowledged, Slack sends it again');
      throw error;
    });
    await event.ack();
  };
}

/** How the listener of an event says that it is taken. */
export function takenOf(context: Record<string, unknown>): () => void {
  const take = context[TAKEN];
  return typeof take === 'function' ? () => take() : () => {};
}

async function inTime(done: Promise<void>, clock: Clock): Promise<void> {
  const waited = new AbortController();
  const late = clock.sleep(TAKEN_MS, waited.signal).then(() => 'late' as const);
  try {
    if ((await Promise.race([done, late])) === 'late') throw new Late('an event was not taken in time');
  } finally {
    waited.abort();
  }
}
