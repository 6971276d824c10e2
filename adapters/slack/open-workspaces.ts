import type { WebClient } from '@slack/web-api';
import { type AdapterContext, SetupError } from '../../src/chat/adapter.ts';
import { evenIfBrokenOff } from '../../src/chat/kit/broken-off.ts';
import { persistently } from '../../src/chat/kit/persistently.ts';
import { codeOf } from './codes.ts';
import { restAfter } from './errors.ts';
import { recallWorkspace, rememberWorkspace } from './known-workspaces.ts';
import { Trouble } from './trouble.ts';
import { type Token, workspaceOf } from './workspace-of.ts';
import { type Workspace, Workspaces } from './workspaces.ts';

const UNKNOWN =
  'Slack does not know it. Copy the bot token again from "OAuth & Permissions" on api.slack.com/apps';

/** What is wrong with a token, by Slack's code, and the way out. */
const REFUSED: Readonly<Record<string, string>> = {
  invalid_auth: UNKNOWN,
  not_authed: UNKNOWN,
  account_inactive: 'the app was removed from its workspace. Install it again, and copy the new token',
  token_revoked: 'it was revoked. Install the app again, and copy the new token',
  token_expired: 'it expired. Turn token rotation off in the app, install it again, and copy the new token',
  team_access_not_granted: 'the app is not approved in its workspace. Ask an administrator of the workspace',
};

/** Codes of what never was a token, where we do not remember that it worked. */
const NO_TOKEN: ReadonlySet<string> = new Set(['invalid_auth', 'not_authed']);

type Asking = Pick<AdapterContext, 'clock' | 'log' | 'memory'> & { signal: AbortSignal };

/** A workspace, or why there is none for a token. */
type Asked =
  | { workspace: Workspace }
  | { refused: SetupError; code: string; place: number; lost: Workspace | null };

/** The workspaces of the tokens, and those of them that are lost: their tokens worked once. */
interface Opened {
  workspaces: Workspaces;
  lost: readonly Workspace[];
}

/**
 * Asks Slack whose each token is. A token that is dead leaves its workspace lost and the others working. Rejects with
 * SetupError where no token works, and for one that never was any or is none of a workspace: which by its place in
 * SLACK_BOT_TOKENS, never by its value, and what to do. Where Slack cannot be asked now it asks again, until it is
 * stopped.
 */
export async function openWorkspaces(clients: readonly WebClient[], asking: Asking): Promise<Opened> {
  const asked = await Promise.all(
    clients.map((client, index) => openWorkspace({ client, place: index + 1 }, asking)),
  );
  const working = asked.flatMap((one) => ('workspace' in one ? [one.workspace] : []));
  const refused = asked.flatMap((one) => ('refused' in one ? [one] : []));
  if (working.length === 0 && refused[0]) throw refused[0].refused;
  refuseTwice(asked);
  for (const workspace of working) await rememberWorkspace(workspace, asking.memory);
  for (const { refused: why, code, place } of refused) {
    asking.log.error({ code, token: place }, `slack: the other workspaces go on without it. ${why.message}`);
  }
  const teams = new Set(working.map(({ team }) => team));
  const lost = refused.flatMap(({ lost }) => (lost && !teams.has(lost.team) ? [lost] : []));
  return { workspaces: new Workspaces([...working, ...lost]), lost };
}

function refuseTwice(asked: readonly Asked[]): void {
  const teams = asked.map((one) => ('workspace' in one ? one.workspace.team : null));
  const twice = teams.findIndex((team, index) => team !== null && teams.indexOf(team) !== index);
  if (twice < 0) return;
  const first = teams.indexOf(teams[twice] ?? null) + 1;
  throw new SetupError(
    `SLACK_BOT_TOKENS: tokens ${first} and ${twice + 1} are of one workspace (${teams[twice]}). Keep one of them.`,
  );
}

function openWorkspace(token: Token, asking: Asking): Promise<Asked> {
  const { client, place } = token;
  const ask = async (): Promise<Asked> => {
    try {
      return { workspace: workspaceOf(token, await evenIfBrokenOff(() => client.auth.test())) };
    } catch (error) {
      const code = codeOf(error);
      if (REFUSED[code]) return dead(token, code, asking);
      throw error;
    }
  };
  const trouble = new Trouble(asking.log, {
    begins: 'slack: it does not answer, it is asked again: check the network, a proxy, SLACK_API_URL',
    ends: 'slack: it answers',
  });
  return persistently(ask, {
    ...asking,
    restAfter,
    failed: (error) => trouble.failed(place, { code: codeOf(error), token: place, url: client.slackApiUrl }),
  }).finally(() => {
    if (!asking.signal.aborted) trouble.worked(place);
  });
}

/** Throws the SetupError for what was mistyped: to go on without it would hide that. */
async function dead({ client, place }: Token, code: string, { memory }: Asking): Promise<Asked> {
  const refused = new SetupError(`SLACK_BOT_TOKENS: token ${place} is refused (${code}): ${REFUSED[code]}.`);
  const lost = await recallWorkspace(client, memory);
  if (!lost && NO_TOKEN.has(code)) throw refused;
  return { refused, code, place, lost };
}
