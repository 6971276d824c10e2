import type { AdapterContext } from '../../../src/chat/adapter.ts';
import type { Inbox } from '../../../src/chat/arrival.ts';
import type { Locales } from '../../../src/chat/kit/locales.ts';
import type { Channel, Person } from '../../../src/chat/place.ts';
import type { Conversation } from '../conversation.ts';
import type { Dialogs } from '../dialogs.ts';
import { PLATFORM } from '../platform.ts';
import type { RecentCommands } from '../recent-commands.ts';
import type { Site } from '../site.ts';
import type { RefusedCommands } from './refused-commands.ts';

/** What turns requests into arrivals, and answers them, needs. */
export interface InboundParts {
  ctx: AdapterContext;
  inbox: Inbox;
  conversation: Conversation;
  dialogs: Dialogs;
  recent: RecentCommands;
  refusedCommands: RefusedCommands;
  locales: Locales;
}

/** What every arrival says of itself. */
export function common({ ctx, locales }: InboundParts, id: string, by: Person) {
  const locale = locales.of(by);
  return { id, by, at: ctx.clock.now(), ...(locale === undefined ? {} : { locale }) };
}

export function personIn({ realm }: Site, user: string): Person {
  return { platform: PLATFORM, realm, user };
}

/** Direct channels, with the bot or between two people, are named by both their ids (server/public/model/channel.go). */
const DIRECT = /^[a-z0-9]{26}__[a-z0-9]{26}$/;

/**
 * A channel as a request names it. A direct one belongs to no team: the request names the one that the client had
 * open.
 */
export function channelIn(
  { realm }: Site,
  {
    channel_id: channel,
    channel_name: name,
    team_id: team,
  }: { channel_id: string; channel_name: string; team_id: string },
): Channel {
  const place = { platform: PLATFORM, realm, channel };
  if (DIRECT.test(name)) return { ...place, direct: true };
  return team === '' ? place : { ...place, team };
}
