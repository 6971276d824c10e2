import type { Abilities, Adapter, Profile } from '../../../src/chat/adapter.ts';
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

/** A chat platform in memory, with the abilities a test gives it. What it was told to show stays in `shown`. */
export class ChatPlatform {
  readonly name: string;
  readonly shown: Shown[] = [];
  readonly adapter: Adapter;
  /** While set, the platform does not say who people are. */
  profileFailure: Error | null = null;
  /** While set, `profile` waits for it. */
  profileWaits: Promise<void> | null = null;
  #drawn = 0;

  constructor(name: string, can: Partial<Abilities>, lacks: readonly ('update' | 'seed')[]) {
    this.name = name;
    const abilities: Abilities = { forms: 'steps', buttons: true, private: true, resendSafeMs: 0, ...can };
    this.adapter = {
      commandWord: '/idee',
      can: () => abilities,
      pace: { repaintsPerMinute: 60_000, perPostingMs: 0 },
      start: async () => {},
      stop: async () => {},
      send: async (to, message) => this.#send(to, message),
      profile: async ({ user }) => {
        await this.profileWaits;
        if (this.profileFailure) throw this.profileFailure;
        return { name: user, kind: 'member', active: true, ...PROFILES[user] };
      },
      describe: async ({ channel }) => ({
        name: `~${channel}`,
        private: PRIVATE_CHANNELS.includes(channel),
        writable: channel !== 'muet',
      }),
      ...(!lacks.includes('update') && {
        update: async (posted: Posted, message: Message) => {
          const one = this.shown.find((shown) => shown.posted.message === posted.message);
          if (one) one.message = message;
        },
      }),
      ...(!lacks.includes('seed') && { seed: async () => {} }),
    };
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
