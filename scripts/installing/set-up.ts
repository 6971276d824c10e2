import type { Team } from '@mattermost/types/teams';
import type { MattermostClient } from '../../adapters/mattermost/client.ts';
import type { Check } from '../examining/check.ts';
import { findOrMakeBot } from './bot.ts';
import { findOrMakeCommand } from './command.ts';
import { findTeam, joinChannel, joinTeam } from './membership.ts';

/** What is to be there. */
export interface Wanted {
  bot: string;
  teams: readonly string[];
  channels: readonly string[];
  /** Where the command leads. */
  door: string;
}

/** What is there so far. Should the server go down in between, it holds what was done. */
export interface Done {
  /** The bot's id; null: it could not be made. */
  bot: string | null;
  commandTokens: Map<string, string>;
  checks: Check[];
}

/** Makes whatever is missing of bot, memberships and commands, and goes on as far as it can. */
export async function setUp(client: MattermostClient, wanted: Wanted, done: Done): Promise<void> {
  const { checks, commandTokens } = done;
  const { id: bot, check: found } = await findOrMakeBot(client, wanted.bot);
  done.bot = bot;
  checks.push(found);
  const teams: Team[] = [];
  for (const named of wanted.teams) {
    const team = await findTeam(client, named);
    if ('state' in team) {
      checks.push(team);
      continue;
    }
    teams.push(team);
    if (bot !== null) checks.push(await joinTeam(client, team, bot));
    const { token, check } = await findOrMakeCommand(client, team, wanted.door);
    checks.push(check);
    if (token) commandTokens.set(team.id, token);
  }
  if (bot === null || teams.length === 0) return;
  for (const named of wanted.channels) checks.push(await joinChannel(client, named, { teams, bot }));
}
