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
type Asked = { workspace: Workspace } | Refused;

/** A dead token. `lost`: whose it was, where that is known. */
interface Refused {
  refused: SetupError;
  code: string;
  place: number;
  lost: Workspace | null;
}

/** A token whose workspace cannot be asked for yet: it holds up no other. */
export interface Awaited {
  /** Whose it was when it last worked; null where that is not known, or is a workspace that is open by another token. */
  known: Workspace | null;
  /** It never worked here: it may be of any workspace. */
  isNew: boolean;
  asked: Promise<Asked>;
}

/** The workspaces of the tokens, those of them that are lost (their tokens worked once), and what is still awaited. */
interface Opened {
  workspaces: Workspaces;
  lost: readonly Workspace[];
  awaited: readonly Awaited[];
}

/**
 * Asks Slack whose each token is. A token that is dead leaves its workspace lost and the others working. Rejects with
 * SetupError where no token works, and for one that never was any or is none of a workspace: which by its place in
 * SLACK_BOT_TOKENS, never by its value, and what to do. Where Slack cannot be asked now it asks again, until it is
 * stopped; it resolves once a workspace is open and each was tried once, or all are dead.
 */
export async function openWorkspaces(clients: readonly WebClient[], asking: Asking): Promise<Opened> {
  const givenUp = new AbortController();
  const signal = AbortSignal.any([asking.signal, givenUp.signal]);
  const openings = clients.map((client, index) => begin({ client, place: index + 1 }, { ...asking, signal }));
  try {
    await Promise.all(openings.map(({ tried }) => tried));
    if (!openings.some(({ now }) => now && 'workspace' in now)) await firstToWork(openings);
    return await openedBy(openings, asking);
  } catch (error) {
    givenUp.abort();
    throw error;
  }
}

async function openedBy(openings: readonly Opening[], { memory, log }: Asking): Promise<Opened> {
  const asked = openings.map(({ now }) => now);
  const working = asked.flatMap((one) => (one && 'workspace' in one ? [one.workspace] : []));
  const refused = asked.flatMap((one) => (one && 'refused' in one ? [one] : []));
  if (working.length === 0 && refused[0]) throw refused[0].refused;
  refuseTwice(asked);
  for (const workspace of working) await rememberWorkspace(workspace, memory);
  for (const one of refused) goesOnWithout(one, log);
  const teams = new Set(working.map(({ team }) => team));
  const lost = refused.flatMap(({ lost }) => (lost && !teams.has(lost.team) ? [lost] : []));
  const awaited: Awaited[] = [];
  for (const { token, now, asked } of openings) {
    if (now) continue;
    const known = await recallWorkspace(token.client, memory);
    awaited.push({ known: known && !teams.has(known.team) ? known : null, isNew: known === null, asked });
  }
  const resting = awaited.flatMap(({ known }) => known ?? []);
  const unknown = awaited.filter(({ isNew }) => isNew).length;
  const workspaces = new Workspaces([...working, ...lost, ...resting], unknown);
  for (const { team } of resting) workspaces.lose(team);
  return { workspaces, lost, awaited };
}

/** The log on a token that is dead. */
export function goesOnWithout({ refused, code, place }: Refused, log: AdapterContext['log']): void {
  log.error({ code, place }, `slack: the other workspaces go on without it. ${refused.message}`);
}

/** A token, and what came of asking whose it is: `now` where that is known already. */
interface Opening {
  token: Token;
  /** Resolves after the first try. Rejects where no time helps, or at a stop. */
  tried: Promise<void>;
  asked: Promise<Asked>;
  now: Asked | null;
}

function begin(token: Token, asking: Asking): Opening {
  let failed = () => {};
  const once = new Promise<void>((resolve) => {
    failed = resolve;
  });
  const asked = openWorkspace(token, asking, () => failed());
  const opening: Opening = { token, asked, now: null, tried: once };
  const done = asked.then((one) => {
    opening.now = one;
  });
  opening.tried = Promise.race([once, done]);
  opening.tried.catch(() => {});
  done.catch(() => {});
  return opening;
}

/** Resolves once one works, or all are dead. Rejects where one is mistyped, or at a stop. */
async function firstToWork(openings: readonly Opening[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let left = openings.length;
    for (const { asked } of openings) {
      asked.then((one) => {
        left -= 1;
        if ('workspace' in one || left === 0) resolve();
      }, reject);
    }
  });
}

function refuseTwice(asked: readonly (Asked | null)[]): void {
  const teams = asked.map((one) => (one && 'workspace' in one ? one.workspace.team : null));
  const twice = teams.findIndex((team, index) => team !== null && teams.indexOf(team) !== index);
  if (twice < 0) return;
  const first = teams.indexOf(teams[twice] ?? null) + 1;
  throw new SetupError(
    `SLACK_BOT_TOKENS: tokens ${first} and ${twice + 1} are of one workspace (${teams[twice]}). Keep one of them.`,
  );
}

function openWorkspace(token: Token, asking: Asking, failed: () => void): Promise<Asked> {
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
    begins:
      'slack: whose the token at that place of SLACK_BOT_TOKENS is cannot be asked, it is asked again. By the code: ' +
      'the network, a proxy, SLACK_API_URL; or what its workspace has to allow (org_login_required, access_denied…)',
    ends: 'slack: the token at that place is taken',
  });
  return persistently(ask, {
    ...asking,
    restAfter,
    failed(error) {
      trouble.failed(place, { code: codeOf(error), place, url: client.slackApiUrl });
      failed();
    },
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
