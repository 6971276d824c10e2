import { start } from '../../src/bootstrap.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { commandLine, EXIT, type Surroundings } from '../support/script.ts';

const HELP = `
Type "/idee aide" for the commands, Ctrl-D to leave. Lines may be piped in as well:
  echo "/idee top" | npm run -s chat
The terminal is a public place to the box: nothing closed is said here.
Only warnings are logged, unless LOG_LEVEL says otherwise; 2>FILE keeps them apart.

Exit codes: 0; 1 failure; 2 wrong usage or configuration.`;

/**
 * The box with one person at this terminal, over the same database as usual. Standard output is the
 * conversation; logs go to standard error.
 */
export async function chat(argv: readonly string[], around: Surroundings): Promise<number> {
  const { user } = commandLine('chat', around)
    .description('Talk to the idea box in this terminal, over the same database settings as the box itself.')
    .option('-u, --user <name>', 'who you are to the box (default: TERMINAL_USER, else your account)')
    .addHelpText('after', HELP)
    .parse(argv, { from: 'user' })
    .opts<{ user?: string }>();
  const env = {
    ...around.env,
    LOG_LEVEL: around.env.LOG_LEVEL || 'warn',
    CHAT_ADAPTERS: 'terminal',
    // Nobody visits this process; it may run beside the one that has the port.
    PORT: '0',
    ...(user === undefined ? {} : { TERMINAL_USER: user }),
  };
  const log = createLogger(loadConfig(env).logLevel, process.stderr.fd);
  const left = untilLeft();
  const box = await start(env, { log });
  await left;
  await box.stop();
  return EXIT.done;
}

/** Ctrl-D, the end of what is piped in, nobody who reads any more, Ctrl-C, or a signal to end. */
function untilLeft(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once('end', resolve);
    process.stdout.once('error', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
