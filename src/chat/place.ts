/**
 * Who and where, in words every chat platform shares.
 *
 * A *realm* is where user ids are unique: a Mattermost site, a Slack enterprise or else team, Matrix as a
 * whole. A *team* belongs to a channel, never to a person.
 */

/** A person as one platform knows them. The box calls the stored row an *identity*. */
export interface Person {
  platform: string;
  realm: string;
  user: string;
}

/**
 * A place where messages stand. `thread` is the message its thread began with; `direct` marks a conversation with
 * one person.
 */
export interface Channel {
  platform: string;
  realm: string;
  channel: string;
  team?: string;
  thread?: string;
  direct?: boolean;
}

/** A message of ours (or of a person) that stands in a channel. `message` is the platform's own id. */
export interface Posted extends Channel {
  message: string;
}

/** One text for one person, for keys of maps and hashes. Unambiguous: the parts are JSON-quoted. */
export function personKey(of: Person): string {
  return JSON.stringify([of.platform, of.realm, of.user]);
}

/** The same person, as their platform knows them; two accounts that were linked are two. */
export function isSamePerson(a: Person, b: Person): boolean {
  return a.platform === b.platform && a.realm === b.realm && a.user === b.user;
}

/** One text for one channel, whatever the thread; see {@link personKey}. */
export function channelKey(of: Channel): string {
  return JSON.stringify([of.platform, of.realm, of.channel]);
}

/** Tells a channel from a person among destinations. */
export function isChannel(to: Channel | Person): to is Channel {
  return 'channel' in to;
}
