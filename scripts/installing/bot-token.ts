import { MattermostClient } from '../../adapters/mattermost/client.ts';
import { isRefused } from '../../adapters/mattermost/errors.ts';
import type { Clock } from '../../src/clock.ts';
import { type Check, ok, warning } from '../examining/check.ts';
import { BOT_NAME } from '../grammar/slash-command.ts';
import { BOTS_PLACE } from './places.ts';
import { refusal } from './refusal.ts';

const NAME = 'bot token';

/** What is known of the bot's token. */
export interface BotToken {
  /** A new one, which the server shows this once. */
  made: string | null;
  check: Check;
}

interface Asked {
  bot: string;
  /** The one that is configured; '' for none. */
  configured: string;
  /** Another one is wanted, whatever there is. */
  another: boolean;
  url: string;
  clock: Clock;
}

/** Makes a token for the bot unless it has one. None is revoked: a box may be running on it. */
export async function tokenOf(client: MattermostClient, asked: Asked): Promise<BotToken> {
  const { bot, another } = asked;
  try {
    if (another) return await make(client, bot);
    if (await isConfigured(asked)) return { made: null, check: ok(NAME, 'the configured one works') };
    const tokens = await client.getUserAccessTokensForUser(bot);
    if (!tokens.some(({ is_active: active }) => active)) return await make(client, bot);
  } catch (error) {
    return { made: null, check: refusal(NAME, 'it cannot be made', error) };
  }
  const says = asked.configured
    ? 'it exists, and is not the one that is configured'
    : 'it exists; the server shows it only when it is made';
  return {
    made: null,
    check: warning(NAME, says, 'keep the one you have, or run this again with --new-token'),
  };
}

async function make(client: MattermostClient, bot: string): Promise<BotToken> {
  const { token } = await client.createUserAccessToken(bot, BOT_NAME);
  const says = `made, and shown this once; any older one works until it is deleted in ${BOTS_PLACE}`;
  return { made: token ?? null, check: ok(NAME, says) };
}

async function isConfigured({ bot, configured, url, clock }: Asked): Promise<boolean> {
  if (configured === '') return false;
  try {
    return (await new MattermostClient({ url, token: configured, clock }).getMe()).id === bot;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}
