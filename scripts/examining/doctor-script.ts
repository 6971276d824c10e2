import { signerOf } from '../../src/chat/contexts.ts';
import { systemClock } from '../../src/clock.ts';
import { type Config, ConfigError } from '../../src/config.ts';
import { configure } from '../../src/configure.ts';
import { Secrets } from '../../src/secrets.ts';
import { commandLine, EXIT, type Surroundings } from '../support/script.ts';
import { boundChannels } from './bound-channels.ts';
import type { Check } from './check.ts';
import { examine } from './examine.ts';
import { reportOf } from './report.ts';

const HELP = `
It reads, while the box runs or not, and changes nothing. Where Slack is served, it asks Slack, and knocks at the box
as Slack does. Where Mattermost is served, it asks each server, and has it call the running box.

Exit codes: 0 all well, or warnings only; 1 at least one failure; 2 wrong usage or configuration.`;

/** Examines the box and says what to do. */
export async function doctor(argv: readonly string[], around: Surroundings): Promise<number> {
  const { json } = commandLine('doctor', around)
    .description(
      'Examines the box: configuration, database, tallies, outbox, labs, disk, clock; Slack, Mattermost.',
    )
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP)
    .parse(argv, { from: 'user' })
    .opts<{ json?: true }>();

  const config = await configOf(around.env);
  const checks = Array.isArray(config)
    ? config
    : [...(await examine(config, systemClock.now())), ...(await examineChats(config, around.env))];
  const well = checks.every(({ state }) => state !== 'failure');
  around.out(json ? `${JSON.stringify({ well, checks })}\n` : reportOf(checks));
  if (Array.isArray(config)) return EXIT.usage;
  return well ? EXIT.done : EXIT.failed;
}

/** What a chat platform says of its side; loaded only where it is served. */
async function examineChats(config: Config, env: NodeJS.ProcessEnv): Promise<Check[]> {
  const checks: Check[] = [];
  if (config.adapters.includes('slack')) {
    const { examineSlack } = await import('./slack/examine-slack.ts');
    const bound = await boundChannels(config, 'slack');
    checks.push(...(await examineSlack({ env, address: config, bound, clock: systemClock })));
  }
  if (config.adapters.includes('mattermost')) {
    const { examineMattermost } = await import('./mattermost/examine-mattermost.ts');
    const all = await boundChannels(config, 'mattermost');
    const bound = all.filter(({ channel }) => channel.lostAt === null);
    const signer = signerOf('mattermost', new Secrets(config.secret ?? '', config.previousSecret));
    checks.push(...(await examineMattermost({ env, address: config, bound, signer, clock: systemClock })));
  }
  return checks;
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
