import { realClock } from '../../../test/fakes/shared/clock.ts';
import { Ids } from '../../../test/fakes/slack/ids.ts';
import type { Doing } from '../../../test/fakes/slack/interactivity/payloads.ts';
import type { Channel } from '../../../test/fakes/slack/world/channel.ts';
import type { User } from '../../../test/fakes/slack/world/user.ts';
import type { Workspace } from '../../../test/fakes/slack/world/workspace.ts';

/** The one workspace of the benches, the same in each of their processes. */

const ids = new Ids(realClock, 1);
const TEAM = ids.id('T');

export const APP = { id: ids.id('A'), verificationToken: ids.hex(24), signingSecret: ids.hex(32) };

export const WORKSPACE: Workspace = {
  id: TEAM,
  name: 'Bretagne',
  domain: 'bretagne',
  enterprise: null,
  emoji: new Set(),
  install: {
    teamId: TEAM,
    botToken: `xoxb-${ids.hex(24)}`,
    botId: ids.id('B'),
    botUserId: ids.id('U'),
    scopes: new Set(),
    tokenState: 'active',
  },
};

/** Where people file and vote. */
export const CHANNEL: Channel = {
  id: ids.id('C'),
  teamId: TEAM,
  name: 'labo-bretagne',
  kind: 'public',
  archived: false,
  members: new Set(),
  sharedWith: new Set(),
  messages: [],
};

/** Other channels of the same lab. */
export const MORE_CHANNELS: readonly string[] = Array.from({ length: 39 }, () => ids.id('C'));

/** Everybody who does something, in turn. */
export const PEOPLE: readonly Doing[] = Array.from({ length: 200 }, (_, at) => ({
  user: person(ids.id('U'), `agent${at}`),
  workspace: WORKSPACE,
}));

/** The name of the card of an idea in its channel. */
export const cardOf = (idea: number): string => `1700000000.${String(idea).padStart(6, '0')}`;

function person(id: string, name: string): User {
  return {
    id,
    teamId: TEAM,
    name,
    realName: `Agent ${name}`,
    kind: 'member',
    active: true,
    locale: 'fr-FR',
    tz: 'Europe/Paris',
    email: '',
  };
}
