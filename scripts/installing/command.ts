import type { Command } from '@mattermost/types/integrations';
import type { Team } from '@mattermost/types/teams';
import type { MattermostClient } from '../../adapters/mattermost/client.ts';
import { doorAt, PREFIX } from '../../adapters/mattermost/doors.ts';
import { type Check, failure, ok } from '../examining/check.ts';
import {
  BOX_DESCRIPTION,
  BOX_NAME,
  COMMAND_DESCRIPTION,
  commandHint,
  TRIGGER,
} from '../grammar/slash-command.ts';
import { SLASH_PLACE } from './places.ts';
import { refusal } from './refusal.ts';

const NAME = 'command';

/** The command of a team; null token: there is none of ours, and the check says why. */
export interface FoundCommand {
  token: string | null;
  check: Check;
}

/** What the command is to be. */
type Wanted = Pick<
  Command,
  | 'trigger'
  | 'method'
  | 'url'
  | 'auto_complete'
  | 'auto_complete_desc'
  | 'auto_complete_hint'
  | 'display_name'
  | 'description'
>;

/** Makes /idee in a team, or puts right what is there of ours. Its token stays when it is changed. */
export async function findOrMakeCommand(
  client: MattermostClient,
  team: Team,
  url: string,
): Promise<FoundCommand> {
  try {
    const there = (await client.getCustomTeamCommands(team.id)).find(({ trigger }) => trigger === TRIGGER);
    const wanted = wantedAt(url);
    if (!there) {
      const { token } = await client.addCommand({ ...wanted, team_id: team.id } as Command);
      return { token, check: ok(NAME, `/${TRIGGER} made in ${team.name}`) };
    }
    if (!isOurs(there, url)) return { token: null, check: taken(team, there) };
    const { token } = there;
    if (isAs(there, wanted)) return { token, check: ok(NAME, `/${TRIGGER} is there in ${team.name}`) };
    await client.editCommand({ ...there, ...wanted });
    return { token, check: ok(NAME, `/${TRIGGER} in ${team.name} brought up to date`) };
  } catch (error) {
    return { token: null, check: refusal(NAME, `/${TRIGGER} cannot be made in ${team.name}`, error) };
  }
}

function wantedAt(url: string): Wanted {
  return {
    trigger: TRIGGER,
    method: 'P',
    url,
    auto_complete: true,
    auto_complete_desc: COMMAND_DESCRIPTION,
    auto_complete_hint: commandHint(),
    display_name: BOX_NAME,
    description: BOX_DESCRIPTION,
  };
}

/** It leads somewhere into this box, or to the door of a box, be it at an address of before. */
function isOurs({ url }: Command, door: string): boolean {
  if (!URL.canParse(url)) return false;
  const { pathname } = new URL(url);
  return (
    url.startsWith(upToPrefix(door)) ||
    doorAt(pathname.slice(upToPrefix(pathname).length - PREFIX.length))?.door === 'command'
  );
}

/** A box may be reached below a path of its proxy. */
function upToPrefix(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf(PREFIX)) + PREFIX.length);
}

function isAs(there: Command, wanted: Wanted): boolean {
  return Object.entries(wanted).every(([key, value]) => there[key as keyof Wanted] === value);
}

/** Only its host: the rest of an address may hold a secret. */
function taken(team: Team, { url }: Command): Check {
  const host = URL.canParse(url) ? new URL(url).host : 'no address';
  const remedy = `give it another trigger word in ${SLASH_PLACE} of that team, or delete it, then run this again`;
  return failure(NAME, `/${TRIGGER} in ${team.name} is somebody else's, and leads to ${host}`, remedy);
}
