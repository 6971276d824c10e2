import { again } from '../../src/chat/kit/failing.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { kindOf, userIn } from './users.ts';
import type { Workspace } from './workspaces.ts';

/** Members of a page, and pages looked through: somebody beyond them counts as absent. Slack lists at most 1,000. */
const PAGE = 1_000;
const PAGES = 20;

/**
 * Whether that person reads what stands in that channel: as a member of it, and in a public one as a member of its
 * workspace too. Guests and people of other workspaces read only where they are members.
 */
export async function mayRead(
  calls: Calls,
  workspace: Workspace,
  { user }: Person,
  { channel }: Channel,
): Promise<boolean> {
  const { channel: found } = await calls(workspace.client, again('conversations.info'), (slack) =>
    slack.conversations.info({ channel }),
  );
  const closed = found?.is_private === true || found?.is_im === true || found?.is_mpim === true;
  if (!closed && (await isOfWorkspace(calls, workspace, user))) return true;
  return isInChannel(calls, workspace, channel, user);
}

/** Of an enterprise, a person may be of several of its workspaces. */
async function isOfWorkspace(calls: Calls, workspace: Workspace, user: string): Promise<boolean> {
  const found = await userIn(calls, workspace, user);
  if (!found || found.deleted === true || kindOf(found, workspace) !== 'member') return false;
  const { team } = workspace;
  return found.team_id === team || found.enterprise_user?.teams?.includes(team) === true;
}

async function isInChannel(
  calls: Calls,
  { client }: Workspace,
  channel: string,
  user: string,
): Promise<boolean> {
  let cursor = '';
  for (let page = 0; page < PAGES; page += 1) {
    const asked = { channel, limit: PAGE, ...(cursor === '' ? {} : { cursor }) };
    const found = await calls(client, again('conversations.members'), (slack) =>
      slack.conversations.members(asked),
    );
    if (found.members?.includes(user)) return true;
    cursor = found.response_metadata?.next_cursor ?? '';
    if (cursor === '') return false;
  }
  return false;
}
