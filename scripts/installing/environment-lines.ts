import { siteNameOf } from '../../adapters/mattermost/environment.ts';
import { setting } from '../../adapters/mattermost/site.ts';
import { serverAddress } from './server-address.ts';

/** What the environment says already of the server that is being set up. */
export interface Configured {
  /** The place of the server among those of the environment; its settings have a number from the second on. */
  index: number;
  /** The name of the site, which must stay when it was chosen before. */
  site: string;
  botToken: string;
  /** Tokens of commands, by team. */
  commandTokens: ReadonlyMap<string, string>;
}

/** Looks the server up in the environment; one that is not there gets the first free place, or the one asked for. */
export function configuredOf(env: NodeJS.ProcessEnv, url: string, place: number | null): Configured {
  const index = place === null ? placeOf(env, url) : place - 1;
  const read = (name: string) => env[setting(name, index)]?.trim() ?? '';
  return {
    index,
    site: read('MATTERMOST_SITE') || siteNameOf(url),
    botToken: read('MATTERMOST_BOT_TOKEN'),
    commandTokens: pairsOf(read('MATTERMOST_COMMAND_TOKENS')),
  };
}

function placeOf(env: NodeJS.ProcessEnv, url: string): number {
  for (let index = 0; ; index += 1) {
    const there = env[setting('MATTERMOST_URL', index)]?.trim() ?? '';
    if (there === '' || sameAddress(there, url)) return index;
  }
}

function sameAddress(text: string, url: string): boolean {
  const address = serverAddress(text);
  return 'url' in address && address.url === url;
}

/** What is no pair is left out: it is told at the start of the box. */
function pairsOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').map((pair) => pair.trim().split('='));
  return new Map(pairs.flatMap(([team, token]) => (team && token ? [[team, token] as const] : [])));
}

/** What the set-up found out. */
export interface Found {
  url: string;
  callback: URL;
  /** Null: there is one, which is not shown any more. */
  botToken: string | null;
  commandTokens: ReadonlyMap<string, string>;
}

/** The lines for `.env`. What the environment says already is left out: they are put behind those that are there. */
export function environmentLines(env: NodeJS.ProcessEnv, before: Configured, found: Found): string {
  const said = (name: string) => env[setting(name, before.index)]?.trim() ?? '';
  const named = (name: string, value: string) =>
    said(name) === value ? '' : `${setting(name, before.index)}=${value}\n`;
  const tokens = [...new Map([...before.commandTokens, ...found.commandTokens])];
  return [
    adaptersLine(env),
    sameAddress(said('MATTERMOST_URL'), found.url) ? '' : named('MATTERMOST_URL', found.url),
    named('MATTERMOST_SITE', before.site),
    found.botToken === null ? '' : named('MATTERMOST_BOT_TOKEN', found.botToken),
    [...found.commandTokens].every(([team, token]) => before.commandTokens.get(team) === token)
      ? ''
      : named('MATTERMOST_COMMAND_TOKENS', tokens.map(([team, token]) => `${team}=${token}`).join(',')),
    callbackLine(env, found.callback),
  ].join('');
}

/** Nobody logs in to these: they are to try the box, not to stand where a server reaches it. */
const TO_TRY = ['local', 'terminal'];

/** The box serves what stands there. */
function adaptersLine({ CHAT_ADAPTERS = '' }: NodeJS.ProcessEnv): string {
  const served = CHAT_ADAPTERS.split(',').map((name) => name.trim());
  if (served.includes('mattermost')) return '';
  const kept = served.filter((name) => name !== '' && !TO_TRY.includes(name));
  return `CHAT_ADAPTERS=${[...kept, 'mattermost'].join(',')}\n`;
}

function callbackLine({ MATTERMOST_CALLBACK_URL, PUBLIC_URL }: NodeJS.ProcessEnv, callback: URL): string {
  const [there = ''] = [MATTERMOST_CALLBACK_URL, PUBLIC_URL].filter(Boolean);
  const { href } = callback;
  return sameAddress(there, href.replace(/\/+$/, ''))
    ? ''
    : `MATTERMOST_CALLBACK_URL=${href.replace(/\/+$/, '')}\n`;
}
