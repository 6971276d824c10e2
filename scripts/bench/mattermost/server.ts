import { Ids } from '../../../test/fakes/mattermost/ids.ts';
import { defaultConfig } from '../../../test/fakes/mattermost/settings.ts';
import type { Channel } from '../../../test/fakes/mattermost/world/channel.ts';
import type { Team } from '../../../test/fakes/mattermost/world/team.ts';
import type { User } from '../../../test/fakes/mattermost/world/user.ts';
import { World } from '../../../test/fakes/mattermost/world/world.ts';

/** The one server of the benches, the same in each of their processes. */

const ids = new Ids(1);

/** Its name in the box. */
export const REALM = 'chat.example.fr';
export const SETTINGS = { version: '11.6.0', strict: false, maxPostRunes: 16_383 };
export const CONFIG = defaultConfig('https://chat.example.fr');
export const BOT = person(ids.id(), 'boite-a-idees', true);
export const BOT_TOKEN = ids.id();
export const COMMAND = { id: ids.id(), token: ids.id(), method: 'P' };

/** Everybody who does something, in turn. */
export const PEOPLE: readonly User[] = Array.from({ length: 200 }, (_, at) =>
  person(ids.id(), `agent${at}`, false),
);

export const TEAM: Team = {
  id: ids.id(),
  name: 'bretagne',
  displayName: 'Bretagne',
  members: new Map([BOT, ...PEOPLE].map(({ id }) => [id, { admin: false, guest: false }])),
  left: new Map(),
  createAt: 1,
  deleteAt: 0,
};

/** Where people file and vote. */
export const CHANNEL: Channel = {
  id: ids.id(),
  teamId: TEAM.id,
  type: 'O',
  name: 'labo-bretagne',
  displayName: 'Labo Bretagne',
  creatorId: BOT.id,
  members: new Set(TEAM.members.keys()),
  createAt: 1,
  updateAt: 1,
  deleteAt: 0,
  lastPostAt: 0,
};

/** All of it, as the fake of the tests keeps it. */
export function freshWorld(): World {
  const world = new World();
  for (const user of [BOT, ...PEOPLE]) world.users.set(user.id, user);
  world.teams.set(TEAM.id, TEAM);
  world.channels.set(CHANNEL.id, CHANNEL);
  const kind = 'access token' as const;
  world.tokens.push({ id: ids.id(), token: BOT_TOKEN, userId: BOT.id, description: '', kind, active: true });
  return world;
}

function person(id: string, username: string, isBot: boolean): User {
  return {
    ...{ id, username, isBot, firstName: 'Agent', lastName: username, nickname: '', email: '' },
    ...{ locale: 'fr', timezone: 'Europe/Paris', roles: 'system_user', description: '', ownerId: '' },
    ...{ createAt: 1, updateAt: 1, deleteAt: 0 },
  };
}
