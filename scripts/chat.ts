/**
 * `npm run chat`: the box with one person at this terminal, over the same database as usual. Standard output
 * is the conversation; logs go to standard error.
 */
import { Command } from 'commander';
import { start } from '../src/bootstrap.ts';
import { loadConfig } from '../src/config.ts';
import { environment } from '../src/env-file.ts';
import { createLogger } from '../src/log.ts';

new Command('chat')
  .description('Talk to the idea box in this terminal, over the same database settings as the box itself.')
  .option('-u, --user <name>', 'who you are to the box (default: TERMINAL_USER, else your account)')
  .addHelpText(
    'after',
    [
      '',
      'Type "/idee aide" for the commands, Ctrl-D to leave. Lines may be piped in as well:',
      '  echo "/idee top" | npm run -s chat',
      'The terminal is a public place to the box: nothing closed is said here.',
      'Only warnings are logged, unless LOG_LEVEL says otherwise; 2>FILE keeps them apart.',
    ].join('\n'),
  )
  .action(({ user }: { user?: string }) => chat(user))
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });

async function chat(user: string | undefined): Promise<void> {
  const left = untilLeft();
  const given = environment();
  const env = {
    ...given,
    LOG_LEVEL: given.LOG_LEVEL || 'warn',
    CHAT_ADAPTERS: 'terminal',
    // Nobody visits this process; it may run beside the one that has the port.
    PORT: '0',
    ...(user === undefined ? {} : { TERMINAL_USER: user }),
  };
  const log = createLogger(loadConfig(env).logLevel, process.stderr.fd);
  const box = await start(env, { log });
  await left;
  await box.stop();
}

/** Ctrl-D, the end of what is piped in, Ctrl-C, or a signal to end. */
function untilLeft(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once('end', resolve);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
