import { constants } from 'node:os';

/** The signals that ask a process to end. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Whether somebody asked the process to end, by Ctrl-C or a signal. */
export interface Interruption {
  /** The signal that came first; null: none has come. */
  readonly signal: (typeof SIGNALS)[number] | null;
  /** Lets signals end the process at once again. */
  end(): void;
}

/** After the first signal, ms: Ctrl-C under npm comes twice, from the terminal and from npm. */
const DEAF_MS = 1000;

/**
 * From here on the first signal ends nothing: the work looks at `signal` where it can stop, and leaves nothing behind.
 * One that comes more than a second later ends the process at once.
 */
export function listenForInterruption(from: NodeJS.EventEmitter = process): Interruption {
  let first: Interruption['signal'] = null;
  const end = () => {
    for (const signal of SIGNALS) from.off(signal, hear);
  };
  const hear = (signal: (typeof SIGNALS)[number]) => {
    if (first !== null) return;
    first = signal;
    setTimeout(end, DEAF_MS).unref();
  };
  for (const signal of SIGNALS) from.on(signal, hear);
  return {
    get signal() {
      return first;
    },
    end,
  };
}

/** How shells tell that a signal ended a process: 130 for SIGINT, 143 for SIGTERM. */
export const exitCodeOf = (signal: (typeof SIGNALS)[number]): number => 128 + constants.signals[signal];
