import { type AdapterContext, DeliveryError } from '../../src/chat/adapter.ts';
import { again } from '../../src/chat/kit/failing.ts';
import { type Person, personKey } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { slackCodeOf } from './errors.ts';
import { notHere } from './losing.ts';
import { PLATFORM } from './platform.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** The conversation with one person, and the workspace it is in. */
export interface Direct {
  workspace: Workspace;
  channel: string;
}

/** Of these another workspace of the same enterprise may know more. */
const NOT_HERE = new Set([
  'user_not_found',
  'users_not_found',
  'user_not_visible',
  'invalid_user_combination',
]);

/** Conversations kept in mind; the least recently opened is asked for again. */
const CAPACITY = 20_000;

/**
 * Ids of the conversations with persons: opening one is a call of its own, and its id never changes. Kept in memory
 * and in the adapter's durable memory.
 */
export class DirectMessages {
  readonly #workspaces: Workspaces;
  readonly #memory: AdapterContext['memory'];
  readonly #calls: Calls;
  readonly #known = new Map<string, Direct>();

  constructor(workspaces: Workspaces, memory: AdapterContext['memory'], calls: Calls) {
    this.#workspaces = workspaces;
    this.#memory = memory;
    this.#calls = calls;
  }

  /** Rejects with a DeliveryError: unreachable, for whoever is not of our workspaces. */
  async with(person: Person): Promise<Direct> {
    const key = personKey(person);
    const known = this.#known.get(key) ?? (await this.#remembered(key));
    if (known && this.#workspaces.of(known.workspace)) return known;
    const opened = await this.#open(person);
    await this.#memory.set(memoryKey(key), `${opened.workspace.team} ${opened.channel}`, person);
    return this.#keep(key, opened);
  }

  /** Slack does not know the conversation any more. */
  async forget(person: Person): Promise<void> {
    const key = personKey(person);
    this.#known.delete(key);
    await this.#memory.set(memoryKey(key), null);
  }

  async #remembered(key: string): Promise<Direct | null> {
    const [team = '', channel = ''] = (await this.#memory.get(memoryKey(key)))?.split(' ') ?? [];
    const workspace = this.#workspaces.byTeam(team);
    return workspace && channel !== '' ? this.#keep(key, { workspace, channel }) : null;
  }

  #keep(key: string, direct: Direct): Direct {
    this.#known.set(key, direct);
    const [oldest] = this.#known.keys();
    if (this.#known.size > CAPACITY && oldest !== undefined) this.#known.delete(oldest);
    return direct;
  }

  async #open(person: Person): Promise<Direct> {
    let unknown = new DeliveryError({ permanent: 'unreachable' });
    for (const workspace of workspacesOf(person, this.#workspaces)) {
      try {
        const { channel } = await this.#calls(workspace.client, again('conversations.open'), (client) =>
          client.conversations.open({ users: person.user }),
        );
        if (channel?.id) return { workspace, channel: channel.id };
      } catch (error) {
        if (!(error instanceof DeliveryError) || !NOT_HERE.has(slackCodeOf(error) ?? '')) throw error;
        unknown = error;
      }
    }
    throw unknown;
  }
}

/** Where a person can be asked about: every workspace of their realm. Throws a DeliveryError where all are lost or awaited. */
export function workspacesOf({ platform, realm }: Person, workspaces: Workspaces): readonly Workspace[] {
  if (platform !== PLATFORM) return [];
  if (workspaces.areAllKnown && !workspaces.realms().includes(realm)) return [];
  const living = workspaces.inRealm(realm);
  if (living.length === 0) throw notHere(realm, workspaces);
  return living;
}

function memoryKey(key: string): string {
  return `direct ${key}`;
}
