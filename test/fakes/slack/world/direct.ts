import type { Ids } from '../ids.ts';
import type { Channel } from './channel.ts';
import type { World } from './world.ts';

/** The conversation of the bot with one person, opened if need be. */
export function openDirect(
  world: World,
  ids: Ids,
  install: { teamId: string; botUserId: string },
  userId: string,
): Channel {
  const known = world.directChannel(install.botUserId, userId);
  if (known) return known;
  const opened: Channel = {
    id: ids.id('D'),
    teamId: install.teamId,
    name: '',
    kind: 'im',
    archived: false,
    members: new Set([install.botUserId, userId]),
    sharedWith: new Set(),
    messages: [],
  };
  world.channels.set(opened.id, opened);
  return opened;
}
