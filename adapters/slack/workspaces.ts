import type { WebClient } from '@slack/web-api';
import { SetupError } from '../../src/chat/adapter.ts';
import type { Clock } from '../../src/clock.ts';
import type { Logger } from '../../src/log.ts';
import { codeOf } from './codes.ts';
import { persistently } from './persistently.ts';

/** One workspace this app is installed in, and the way to call Slack there. */
export interface Workspace {
  team: string;
  /** The enterprise that owns it; null for a workspace of its own. */
  enterprise: string | null;
  /** Where ids of persons are unique: the enterprise, else the team. */
  realm: string;
  botUser: string;
  /** Null where Slack does not say it (an emulator): then our messages are known by our user. */
  botId: string | null;
  /** https://example.slack.com/ */
  url: string;
  client: WebClient;
}

/** What is wrong with a token, by Slack's code, and the way out. */
const REFUSED: Readonly<Record<string, string>> = {
  invalid_auth:
    'Slack does not know it. Copy the bot token again from "OAuth & Permissions" on api.slack.com/apps',
  not_authed:
    'Slack does not know it. Copy the bot token again from "OAuth & Permissions" on api.slack.com/apps',
  account_inactive: 'the app was removed from its workspace. Install it again, and copy the new token',
  token_revoked: 'it was revoked. Install the app again, and copy the new token',
  token_expired: 'it expired. Turn token rotation off in the app, install it again, and copy the new token',
  team_access_not_granted: 'the app is not approved in its workspace. Ask an administrator of the workspace',
};

/** The workspaces by their tokens, asked once at start. */
export class Workspaces {
  readonly #all: readonly Workspace[];
  readonly #byTeam: ReadonlyMap<string, Workspace>;
  /** Teams. */
  readonly #lost = new Set<string>();

  constructor(all: readonly Workspace[]) {
    this.#all = all;
    this.#byTeam = new Map(all.map((workspace) => [workspace.team, workspace]));
  }

  /** The app was removed from it: nothing is asked there before the next start. False when that was known. */
  lose(team: string): boolean {
    if (this.#lost.has(team)) return false;
    this.#lost.add(team);
    return true;
  }

  /** Those of a realm that are not lost. */
  inRealm(realm: string): readonly Workspace[] {
    return this.#all.filter((workspace) => workspace.realm === realm && !this.#lost.has(workspace.team));
  }

  byTeam(team: string): Workspace | null {
    return this.#byTeam.get(team) ?? null;
  }

  /** The workspace of a channel's team; of a person, or of a channel that names none, any of the realm. Not a lost one. */
  of({ realm, team }: { realm: string; team?: string }): Workspace | null {
    const named = team === undefined ? null : this.byTeam(team);
    if (named?.realm === realm) return this.#lost.has(named.team) ? null : named;
    return this.inRealm(realm)[0] ?? null;
  }

  all(): readonly Workspace[] {
    return this.#all;
  }

  /** Each realm once. */
  realms(): readonly string[] {
    return [...new Set(this.#all.map(({ realm }) => realm))];
  }
}

/**
 * Asks Slack whose each token is. Rejects with SetupError for one that is not taken: which by its place in
 * SLACK_BOT_TOKENS, never by its value, and what to do. Where Slack cannot be asked now it asks again, until it is
 * stopped.
 */
export async function openWorkspaces(
  clients: readonly WebClient[],
  asking: { clock: Clock; log: Logger; signal: AbortSignal },
): Promise<Workspaces> {
  const found = await Promise.all(clients.map((client, index) => openWorkspace(client, index + 1, asking)));
  const teams = found.map(({ team }) => team);
  const twice = teams.findIndex((team, index) => teams.indexOf(team) !== index);
  if (twice >= 0) {
    const first = teams.indexOf(teams[twice] ?? '') + 1;
    throw new SetupError(
      `SLACK_BOT_TOKENS: tokens ${first} and ${twice + 1} are of one workspace (${teams[twice]}). Keep one of them.`,
    );
  }
  return new Workspaces(found);
}

function openWorkspace(
  client: WebClient,
  place: number,
  { clock, log, signal }: { clock: Clock; log: Logger; signal: AbortSignal },
): Promise<Workspace> {
  const ask = async () => {
    try {
      return workspaceOf(client, place, await client.auth.test());
    } catch (error) {
      const code = codeOf(error);
      const refused = REFUSED[code];
      throw refused
        ? new SetupError(`SLACK_BOT_TOKENS: token ${place} is refused (${code}): ${refused}.`)
        : error;
    }
  };
  return persistently(ask, {
    clock,
    signal,
    failed(error) {
      const where = { code: codeOf(error), token: place, url: client.slackApiUrl };
      log.warn(
        where,
        'slack: it does not answer, it is asked again: check the network, a proxy, SLACK_API_URL',
      );
    },
  });
}

function workspaceOf(
  client: WebClient,
  place: number,
  told: Awaited<ReturnType<WebClient['auth']['test']>>,
): Workspace {
  const { team_id: team, enterprise_id: enterprise, user_id: botUser, bot_id: botId, url } = told;
  if (!team || !botUser) {
    throw new SetupError(
      `SLACK_BOT_TOKENS: token ${place} is no bot's. Copy the "Bot User OAuth Token", which begins with xoxb-.`,
    );
  }
  return {
    team,
    enterprise: enterprise || null,
    realm: enterprise || team,
    botUser,
    botId: botId || null,
    url: url ?? 'https://slack.com/',
    client,
  };
}
