import type { Adapter } from './chat/adapter.ts';
import { SetupError } from './chat/adapter.ts';
import type { Inbox } from './chat/arrival.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './log.ts';
import type { Parts } from './web/parts.ts';

/** How long a start waits for platforms that do not answer, milliseconds; then the box runs, and they come later. */
const PATIENCE_MS = 15_000;

/** What starting the adapters needs. */
export interface Starting {
  adapters: ReadonlyMap<string, Adapter>;
  inbox: Inbox;
  /** An adapter runs: sends may go there. Must not throw. */
  started(name: string, adapter: Adapter): void;
  parts: Parts;
  clock: Pick<Clock, 'sleep'>;
  log: Pick<Logger, 'warn' | 'error'>;
  /** Aborted at a stop, which ends the waiting too. */
  stopping: AbortSignal;
}

/**
 * Starts the adapters side by side. Resolves once all run, or {@link PATIENCE_MS} later without those whose platform
 * does not answer yet: each is taken up by itself as soon as it does, and holds up no other. Rejects with what the first
 * rejects with that cannot start meanwhile; what cannot start later is logged.
 */
export async function startAdapters(starting: Starting): Promise<void> {
  const { adapters, clock, log, parts, stopping } = starting;
  const waiting = new Set(adapters.keys());
  let patient = true;
  const starts = [...adapters].map(async ([name, adapter]) => {
    try {
      await adapter.start(starting.inbox);
    } catch (error) {
      if (patient) throw error;
      if (stopping.aborted) return;
      parts.failed(name);
      const said = error instanceof SetupError ? { says: error.message } : { err: error };
      log.error({ adapter: name, ...said }, 'a chat cannot be started: the others go on without it');
      return;
    }
    waiting.delete(name);
    if (stopping.aborted) return;
    parts.started(name);
    starting.started(name, adapter);
  });
  const done = new AbortController();
  const all = Promise.all(starts);
  const enough = AbortSignal.any([done.signal, stopping]);
  await Promise.race([all, clock.sleep(PATIENCE_MS, enough)]).finally(() => done.abort());
  patient = false;
  if (stopping.aborted) return;
  if (waiting.size > 0) {
    log.warn(
      { adapters: [...waiting] },
      'chats that do not answer yet: the box runs without them, and takes them up by itself',
    );
  }
}
