import type { Profile } from '../../src/chat/adapter.ts';
import { again } from '../../src/chat/kit/failing.ts';
import type { Calls } from './calls.ts';
import { slackCodeOf } from './errors.ts';
import type { Workspace } from './workspaces.ts';

/** A person as users.info shows them. */
export type User = NonNullable<Awaited<ReturnType<Workspace['client']['users']['info']>>['user']>;

/** What Slack says of a person; null: not known in this workspace. */
export async function userIn(calls: Calls, { client }: Workspace, user: string): Promise<User | null> {
  try {
    const found = await calls(client, again('users.info'), (slack) =>
      slack.users.info({ user, include_locale: true }),
    );
    return found.user ?? null;
  } catch (error) {
    if (['user_not_found', 'user_not_visible'].includes(slackCodeOf(error) ?? '')) return null;
    throw error;
  }
}

/** Somebody of another workspace (Slack Connect) is a guest here, except one of the same enterprise. */
export function kindOf(user: User, { team, enterprise }: Workspace): Profile['kind'] {
  if (user.is_bot || user.id === 'USLACKBOT') return 'bot';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  const ours = enterprise !== null && user.enterprise_user?.enterprise_id === enterprise;
  return ours || !user.team_id || user.team_id === team ? 'member' : 'guest';
}
