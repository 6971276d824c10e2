import { setTimeout as pause } from 'node:timers/promises';

/** How long a test waits for something a real process or socket does, milliseconds. */
const DEADLINE_MS = 20_000;

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
