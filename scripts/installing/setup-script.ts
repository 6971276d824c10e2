import { MattermostClient } from '../../adapters/mattermost/client.ts';
import { doorAddress } from '../../adapters/mattermost/doors.ts';
import { codeOf, MattermostError } from '../../adapters/mattermost/mattermost-error.ts';
import { systemClock } from '../../src/clock.ts';
import { failure } from '../examining/check.ts';
import { reportOf } from '../examining/report.ts';
import { BOT_NAME } from '../grammar/slash-command.ts';
import { commandLine, EXIT, type Surroundings, UsageError } from '../support/script.ts';
import { adminToken, whoseToken } from './admin.ts';
import { tokenOf } from './bot-token.ts';
import { configuredOf, environmentLines } from './environment-lines.ts';
import { serverAddress } from './server-address.ts';
import { checkServerSettings } from './server-settings.ts';
import { type Done, setUp } from './set-up.ts';

const HELP = `
It asks for the token of an administrator: MM_ADMIN_TOKEN, or standard input. The token is kept in memory alone.
The lines for .env go to standard output, what was found and made to standard error. Run again it makes nothing that is
there already. What comes before and after: docs/mattermost.md.
Exit codes: 0 all there; 1 something is in the way; 2 wrong usage, or the server or the token is not taken.`;

interface Options {
  url: string;
  team: string[];
  channel: string[];
  callback?: string;
  bot: string;
  server?: string;
  newToken?: true;
}

const several = (one: string, before: string[]) => [...before, one];

/** Makes the box's account and command on a Mattermost server, and says what else is to be set there. */
export async function mattermostSetup(argv: readonly string[], around: Surroundings): Promise<number> {
  const options = commandLine('mattermost:setup', around)
    .description('Makes bot, memberships and /idee on a Mattermost server; prints the lines for .env.')
    .requiredOption('--url <url>', 'the server, as the box calls it: https://chat.example.fr')
    .option('--team <name>', 'a team that is to have /idee; may be repeated', several, [])
    .option(
      '--channel <name>',
      'a channel the bot is to be in, NAME or TEAM/NAME; may be repeated',
      several,
      [],
    )
    .option(
      '--callback <url>',
      'where the server reaches the box; default MATTERMOST_CALLBACK_URL or PUBLIC_URL',
    )
    .option('--bot <username>', 'the username of the bot', BOT_NAME)
    .option(
      '--server <number>',
      'its place among several servers; default: where .env has it, or the next one',
    )
    .option('--new-token', 'makes another token for the bot; older ones go on working')
    .addHelpText('after', HELP)
    .parse(argv, { from: 'user' })
    .opts<Options>();
  const { env } = around;
  const url = addressIn('--url', options.url, 'https://chat.example.fr');
  const callback = callbackOf(options, env);
  if (options.team.length === 0)
    throw new UsageError('name a team at least: --team NAME, as in https://…/NAME/channels/…');
  const before = configuredOf(env, url, placeOf(options));

  const client = new MattermostClient({ url, token: await adminToken(around), clock: systemClock });
  const { username } = await whoseToken(client);
  around.err(`${url}, as @${username}\n`);
  const door = doorAddress(callback, before.site, 'command');
  const done: Done = { bot: null, commandTokens: new Map(), checks: [] };
  let botToken: string | null = null;
  try {
    done.checks.push(...(await checkServerSettings(client, { url, callback })));
    await setUp(client, { ...options, teams: options.team, channels: options.channel, door }, done);
    if (done.bot !== null) {
      // The last step: a new token is shown this once, and nothing after it may lose it.
      const asked = { bot: done.bot, configured: before.botToken, another: options.newToken === true };
      const token = await tokenOf(client, { ...asked, url, clock: systemClock });
      done.checks.push(token.check);
      botToken = token.made;
    }
  } catch (error) {
    if (!(error instanceof MattermostError)) throw error;
    const says = `it stopped answering: ${codeOf(error)}`;
    done.checks.push(failure('server', says, 'run this again: it goes on from there'));
  }
  around.out(environmentLines(env, before, { url, callback, botToken, commandTokens: done.commandTokens }));
  around.err(reportOf(done.checks));
  return done.checks.some(({ state }) => state === 'failure') ? EXIT.failed : EXIT.done;
}

function addressIn(option: string, text: string, example: string): string {
  const address = serverAddress(text);
  if ('url' in address) return address.url;
  throw new UsageError(`${option} will not do: ${address.wrong}; for example ${option} ${example}`);
}

function callbackOf({ callback }: Options, { MATTERMOST_CALLBACK_URL, PUBLIC_URL }: NodeJS.ProcessEnv): URL {
  const given = callback || MATTERMOST_CALLBACK_URL || PUBLIC_URL;
  if (given) return new URL(addressIn('--callback', given, 'https://idees.example.fr'));
  throw new UsageError(
    'say where the server reaches the box: --callback https://idees.example.fr, or http://10.0.0.12:3000 in a network ' +
      'of your own; or set PUBLIC_URL',
  );
}

function placeOf({ server }: Options): number | null {
  if (server === undefined) return null;
  if (/^[1-9]\d?$/.test(server)) return Number(server);
  throw new UsageError('--server is 1 for the first server, 2 for the second, up to 99');
}
