import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../src/log.ts';

/**
 * Bolt's log on its way to ours: what it warns of, by its beginning. Its details quote requests, and what it says of
 * a normal day is of no use to an operator.
 */
export function boltLog(log: Logger): BoltLogger {
  const warn = (...told: readonly unknown[]) => {
    const [first] = told;
    log.warn({ bolt: typeof first === 'string' ? first.slice(0, 120) : 'error' }, 'slack: bolt');
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
