import { setTimeout as sleep } from 'node:timers/promises';

/** So long a statement waits for another process (a script, a backup) that is writing. Milliseconds. */
const PATIENCE_MS = 5000;
/** Longest pause between two attempts, milliseconds. */
const LONGEST_PAUSE_MS = 50;

/**
 * Runs a statement, again and again while another process holds the lock. SQLite's own busy timeout would do
 * the same by sleeping on the one thread of the program: for five seconds nobody would get as much as
 * "still recording". Here the rest of the box goes on meanwhile. Rejects with SQLITE_BUSY at the end.
 */
export async function patiently<T>(attempt: () => T, patienceMs = PATIENCE_MS): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error;
    }
    await sleep(pause);
  }
}

/**
 * Also true for its variants (SQLITE_BUSY_RECOVERY: another process is repairing after a crash). By the code
 * alone: where modules are loaded twice, as jest does, the error is an instance of neither class.
 */
function isBusy(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY');
}
