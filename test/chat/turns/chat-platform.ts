import { type Abilities, type Adapter, DeliveryError, type Profile } from '../../../src/chat/adapter.ts';
import type { Message } from '../../../src/chat/message.ts';
import { type Channel, isChannel, type Person, type Posted } from '../../../src/chat/place.ts';

export const REALM = 'site';

/** Who the platform says people are; everybody else is a member by the name of their account. */
const PROFILES: Readonly<Record<string, Partial<Profile>>> = {
  anais: { name: 'Anaïs L.' },
  john: { name: 'John S.', locale: 'en-GB' },
  lea: { name: 'Léa G.', kind: 'guest' },
  robot: { name: 'Robot', kind: 'bot' },
  paul: { name: 'Paul D.', active: false },
};

/** Channels that are private; others are public. */
const PRIVATE_CHANNELS = ['rh-prive', 'cercle'];

export interface Shown {
  posted: Posted;
  to: Channel | Person;
  /** As it stands now. */
  message: Message;
}

/** What a test platform may lack. */
export type Lack = 'update' | 'seed' | 'readMessage' | 'mayRead' | 'messageAt' | 'permalink';

/** A message of a person, or of a program (`author` null). */
interface Said {
  author: Person | null;
  text: string;
  at: Posted;
}

/** A chat platform in memory, with the abilities a test gives it. What it was told to show stays in `shown`. */
export class ChatPlatform {
  readonly name: string;
  readonly shown: Shown[] = [];
  readonly adapter: Adapter;
  /** While set, the platform does not say who people are. */
  profileFailure: Error | null = null;
  /** Thrown by `readMessage` while it is set. */
  readFailure: Error | null = null;
  /** Thrown by `mayRead` while it is set. */
  mayReadFailure: Error | null = null;
  /** Channels that are archived, or that the box is not in. */
  readonly closed = new Set<string>();
  /** While set, `describe` waits for it, and then answers as things were when it was asked. */
  describeWaits: Promise<void> | null = null;
  /** Who is in each private channel. */
  readonly members = new Map<string, readonly string[]>();
  /** Times a message was read. */
  read = 0;
  /** While set, `profile` waits for it. */
  profileWaits: Promise<void> | null = null;
  /** While set, what is sent stands at once, and `send` answers after it, or fails with it. */
  sendWaits: Promise<void> | null = null;
  readonly #said = new Map<string, Said>();
  readonly #sent = new Map<string, Posted>();
  #drawn = 0;

  constructor(name: string, can: Partial<Abilities>, lacks: readonly Lack[]) {
    this.name = name;
    const abilities: Abilities = {
      forms: 'steps',
      buttons: true,
      private: true,
      threads: true,
      resendSafeMs: 0,
      ...can,
    };
    this.adapter = {
      commandWord: '/idee',
      can: () => abilities,
      pace: { repaintsPerMinute: 60_000, perPostingMs: 0 },
      start: async () => {},
      stop: async () => {},
      send: async (to, message, key) => {
        const posted = this.#send(to, message);
        this.#sent.set(key, posted);
        await this.sendWaits;
        return posted;
      },
      findSent: async (_to, key) => this.#sent.get(key) ?? 'absent',
      profile: async ({ user }) => {
        await this.profileWaits;
        if (this.profileFailure) throw this.profileFailure;
        return { name: user, kind: 'member', active: true, ...PROFILES[user] };
      },
      describe: async ({ channel }) => {
        // A private channel without the box is no channel to it.
        if (channel === 'inconnu') throw new DeliveryError({ permanent: 'gone' });
        const told = {
          name: `~${channel}`,
          private: PRIVATE_CHANNELS.includes(channel),
          writable: channel !== 'muet' && !this.closed.has(channel),
        };
        await this.describeWaits;
        return told;
      },
      ...(!lacks.includes('update') && {
        update: async (posted: Posted, message: Message) => {
          const one = this.shown.find((shown) => shown.posted.message === posted.message);
          if (one) one.message = message;
        },
      }),
      ...(!lacks.includes('seed') && { seed: async () => {} }),
      ...(!lacks.includes('readMessage') && { readMessage: async (at: Posted) => this.#readMessage(at) }),
      ...(!lacks.includes('mayRead') && {
        mayRead: async ({ user }: Person, { channel }: Channel) => this.#mayRead(user, channel),
      }),
      ...(!lacks.includes('messageAt') && { messageAt: (address: string) => this.#messageAt(address) }),
      ...(!lacks.includes('permalink') && { permalink: async (at: Posted) => linkOf(at) }),
    };
  }

  /** Whoever types in a channel is in it. */
  enter(user: string, channel: string): void {
    const members = this.members.get(channel) ?? [];
    if (!members.includes(user)) this.members.set(channel, [...members, user]);
  }

  /** Somebody writes in a channel; `author` null: a program does. */
  say(author: string | null, channel: string, text: string): Posted {
    this.#drawn += 1;
    if (author !== null) this.enter(author, channel);
    const place = { platform: this.name, realm: REALM, channel };
    const message = `p${this.#drawn}`;
    this.#said.set(message, {
      at: { ...place, message },
      author: author === null ? null : { platform: this.name, realm: REALM, user: author },
      text,
    });
    return { ...place, message };
  }

  /** Its author changes a message. */
  edit({ message }: Posted, text: string): void {
    const said = this.#said.get(message);
    if (said) said.text = text;
  }

  remove({ message }: Posted): void {
    this.#said.delete(message);
  }

  #readMessage(at: Posted): Awaited<ReturnType<NonNullable<Adapter['readMessage']>>> {
    this.read += 1;
    if (this.readFailure) throw this.readFailure;
    const said = this.#said.get(at.message);
    if (!said) return 'gone';
    const { author, text, at: stands } = said;
    return { author, text, at: stands, link: linkOf(stands) };
  }

  #mayRead(user: string, channel: string): boolean {
    if (this.mayReadFailure) throw this.mayReadFailure;
    return !PRIVATE_CHANNELS.includes(channel) || this.members.get(channel)?.includes(user) === true;
  }

  /** Like a Mattermost, the address names no channel where it ends in `/pl/…`. */
  #messageAt(address: string): Posted | null {
    const [, channel = '', message = ''] = /^https:\/\/chat\.example\/(\S+)\/(\w+)$/.exec(address) ?? [];
    if (message === '') return null;
    return { platform: this.name, realm: REALM, channel: channel === 'pl' ? '' : channel, message };
  }

  #send(to: Channel | Person, message: Message): Posted {
    this.#drawn += 1;
    const { platform, realm } = to;
    const place = isChannel(to) ? to : { platform, realm, channel: `dm-${to.user}`, direct: true };
    const posted = { ...place, message: `m${this.#drawn}` };
    this.shown.push({ posted, to, message });
    return posted;
  }
}

function linkOf({ channel, message }: Posted): string {
  return `https://chat.example/${channel}/${message}`;
}
