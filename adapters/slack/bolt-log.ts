import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../src/log.ts';

/**
 * Bolt's log on its way to ours: what it warns of, by its beginning. Its details quote requests, and what it says of
 * a normal day is of no use to an operator. `level`: 'debug' for what we tell ourselves, and once, where Bolt does so
 * at each try.
 */
export function boltLog(log: Logger, level: 'warn' | 'debug' = 'warn'): BoltLogger {
  const warn = (...told: readonly unknown[]) => {
    const [first] = told;
    log[level]({ bolt: typeof first === 'string' ? first.slice(0, 120) : 'error' }, 'slack: bolt');
  };
  return {
    debug() {},
    info() {},
    warn,
    error: warn,
    setLevel() {},
    getLevel: () => LogLevel.ERROR,
    setName() {},
  };
}
