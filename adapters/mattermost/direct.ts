import { type AdapterContext, DeliveryError } from '../../src/chat/adapter.ts';
import { again } from '../../src/chat/kit/failing.ts';
import { type Channel, type Person, personKey } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { PLATFORM } from './platform.ts';
import type { Site } from './site.ts';

/** Conversations kept in mind; the least recently opened is asked for again. */
const CAPACITY = 20_000;

/**
 * Ids of the conversations with persons: opening one is a call of its own, and its id never changes. Kept in memory
 * and in the adapter's durable memory.
 */
export class DirectMessages {
  readonly #memory: AdapterContext['memory'];
  readonly #calls: Calls;
  readonly #known = new Map<string, string>();

  constructor(memory: AdapterContext['memory'], calls: Calls) {
    this.#memory = memory;
    this.#calls = calls;
  }

  /** Rejects with a DeliveryError: unreachable, for a bot, who is deactivated or unknown, and who may not be written to. */
  async with(site: Site, person: Person): Promise<Channel> {
    const key = personKey(person);
    const channel = this.#known.get(key) ?? (await this.#open(site, person, key));
    return { platform: PLATFORM, realm: site.realm, channel, direct: true };
  }

  /** The server does not know the conversation any more. */
  async forget(person: Person): Promise<void> {
    const key = personKey(person);
    this.#known.delete(key);
    await this.#memory.set(memoryKey(key), null);
  }

  /** Once a run the person is looked at: to who is deactivated the server would let us write, unread. */
  async #open(site: Site, person: Person, key: string): Promise<string> {
    const user = await this.#calls(site, again('users.get'), (client) => client.getUser(person.user)).catch(
      unreachable,
    );
    if (user.delete_at > 0 || user.is_bot) throw new DeliveryError({ permanent: 'unreachable' });
    const remembered = await this.#memory.get(memoryKey(key));
    if (remembered !== null) return this.#keep(key, remembered);
    const opened = await this.#calls(site, again('channels.direct'), (client) =>
      client.createDirectChannel([site.botUser, person.user]),
    ).catch(unreachable);
    await this.#memory.set(memoryKey(key), opened.id, person);
    return this.#keep(key, opened.id);
  }

  #keep(key: string, channel: string): string {
    this.#known.set(key, channel);
    const [oldest] = this.#known.keys();
    if (this.#known.size > CAPACITY && oldest !== undefined) this.#known.delete(oldest);
    return channel;
  }
}

/** Whatever the server says no to here concerns the person. */
export function unreachable(error: unknown): never {
  if (error instanceof DeliveryError && 'permanent' in error.failure && error.failure.permanent !== 'invalid')
    throw new DeliveryError({ permanent: 'unreachable' }, { cause: error.cause });
  throw error;
}

function memoryKey(key: string): string {
  return `direct ${key}`;
}
