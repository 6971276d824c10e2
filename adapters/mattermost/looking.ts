import type { Channel as ServerChannel } from '@mattermost/types/channels';
import type { Post } from '@mattermost/types/posts';
import type { UserProfile } from '@mattermost/types/users';
import { type Adapter, DeliveryError, type Profile } from '../../src/chat/adapter.ts';
import { again } from '../../src/chat/kit/failing.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { unlessAbsent, unlessHidden } from './errors.ts';
import { mayRead } from './may-read.ts';
import { linkTo, messageNamed } from './permalinks.ts';
import { PLATFORM } from './platform.ts';
import type { Site } from './site.ts';
import type { Sites } from './sites.ts';

/** The part of the contract by which the box asks about persons, channels and messages. */
export type Looks = Required<
  Pick<Adapter, 'readMessage' | 'mayRead' | 'messageAt' | 'profile' | 'describe' | 'permalink'>
>;

/** What keeps text of ours from calling or linking; it is no part of what is read. */
const INVISIBLE = /\u200B/g;

/** Questions to the servers. They reject with a DeliveryError where a server cannot say. */
export function looks(calls: Calls, sites: Sites): Looks {
  return {
    permalink: async (posted) => linkTo(here(posted, sites), posted),

    async readMessage(at) {
      const site = here(at, sites);
      const post = await calls(site, again('posts.get'), (client) => client.getPost(at.message)).catch(
        unlessAbsent,
      );
      if (!post || post.delete_at > 0) return 'gone';
      // An address does not say the channel.
      if (at.channel !== '' && at.channel !== post.channel_id) return 'gone';
      return {
        author: authorOf(post, site),
        text: textOf(post),
        link: linkTo(site, at),
        at: { ...at, channel: post.channel_id },
      };
    },

    mayRead: async (person, at) => mayRead(calls, here(at, sites), person, at),

    messageAt(address, realm) {
      const site = sites.byRealm(realm);
      const message = site && messageNamed(address, site);
      return message ? { platform: PLATFORM, realm, channel: '', message } : null;
    },

    async profile(of) {
      const site = sites.of(of);
      const user =
        site &&
        (await calls(site, again('users.get'), (client) => client.getUser(of.user)).catch(unlessAbsent));
      return user && site ? profileOf(user, site) : { name: of.user, kind: 'member', active: false };
    },

    async describe(channel) {
      const site = here(channel, sites);
      const found = await calls(site, again('channels.get'), (client) =>
        client.getChannel(channel.channel),
      ).catch(unlessHidden);
      if (!found) return { name: channel.channel, private: true, writable: false };
      const member = await calls(site, again('channels.members.get'), (client) =>
        client.getChannelMember(channel.channel, site.botUser),
      ).catch(unlessHidden);
      const link = await channelLink(calls, site, found);
      return {
        name: found.display_name || found.name,
        private: found.type !== 'O',
        writable: found.delete_at === 0 && member !== null,
        ...(link === null ? {} : { link }),
      };
    },
  };
}

/** The server of a channel. */
export function here(channel: Channel, sites: Sites): Site {
  const found = sites.of(channel);
  if (!found) throw new DeliveryError({ permanent: 'gone' });
  return found;
}

/** Null for a direct or group message: its address is another one for each person. */
async function channelLink(
  calls: Calls,
  site: Site,
  { team_id: id, name }: ServerChannel,
): Promise<string | null> {
  if (!id) return null;
  const team =
    site.teams.get(id) ??
    (await calls(site, again('teams.get'), (client) => client.getTeam(id)).catch(unlessHidden));
  return team && `${site.siteUrl}/${team.name}/channels/${name}`;
}

/** Null for what no person wrote: the server's own messages, bots, webhooks. */
function authorOf({ user_id: user, type, props }: Post, { realm }: Site): Person | null {
  const byMachine =
    type.startsWith('system_') || props?.from_bot === 'true' || props?.from_webhook === 'true';
  return byMachine ? null : { platform: PLATFORM, realm, user };
}

/** As it was typed; of a message that stands in its attachments, what notifications say of them. */
function textOf({ message, props }: Post): string {
  const attachments = Array.isArray(props?.attachments)
    ? (props.attachments as { fallback?: unknown }[])
    : [];
  const fallbacks = attachments.flatMap(({ fallback }) => (typeof fallback === 'string' ? [fallback] : []));
  return (message || fallbacks.join('\n')).replace(INVISIBLE, '');
}

function profileOf(user: UserProfile, site: Site): Profile {
  const zone = zoneOf(user);
  return {
    name: nameOf(user, site),
    kind: kindOf(user),
    active: user.delete_at === 0,
    ...(user.locale ? { locale: user.locale } : {}),
    ...(zone && isZone(zone) ? { zone } : {}),
  };
}

/** As the server shows it to everybody (TeammateNameDisplay). */
function nameOf(user: UserProfile, { nameDisplay }: Site): string {
  const full = `${user.first_name} ${user.last_name}`.trim();
  const shown = {
    nickname_full_name: user.nickname || full,
    full_name: full,
  }[nameDisplay];
  return shown || user.username;
}

/** Somebody of another server (a shared channel) is a guest here. */
function kindOf(user: UserProfile): Profile['kind'] {
  if (user.is_bot) return 'bot';
  return user.remote_id || user.roles.split(' ').includes('system_guest') ? 'guest' : 'member';
}

/** The server keeps texts: 'true', 'false'. */
function zoneOf({ timezone }: UserProfile): string | undefined {
  return String(timezone?.useAutomaticTimezone) === 'true'
    ? timezone?.automaticTimezone
    : timezone?.manualTimezone;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}
