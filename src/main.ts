import { banner } from './banner.ts';
import { start } from './bootstrap.ts';
import { SetupError } from './chat/adapter.ts';
import { ConfigError } from './config.ts';
import { environment } from './env-file.ts';

/** A second signal, or a stop that takes longer than this, ends the process as it is. Milliseconds. */
const STOP_MS = 20_000;

/** Exit code of sysexits.h for a configuration that cannot be used: a supervisor need not try again. */
const EX_CONFIG = 78;

try {
  const box = await start(environment());
  process.stderr.write(banner(box));
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) {
      box.log.warn({ signal }, 'second signal, ending now');
      process.exit(1);
    }
    stopping = true;
    box.log.info({ signal }, 'stopping');
    setTimeout(() => {
      box.log.error('could not stop in time, ending now');
      process.exit(1);
    }, STOP_MS).unref();
    box.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        box.log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Nothing a platform sends may end the process; what gets here is a bug worth a line.
  process.on('unhandledRejection', (error) => box.log.error({ err: error }, 'unhandled rejection'));
} catch (error) {
  const wrongConfig = error instanceof ConfigError || error instanceof SetupError;
  const why = wrongConfig ? `its configuration is not right.\n\n${error.message}` : said(error);
  process.stderr.write(`The box cannot start: ${why}\n`);
  process.exit(wrongConfig ? EX_CONFIG : 1);
}

/** An error that tells what to do speaks for itself; of any other, a developer wants the stack. */
function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'Error' || !error.stack ? (error.stack ?? error.message) : error.message;
}
