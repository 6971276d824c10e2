import type { WebClient } from '@slack/web-api';
import { SetupError } from '../../src/chat/adapter.ts';
import type { Workspace } from './workspaces.ts';

/** One token; its place in SLACK_BOT_TOKENS begins with 1. */
export interface Token {
  client: WebClient;
  place: number;
}

/** The workspace that Slack says (auth.test) a token is for. Throws SetupError for a token that is none of a workspace's bot. */
export function workspaceOf(
  { client, place }: Token,
  told: Awaited<ReturnType<WebClient['auth']['test']>>,
): Workspace {
  const { team_id: team, enterprise_id: enterprise, user_id: botUser, bot_id: botId, url } = told;
  if (told.is_enterprise_install) {
    throw new SetupError(
      `SLACK_BOT_TOKENS: token ${place} is of an app that is installed for a whole organisation (Enterprise Grid). ` +
        'Take it out of the organisation, install it in each workspace by itself ("Install App" on ' +
        'api.slack.com/apps), and give the bot token of each.',
    );
  }
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
