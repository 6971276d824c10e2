import { banner } from './banner.ts';
import { type RunningBox, start } from './bootstrap.ts';
import { SetupError } from './chat/adapter.ts';
import { ConfigError } from './config.ts';
import { environment } from './env-file.ts';

/** A second signal, or a stop that takes longer than this, ends the process as it is. Milliseconds. */
const STOP_MS = 20_000;

/** Exit code of sysexits.h for a configuration that cannot be used: a supervisor need not try again. */
const EX_CONFIG = 78;

/** Told by a signal, which may come while the box still starts: it then stops as soon as it can. */
const asked = new AbortController();
let box: RunningBox | null = null;

process.on('SIGTERM', stop);
process.on('SIGINT', stop);

try {
  box = await start(environment(), { asked: asked.signal });
  const { log } = box;
  // Nothing a platform sends may end the process; what gets here is a bug worth a line.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  if (asked.signal.aborted) end(box);
  else process.stderr.write(banner(box));
} catch (error) {
  const wrongConfig = error instanceof ConfigError || error instanceof SetupError;
  const why = wrongConfig ? `its configuration is not right.\n\n${error.message}` : said(error);
  process.stderr.write(`The box cannot start: ${why}\n`);
  process.exit(wrongConfig ? EX_CONFIG : 1);
}

function stop(signal: NodeJS.Signals): void {
  if (asked.signal.aborted) {
    box?.log.warn({ signal }, 'second signal, ending now');
    process.exit(1);
  }
  asked.abort();
  setTimeout(() => {
    box?.log.error('could not stop in time, ending now');
    process.exit(1);
  }, STOP_MS).unref();
  box?.log.info({ signal }, 'stopping');
  if (box) end(box);
}

function end(running: RunningBox): void {
  running.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      running.log.error({ err: error }, 'stopping failed');
      process.exit(1);
    },
  );
}

/** An error that tells what to do speaks for itself; of any other, a developer wants the stack. */
function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'Error' || !error.stack ? (error.stack ?? error.message) : error.message;
}
