import { configure } from '../../src/bootstrap.ts';
import { systemClock } from '../../src/clock.ts';
import { type Config, ConfigError } from '../../src/config.ts';
import { commandLine, EXIT, type Surroundings } from '../support/script.ts';
import { table } from '../support/table.ts';
import type { Check } from './check.ts';
import { examine } from './examine.ts';

const HELP = `
It reads, while the box runs or not, and changes nothing.

Exit codes: 0 all well, or warnings only; 1 at least one failure; 2 wrong usage or configuration.`;

/** Examines the box and says what to do. */
export async function doctor(argv: readonly string[], around: Surroundings): Promise<number> {
  const { json } = commandLine('doctor', around)
    .description('Examines the box: configuration, database, tallies, outbox, labs, disk, clock.')
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP)
    .parse(argv, { from: 'user' })
    .opts<{ json?: true }>();

  const config = await configOf(around.env);
  const checks = Array.isArray(config) ? config : await examine(config, systemClock.now());
  const well = checks.every(({ state }) => state !== 'failure');
  around.out(json ? `${JSON.stringify({ well, checks })}\n` : report(checks));
  if (Array.isArray(config)) return EXIT.usage;
  return well ? EXIT.done : EXIT.failed;
}

/** The configuration, or everything that is wrong in it. */
async function configOf(env: NodeJS.ProcessEnv): Promise<Config | Check[]> {
  try {
    return (await configure(env)).config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ variable, says, example }) => ({
      name: 'configuration',
      state: 'failure',
      says: says.startsWith(variable) ? says : `${variable} ${says}`,
      ...(example !== null && { remedy: `for example ${variable}=${example}` }),
    }));
  }
}

function report(checks: readonly Check[]): string {
  return table(
    checks.flatMap(({ name, state, says, remedy }) => [
      [state, name, says],
      ...(remedy ? [['', '', `-> ${remedy}`]] : []),
    ]),
  );
}
