import type { MattermostClient } from '../../adapters/mattermost/client.ts';
import { statusOf } from '../../adapters/mattermost/errors.ts';
import { type Check, failure, ok, warning } from '../examining/check.ts';
import {
  BOT_CREATION_PLACE,
  BOT_OWNER_PLACE,
  COMMANDS_PLACE,
  DIRECT_PLACE,
  INTERNAL_PLACE,
  SITE_URL_PLACE,
  TIMEOUT_PLACE,
} from './places.ts';
import { reaches } from './reach.ts';

const NAME = 'settings';

/** The box answers within two seconds; the rest is for the way there and back. */
const TIMEOUT_S = 5;

/** The part of the server's configuration that decides whether the box works, by its own names (model/config.go). */
interface ServerSettings {
  ServiceSettings: {
    SiteURL?: string;
    EnableCommands?: boolean;
    EnableBotAccountCreation?: boolean;
    AllowedUntrustedInternalConnections?: string;
    DisableBotsWhenOwnerIsDeactivated?: boolean;
    OutgoingIntegrationRequestsTimeout?: number;
  };
  TeamSettings: { RestrictDirectMessage?: string };
}

/** Where the box and its server are. */
export interface Ends {
  /** As the box calls the server. */
  url: string;
  /** As the server calls the box. */
  callback: URL;
}

/** What of the server's configuration stands in the way, and who changes it where. Reads only. */
export async function checkServerSettings(client: MattermostClient, ends: Ends): Promise<Check[]> {
  const settings = await readSettings(client);
  if (!settings) {
    const remedy =
      'nothing, if all else is well; a system administrator sees them, and "npm run doctor" tries what follows from them';
    return [warning(NAME, 'the server does not show its settings to this account', remedy)];
  }
  const found = [
    ...siteUrl(settings, ends),
    ...switches(settings),
    ...(await internalConnections(settings, ends)),
    ...timeout(settings),
  ];
  return found.length === 0 ? [ok(NAME, 'nothing in the way')] : found;
}

/** Null where this account may not. What is hidden from it is absent. */
async function readSettings(client: MattermostClient): Promise<ServerSettings | null> {
  try {
    const { ServiceSettings = {}, TeamSettings = {} } = (await client.getConfig()) as Partial<ServerSettings>;
    return { ServiceSettings, TeamSettings };
  } catch (error) {
    if (statusOf(error) === 403) return null;
    throw error;
  }
}

function siteUrl({ ServiceSettings: { SiteURL } }: ServerSettings, { url }: Ends): Check[] {
  if (SiteURL === undefined) return [];
  if (SiteURL === '') {
    return [
      failure(
        NAME,
        'SiteURL is empty: the server runs no command without it',
        admin(SITE_URL_PLACE, `the address people open Mattermost at, for example ${url}`),
      ),
    ];
  }
  const site = SiteURL.replace(/\/+$/, '');
  if (site === url) return [];
  const remedy =
    `if ${site} can be reached from the machine of the box, give it as --url; else nothing: what the box says late ` +
    'comes as a direct message then';
  return [warning(NAME, `SiteURL is ${site}, and the box is to call ${url}`, remedy)];
}

function switches({ ServiceSettings: service, TeamSettings: team }: ServerSettings): Check[] {
  const checks: Check[] = [];
  if (service.EnableCommands === false)
    checks.push(
      failure(NAME, 'EnableCommands is false: nobody can type /idee', admin(COMMANDS_PLACE, 'true')),
    );
  if (service.EnableBotAccountCreation === false) {
    const says = 'EnableBotAccountCreation is false: nobody can make a bot, though one that is there works';
    checks.push(warning(NAME, says, admin(BOT_CREATION_PLACE, 'true')));
  }
  if (service.DisableBotsWhenOwnerIsDeactivated === true) {
    const says =
      'DisableBotsWhenOwnerIsDeactivated is true: the bot stops with the account of whoever made it';
    checks.push(
      warning(NAME, says, `${admin(BOT_OWNER_PLACE, 'false')}, or makes the bot with an account that stays`),
    );
  }
  if (team.RestrictDirectMessage === 'team') {
    const says =
      'RestrictDirectMessage is "team": who is in none of the teams of the bot gets no direct message of it';
    const remedy = `nothing, if all who use the box are in a team of --team; else ${admin(DIRECT_PLACE, '"Any user on the Mattermost server"')}`;
    checks.push(warning(NAME, says, remedy));
  }
  return checks;
}

async function internalConnections(
  { ServiceSettings: { AllowedUntrustedInternalConnections: allowed } }: ServerSettings,
  { callback }: Ends,
): Promise<Check[]> {
  if (allowed === undefined) return [];
  const host = callback.hostname.replace(/^\[|\]$/g, '');
  const found = await reaches(host, allowed);
  if (found === 'yes') return [];
  if (found === 'unknown') {
    const remedy = 'see that the Mattermost server can resolve it; "npm run doctor" tries it';
    return [warning(NAME, `${host} leads nowhere from this machine`, remedy)];
  }
  const says = `AllowedUntrustedInternalConnections does not name ${host}: the server sends the box nothing`;
  return [failure(NAME, says, admin(INTERNAL_PLACE, `${allowed} ${host}`.trim()))];
}

function timeout({
  ServiceSettings: { OutgoingIntegrationRequestsTimeout: seconds },
}: ServerSettings): Check[] {
  if (seconds === undefined || seconds >= TIMEOUT_S) return [];
  const says = `OutgoingIntegrationRequestsTimeout is ${seconds} s: on a slow day the server does not wait for the box`;
  return [warning(NAME, says, admin(TIMEOUT_PLACE, '30'))];
}

function admin(place: string, value: string): string {
  return `a system administrator sets ${place} to ${value}`;
}
