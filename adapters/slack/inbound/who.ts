import type { Channel } from '../../../src/chat/place.ts';
import { PLATFORM } from '../platform.ts';
import type { Workspace, Workspaces } from '../workspaces.ts';
import { teamsShape } from './payloads.ts';

/**
 * The workspace of ours that a payload concerns; null when it is none of them. In a channel shared with other
 * companies (Slack Connect) the team of who acts may be a foreign one: then another of the teams named is ours.
 */
export function workspaceOf(body: unknown, workspaces: Workspaces): Workspace | null {
  const { success, data } = teamsShape.safeParse(body);
  if (!success) return null;
  const named = [
    data.view?.app_installed_team_id,
    ...(data.authorizations ?? []).map(({ team_id }) => team_id),
    data.team_id,
    data.team?.id,
    data.user?.team_id,
    data.message?.team,
    data.view?.team_id,
    data.context_team_id,
  ];
  for (const team of named) {
    const found = team ? workspaces.byTeam(team) : null;
    if (found) return found;
  }
  return null;
}

/** A channel of that workspace; ids of conversations of two begin with D. */
export function channelIn(workspace: Workspace, channel: string, thread?: string | null): Channel {
  return {
    platform: PLATFORM,
    realm: workspace.realm,
    channel,
    team: workspace.team,
    ...(thread ? { thread } : {}),
    ...(channel.startsWith('D') ? { direct: true } : {}),
  };
}

/**
 * The thread a message stands in; null where it stands in the channel. Slack names a message that has answers as the
 * thread of itself, and what is said there is not seen from the channel.
 */
export function threadOf(ts: string | null | undefined, thread: string | null | undefined): string | null {
  return thread && thread !== ts ? thread : null;
}
