import type { WebClient } from '@slack/web-api';
import { SetupError } from '../../src/chat/adapter.ts';
import type { Clock } from '../../src/clock.ts';
import type { Logger } from '../../src/log.ts';
import { codeOf } from './codes.ts';

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

/** Slack cannot be asked now; later it may answer. */
export class SlackUnreachableError extends Error {
  override readonly name = 'SlackUnreachableError';
}

/** Waits between tries when Slack cannot be asked, milliseconds. */
const RETRY_MS = [1_000, 3_000, 6_000];

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
 * SLACK_BOT_TOKENS, never by its value, and what to do. Rejects with {@link SlackUnreachableError} after some tries.
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

async function openWorkspace(
  client: WebClient,
  place: number,
  asking: { clock: Clock; log: Logger; signal: AbortSignal },
  [wait, ...waits]: readonly number[] = RETRY_MS,
): Promise<Workspace> {
  try {
    return workspaceOf(client, place, await client.auth.test());
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const code = codeOf(error);
    const refused = REFUSED[code];
    if (refused) throw new SetupError(`SLACK_BOT_TOKENS: token ${place} is refused (${code}): ${refused}.`);
    asking.log.warn({ code, token: place }, 'slack: a workspace cannot be asked');
    if (wait === undefined || asking.signal.aborted) {
      throw new SlackUnreachableError(
        `Slack does not answer at ${client.slackApiUrl} (${code}). Check the network, a proxy, and SLACK_API_URL; ` +
          'then start again.',
      );
    }
  }
  await asking.clock.sleep(wait, asking.signal);
  return openWorkspace(client, place, asking, waits);
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
