import { randomBytes } from 'node:crypto';

/** The only source of time. Instants are integer milliseconds UTC. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The only source of ids and chance. */
export interface Chance {
  /** An unguessable id of 128 bits, URL-safe. */
  id(): string;
  /** A number in [0, 1). */
  fraction(): number;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
    }),
};

/** The machine's own randomness. */
export const systemChance: Chance = {
  id: () => randomBytes(16).toString('base64url'),
  fraction: () => Math.random(),
};
