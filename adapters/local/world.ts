import type { Channel, Person, Posted } from '../../src/chat/place.ts';

/**
 * The world of the local chat: who is there and where they talk. It never changes, so that a newcomer, the
 * demo and the tests all meet the same six people.
 */

/** Platform and realm of everything here; a person is `local:local:camille` in full. */
export const PLATFORM = 'local';
export const REALM = 'local';

/** What the box is called where a person's name would stand. */
export const BOX_NAME = 'Boîte à idées';

/** Who the box is among the reactions. No persona has this name. */
export const BOX_USER = 'boite';

export interface Persona {
  user: string;
  name: string;
  /** As a platform names it; what the box says privately follows it. */
  locale: string;
  kind: 'member' | 'guest';
}

export const PERSONAS: readonly Persona[] = [
  { user: 'camille', name: 'Camille Le Goff', locale: 'fr-FR', kind: 'member' },
  { user: 'yann', name: 'Yann Kervella', locale: 'fr-FR', kind: 'member' },
  { user: 'malika', name: 'Malika Benali', locale: 'fr-FR', kind: 'member' },
  { user: 'anais', name: 'Anaïs Lefort', locale: 'fr-FR', kind: 'member' },
  { user: 'thomas', name: 'Thomas Girard', locale: 'fr-FR', kind: 'member' },
  { user: 'jo', name: 'Jo Dubreuil', locale: 'en', kind: 'guest' },
];

/** Everybody keeps the same hours. */
export const ZONE = 'Europe/Paris';

/** A channel as this chat knows it. */
export interface Room {
  id: string;
  name: string;
  /** Who may read and write; to anybody else the room does not exist. */
  members: 'everyone' | readonly string[];
  /** A conversation between one person and the box. */
  direct: boolean;
}

const CHANNELS: readonly Room[] = [
  { id: 'general', name: 'general', members: 'everyone', direct: false },
  { id: 'labo-bretagne', name: 'labo-bretagne', members: 'everyone', direct: false },
  { id: 'labo-numerique', name: 'labo-numerique', members: 'everyone', direct: false },
  { id: 'labo-rh', name: 'labo-rh', members: ['camille', 'malika', 'thomas'], direct: false },
];

/** Every room, the direct conversations last. */
export const ROOMS: readonly Room[] = [
  ...CHANNELS,
  ...PERSONAS.map(({ user }) => ({ id: directRoom(user), name: BOX_NAME, members: [user], direct: true })),
];

const personas = new Map(PERSONAS.map((persona) => [persona.user, persona]));
const rooms = new Map(ROOMS.map((room) => [room.id, room]));

export function persona(user: string): Persona | undefined {
  return personas.get(user);
}

export function room(id: string): Room | undefined {
  return rooms.get(id);
}

/** Id of the conversation between this person and the box. */
export function directRoom(user: string): string {
  return `dm-${user}`;
}

/** The one rule of reading and writing here; every path to a message asks it. */
export function mayEnter(user: string, { members }: Room): boolean {
  return members === 'everyone' || members.includes(user);
}

/** The room if this person may enter it: a room closed to them answers exactly as an unknown one. */
export function roomFor(user: string, id: string): Room | undefined {
  const found = room(id);
  return found && mayEnter(user, found) ? found : undefined;
}

export function personOf(user: string): Person {
  return { platform: PLATFORM, realm: REALM, user };
}

export function channelOf(id: string): Channel {
  const here = { platform: PLATFORM, realm: REALM, channel: id };
  return room(id)?.direct ? { ...here, direct: true } : here;
}

export function postedOf(channel: string, message: number): Posted {
  return { ...channelOf(channel), message: String(message) };
}

/** Whether this place or person is of this chat at all. */
export function isOurs(of: Channel | Person): boolean {
  return of.platform === PLATFORM && of.realm === REALM;
}
