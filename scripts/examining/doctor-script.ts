import { configure } from '../../src/bootstrap.ts';
import { systemClock } from '../../src/clock.ts';
import { type Config, ConfigError } from '../../src/config.ts';
import { commandLine, EXIT, type Surroundings } from '../support/script.ts';
import { table } from '../support/table.ts';
import { boundChannels } from './bound-channels.ts';
import type { Check } from './check.ts';
import { examine } from './examine.ts';

const HELP = `
It reads, while the box runs or not, and changes nothing. Where Slack is served, it asks Slack, and knocks at the box
as Slack does.

Exit codes: 0 all well, or warnings only; 1 at least one failure; 2 wrong usage or configuration.`;

/** Examines the box and says what to do. */
export async function doctor(argv: readonly string[], around: Surroundings): Promise<number> {
  const { json } = commandLine('doctor', around)
    .description('Examines the box: configuration, database, tallies, outbox, labs, disk, clock; Slack.')
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP)
    .parse(argv, { from: 'user' })
    .opts<{ json?: true }>();

  const config = await configOf(around.env);
  const checks = Array.isArray(config)
    ? config
    : [...(await examine(config, systemClock.now())), ...(await examineChats(config, around.env))];
  const well = checks.every(({ state }) => state !== 'failure');
  around.out(json ? `${JSON.stringify({ well, checks })}\n` : report(checks));
  if (Array.isArray(config)) return EXIT.usage;
  return well ? EXIT.done : EXIT.failed;
}

/** What a chat platform says of its side; loaded only where it is served. */
async function examineChats(config: Config, env: NodeJS.ProcessEnv): Promise<Check[]> {
  if (!config.adapters.includes('slack')) return [];
  const { examineSlack } = await import('./slack/examine-slack.ts');
  const bound = await boundChannels(config, 'slack');
  return examineSlack({ env, address: config, bound, clock: systemClock });
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
