import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { createClient } from '../../../adapters/slack/client.ts';
import { codeOf } from '../../../adapters/slack/codes.ts';
import type { Environment } from '../../../adapters/slack/environment.ts';
import { workspaceOf } from '../../../adapters/slack/workspace-of.ts';
import { SetupError } from '../../../src/chat/adapter.ts';
import type { Clock } from '../../../src/clock.ts';
import { type Check, counted, failure, ok, warning } from '../check.ts';
import { APP, INSTALL_PAGE, TOKEN_PAGE } from './places.ts';
import { checkScopes } from './scopes.ts';
import type { Skew } from './skew.ts';

/** A workspace whose token works. */
export interface Installed {
  team: string;
  realm: string;
  client: WebClient;
}

/** What was found of one token; no workspace where it does not work. */
export interface TokenFindings {
  installed: Installed | null;
  /** Whether Slack said anything of it. */
  tried: boolean;
  checks: readonly Check[];
}

const NAME = 'slack token';

const REMEDIES: Readonly<Record<string, string>> = {
  account_inactive: `the app was removed from its workspace: ${INSTALL_PAGE} > "Install to Workspace", then copy ${TOKEN_PAGE}`,
  token_revoked: `${INSTALL_PAGE} > "Reinstall to Workspace", then copy ${TOKEN_PAGE}`,
  token_expired: `${APP} > "OAuth & Permissions": token rotation must be off; make the app anew from the manifest`,
  team_access_not_granted: 'ask who administers the workspace to approve the app',
};

/** Asks Slack whose each token is, and what it may do. Tokens are told by their place in SLACK_BOT_TOKENS. */
export async function checkTokens(
  { tokens, apiUrl }: Pick<Environment, 'tokens' | 'apiUrl'>,
  skew: Skew,
  clock: Clock,
): Promise<TokenFindings[]> {
  const findings: TokenFindings[] = [];
  for (const [index, token] of tokens.entries()) {
    const client = createClient(token, { apiUrl, clock, fetch: skew.fetch });
    findings.push(twiceUnless(findings, index + 1, await checkToken(client, index + 1)));
  }
  return findings;
}

async function checkToken(client: WebClient, place: number): Promise<TokenFindings> {
  try {
    const told = await client.auth.test();
    const { team, realm, url } = workspaceOf({ client, place }, told);
    const works = ok(NAME, `token ${place}: workspace ${team}, ${url}`);
    const scopes = checkScopes(place, told.response_metadata?.scopes);
    return { installed: { team, realm, client }, tried: true, checks: [works, scopes] };
  } catch (error) {
    if (error instanceof SetupError) {
      const says = `the box would not start with token ${place}`;
      return { installed: null, tried: true, checks: [failure(NAME, says, error.message)] };
    }
    if (error instanceof WebAPIRateLimitedError) {
      return { installed: null, tried: false, checks: [leftAlone(place, error.retryAfter)] };
    }
    const tried = error instanceof WebAPIPlatformError;
    return { installed: null, tried, checks: [refused(place, codeOf(error), client.slackApiUrl)] };
  }
}

/** Slack answers, and says nothing of the token. */
function leftAlone(place: number, seconds: number): Check {
  const says = `token ${place} could not be tried: Slack was asked too often, and wants to be left alone for ${seconds} s`;
  return warning(NAME, says, `examine again in ${counted(Math.ceil(seconds / 60), 'minute')}`);
}

function refused(place: number, code: string, apiUrl: string): Check {
  const remedy = REMEDIES[code];
  if (remedy) return failure(NAME, `token ${place} is refused: ${code}`, remedy);
  if (/^(invalid|not)_auth/.test(code)) {
    const says = `token ${place} is refused: Slack does not know it (${code})`;
    return failure(NAME, says, `copy ${TOKEN_PAGE} into SLACK_BOT_TOKENS`);
  }
  const network = `look at the network, a proxy and SLACK_API_URL: can this machine reach ${apiUrl}?`;
  return failure(NAME, `token ${place} could not be tried: Slack gave no answer (${code})`, network);
}

/** The box does not start with two tokens of one workspace. */
function twiceUnless(before: readonly TokenFindings[], place: number, found: TokenFindings): TokenFindings {
  const first = before.findIndex(({ installed }) => installed && installed.team === found.installed?.team);
  if (first < 0) return found;
  const says = `tokens ${first + 1} and ${place} are of one workspace`;
  return { ...found, installed: null, checks: [failure(NAME, says, 'keep one of them in SLACK_BOT_TOKENS')] };
}
