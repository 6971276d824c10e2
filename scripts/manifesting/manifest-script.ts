import { commandLine, EXIT, type Surroundings, UsageError } from '../support/script.ts';
import { table } from '../support/table.ts';
import { boxAddress } from './box-address.ts';
import { type ManifestWay, manifestOf } from './manifest.ts';
import { SCOPES, scopesOf } from './scopes.ts';

const HELP = `
The manifest goes to standard output; why each scope is asked for, to standard error.
It needs no configuration. What to do with it: docs/slack.md.
Exit codes: 0; 2 wrong usage.`;

interface Options {
  socket?: true;
  url?: string;
  minimal?: true;
}

/** Prints the manifest Slack makes the app from. */
export async function slackManifest(argv: readonly string[], around: Surroundings): Promise<number> {
  const options = commandLine('slack:manifest', around)
    .description('Prints the manifest of the Slack app.')
    .option('--socket', 'the box opens sockets to Slack: no address on the internet is needed')
    .option('--url <url>', 'Slack posts to the box at this address, as PUBLIC_URL names it')
    .option('--minimal', 'without the right to read messages in channels')
    .addHelpText('after', HELP)
    .parse(argv, { from: 'user' })
    .opts<Options>();
  const minimal = options.minimal === true;
  around.out(`${JSON.stringify(manifestOf(wayOf(options), { minimal }), null, 2)}\n`);
  around.err(reasons(minimal));
  return EXIT.done;
}

function wayOf({ socket, url }: Options): ManifestWay {
  if ((socket === true) === (url !== undefined)) {
    throw new UsageError(
      'say either --socket, or --url with the address of the box, e.g. --url https://idees.example.fr',
    );
  }
  if (url === undefined) return { kind: 'socket' };
  const box = boxAddress(url);
  if (box instanceof URL) return { kind: 'http', box };
  throw new UsageError(`--url will not do: ${box.wrong}; for example https://idees.example.fr`);
}

function reasons(minimal: boolean): string {
  const asked = scopesOf({ minimal }).map(({ name, why }) => [`  ${name}`, why]);
  const left = minimal ? SCOPES.filter(({ off }) => off !== undefined) : [];
  const [first] = left;
  const off = first ? `Left out: ${left.map(({ name }) => name).join(', ')}. Then ${first.off}.\n` : '';
  return `\nScopes, each with its reason:\n${table(asked)}${off}`;
}
