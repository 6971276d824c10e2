import { type Logger as Pino, pino } from 'pino';

/**
 * Levels: `error` something was lost or needs a person; `warn` the box coped, look when it repeats; `info`
 * what an operator wants to see of a normal day; `debug` one line an arrival or a send.
 * Never pass idea texts, names of persons or tokens; ids, numbers and codes are enough.
 */
export type Logger = Pick<Pino, 'error' | 'warn' | 'info' | 'debug'>;

/** The log of the process, which makes the loggers of its parts. */
export type ProcessLogger = Logger & Pick<Pino, 'child'>;

/** Fields that never leave in clear, should somebody pass them by mistake. */
const REDACTED = [
  'token',
  'secret',
  'authorization',
  'cookie',
  'text',
  'title',
  'body',
  'name',
  'answer',
  'values',
];

/** The process log: one JSON line an event, on standard output or another file descriptor. */
export function createLogger(level: string, fd = 1): ProcessLogger {
  return pino(
    {
      level,
      redact: {
        paths: REDACTED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[redacted]',
      },
    },
    pino.destination(fd),
  );
}
