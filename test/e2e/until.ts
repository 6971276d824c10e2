import { setTimeout as pause } from 'node:timers/promises';

/**
 * How long a test waits for something a real process or socket does, milliseconds: a card in Slack is painted again
 * every 15 s at most, and a busy machine adds its own.
 */
const DEADLINE_MS = 60_000;

/** Asks until there is an answer. For real processes and sockets, which no injected clock can hurry. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await pause(25);
  }
}
