import { z } from 'zod';
import { type EmojiNames, readEmojiNames } from '../../src/chat/kit/emoji-names.ts';
import { SKIN_TONE } from './emoji.ts';

/** Where every call goes unless told otherwise; GovSlack and proxies have their own. */
const PUBLIC_API = 'https://slack.com/api/';

/** A variable that is set to nothing is as good as absent. */
const filled = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

/** How requests reach the adapter: posted to our address and signed, or over sockets that we open. */
export type WayIn = { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string };

export interface Environment {
  /** One bot token a workspace. */
  tokens: readonly string[];
  way: WayIn;
  /** Ends with a slash. */
  apiUrl: string;
  /** Names of emoji that count as others, beside the usual ones. */
  emoji: EmojiNames;
}

/**
 * Slack's own settings. What is wrong is told with an example of the right shape, and never with the value: most
 * of them are secrets.
 */
export const environment = z
  .object({
    SLACK_BOT_TOKENS: filled,
    SLACK_SIGNING_SECRET: filled,
    SLACK_APP_TOKEN: filled,
    SLACK_API_URL: filled,
    SLACK_EMOJI: filled,
  })
  .transform((env, check): Environment => {
    const refuse = (name: keyof typeof env, says: string) =>
      check.addIssue({ code: 'custom', path: [name], message: says });

    const tokens = listOf(env.SLACK_BOT_TOKENS);
    if (tokens.length === 0 || !tokens.every((token) => /^xoxb-\S+$/.test(token))) {
      refuse(
        'SLACK_BOT_TOKENS',
        'must be one bot token a workspace, separated by commas ("OAuth & Permissions" on api.slack.com/apps), ' +
          'for example SLACK_BOT_TOKENS=xoxb-1234-5678-AbCd',
      );
    }
    const way = wayIn(env, refuse);
    const apiUrl = addressOf(env.SLACK_API_URL ?? PUBLIC_API);
    if (!apiUrl) refuse('SLACK_API_URL', `must be an http or https address, for example ${PUBLIC_API}`);
    const emoji = readEmojiNames(env.SLACK_EMOJI ?? '', SKIN_TONE);
    if (!emoji) {
      refuse(
        'SLACK_EMOJI',
        'must be names of emoji and what they count as, separated by commas, for example SLACK_EMOJI=tada=👍,no_entry=👎',
      );
    }
    return way && apiUrl && emoji ? { tokens, way, apiUrl, emoji } : z.NEVER;
  });

/** Socket Mode where there is an app-level token, else HTTP. */
function wayIn(
  env: { SLACK_SIGNING_SECRET?: string | undefined; SLACK_APP_TOKEN?: string | undefined },
  refuse: (name: 'SLACK_SIGNING_SECRET' | 'SLACK_APP_TOKEN', says: string) => void,
): WayIn | null {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env;
  if (appToken !== undefined) {
    if (/^xapp-\S+$/.test(appToken)) return { kind: 'socket', appToken };
    refuse(
      'SLACK_APP_TOKEN',
      'must be an app-level token with the scope connections:write, for example SLACK_APP_TOKEN=xapp-1-A012-3456-abcd; ' +
        'leave it out to receive requests over HTTP',
    );
    return null;
  }
  if (signingSecret !== undefined && isSecret(signingSecret)) return { kind: 'http', signingSecret };
  refuse(
    'SLACK_SIGNING_SECRET',
    'must be the signing secret of "Basic Information" on api.slack.com/apps (no token), ' +
      'for example SLACK_SIGNING_SECRET=8f742231b10e8888abcd99yyyzzz85a5; or set SLACK_APP_TOKEN to use Socket Mode',
  );
  return null;
}

/** Slack's are 32 hexadecimal digits today; a token in its place is the usual mistake. */
function isSecret(text: string): boolean {
  return /^\S{8,}$/.test(text) && !/^x[a-z]{3}-/.test(text);
}

function listOf(text: string | undefined): string[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

function addressOf(text: string): string | null {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) return null;
  return text.endsWith('/') ? text : `${text}/`;
}
