import { z } from 'zod';
import { type EmojiNames, readEmojiNames } from '../../src/chat/kit/emoji-names.ts';
import { SKIN_TONE } from './emoji.ts';
import type { SiteSettings } from './site-settings.ts';

export interface Environment {
  sites: readonly SiteSettings[];
  /** Where the servers reach the box. */
  callbackUrl: URL;
  /** Names of emoji that count as others, beside the usual ones. */
  emoji: EmojiNames;
}

/** Says what is wrong with a variable. */
type Refuse = (name: string, says: string) => void;

/** What is set of the environment: a variable that is set to nothing is as good as absent. */
type Given = Readonly<Record<string, string | undefined>>;

/** Of each server; further servers have `_2`, `_3` and so on behind these names. */
const OF_A_SITE = /^MATTERMOST_(?:URL|BOT_TOKEN|COMMAND_TOKENS|SITE)(?:_([2-9]|[1-9]\d))?$/;

/**
 * Mattermost's own settings. What is wrong is told with an example of the right shape, and never with the value: most
 * of them are secrets.
 */
export const environment = z
  // That of a process is no plain object, which a record would have to be.
  .object({})
  .catchall(z.string().optional())
  .transform(
    (env): Given =>
      Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value?.trim() || undefined])),
  )
  .transform((env, check): Environment => {
    const refuse: Refuse = (name, message) => check.addIssue({ code: 'custom', path: [name], message });
    const sites = Array.from({ length: sitesNamed(env) }, (_, index) => siteOf(env, index, refuse));
    const emoji = readEmojiNames(env.MATTERMOST_EMOJI ?? '', SKIN_TONE);
    if (!emoji) {
      refuse(
        'MATTERMOST_EMOJI',
        'must be names of emoji and what they count as, separated by commas, for example MATTERMOST_EMOJI=tada=👍,no_entry=👎',
      );
    }
    const callbackUrl = callbackOf(env, refuse);
    const whole = sites.filter((site) => site !== null);
    refuseTwins(whole, refuse);
    return callbackUrl && emoji && whole.length === sites.length
      ? { sites: whole, callbackUrl, emoji }
      : z.NEVER;
  });

/** One server at least; what is set of the third means that there is a second. */
function sitesNamed(env: Given): number {
  const numbers = Object.entries(env).map(([name, value]) => {
    const named = value === undefined ? null : OF_A_SITE.exec(name);
    return named?.[1] === undefined ? 1 : Number(named[1]);
  });
  return Math.max(1, ...numbers);
}

function siteOf(env: Given, index: number, refuse: Refuse): SiteSettings | null {
  const named = (name: string) => (index === 0 ? name : `${name}_${index + 1}`);
  const read = <T>(name: string, reader: (text: string) => T | null, says: string): T | null => {
    const value = reader(env[named(name)] ?? '');
    if (value === null) refuse(named(name), says.replaceAll('NAME', named(name)));
    return value;
  };
  const url = read(
    'MATTERMOST_URL',
    addressOf,
    'must be the http or https address of the Mattermost server, for example NAME=https://chat.example.fr',
  );
  const botToken = read(
    'MATTERMOST_BOT_TOKEN',
    (text) => (/^\S{8,}$/.test(text) ? text : null),
    'must be the token of the bot account, for example NAME=9xuqwrwgstrb3mzrxb83nb357a',
  );
  const commandTokens = read(
    'MATTERMOST_COMMAND_TOKENS',
    tokensOf,
    'must be the id of each team and the token of its command, separated by commas, ' +
      'for example NAME=6ksdzmd7nfn1bgp1rhnnqxzkqa=o4zcwu5hu3n9cgbz6kyo8xsicr',
  );
  const site = read(
    'MATTERMOST_SITE',
    (text) => (text === '' ? (url && siteNameOf(url)) || 'unknown' : nameOf(text)),
    'must be a name of small letters, digits, dots and hyphens that will stay, for example NAME=chat.example.fr',
  );
  return url && botToken && commandTokens && site ? { realm: site, url, botToken, commandTokens } : null;
}

/** Two servers of one name would be one to the box. */
function refuseTwins(sites: readonly SiteSettings[], refuse: Refuse): void {
  const realms = sites.map(({ realm }) => realm);
  const twin = realms.findIndex((realm, index) => realms.indexOf(realm) !== index);
  if (twin < 0) return;
  refuse(`MATTERMOST_SITE_${twin + 1}`, 'must be another name than that of the servers before it');
}

function callbackOf(env: Given, refuse: Refuse): URL | null {
  const address = addressOf(env.MATTERMOST_CALLBACK_URL ?? env.PUBLIC_URL ?? '');
  if (address) return new URL(`${address}/`);
  refuse(
    'MATTERMOST_CALLBACK_URL',
    'must be the http or https address at which the Mattermost server reaches this box, for example ' +
      'MATTERMOST_CALLBACK_URL=http://10.0.0.12:3000; or set PUBLIC_URL, where it is the same',
  );
  return null;
}

/** An address without a slash at its end, a sub-path kept; null for what is none. */
function addressOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, origin, pathname, username, password } = new URL(text);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return null;
  return `${origin}${pathname}`.replace(/\/+$/, '');
}

/**
 * The name of a site of that address: its host, its port and its path where it has them. It stands in the identity
 * of each person there, so it must stay when the address changes: then it is set.
 */
export function siteNameOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  const pieces = [hostname, port, ...pathname.split('/')].filter((piece) => piece !== '');
  return pieces
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
}

function nameOf(text: string): string | null {
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(text) ? text : null;
}

/** `teamid=token,…`; null where one of them is none, or a team is named twice. */
function tokensOf(text: string): ReadonlyMap<string, string> | null {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');
  const tokens = new Map<string, string>();
  for (const pair of pairs) {
    const [, team, token] = /^([a-z0-9]{26})\s*=\s*(\S{8,})$/.exec(pair) ?? [];
    if (!team || !token || tokens.has(team)) return null;
    tokens.set(team, token);
  }
  return tokens.size > 0 ? tokens : null;
}
