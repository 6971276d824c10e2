import { again } from '../../src/chat/kit/failing.ts';
import { Remembered } from '../../src/chat/kit/remembered.ts';
import type { Person } from '../../src/chat/place.ts';
import type { Clock } from '../../src/clock.ts';
import type { Calls } from './calls.ts';
import { PLATFORM } from './platform.ts';
import { userIn } from './users.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** A person may move, a channel may be shared: Slack is asked again after this. Milliseconds. */
const LIFE_MS = 24 * 60 * 60 * 1000;

/** A channel in which somebody is met. `shared`: with other companies, where an event says so. */
export interface Met {
  workspace: Workspace;
  channel: string;
  shared?: boolean | null | undefined;
}

/**
 * Where persons belong, so that one person is one identity in whichever of our workspaces they are met (Slack Connect).
 * Somebody of a workspace of ours is of its realm; somebody of a foreign one is a guest of the realm they are met in,
 * under the id Slack gives them there. Presses and commands name the person's own team; reactions name none, and Slack
 * is asked: only about channels that are shared, only where the box has several realms. In memory alone.
 */
export class Homes {
  readonly #workspaces: Workspaces;
  readonly #calls: Calls;
  /** Realms of persons, by the realm they are met in and their id there. */
  readonly #realms: Remembered<string>;
  /** Whether a channel is shared, by realm and id. */
  readonly #shared: Remembered<boolean>;
  /** Questions that are under way: what one person did stays in its order. */
  readonly #asking = new Map<string, Promise<string>>();

  constructor(workspaces: Workspaces, calls: Calls, clock: Pick<Clock, 'now'>) {
    this.#workspaces = workspaces;
    this.#calls = calls;
    this.#realms = new Remembered(clock, { lifeMs: LIFE_MS });
    this.#shared = new Remembered(clock, { lifeMs: LIFE_MS });
  }

  /** Somebody met in that workspace, as far as is known at once. `team`: their own, where Slack names it. */
  told(workspace: Workspace, user: string, team?: string | null): Person {
    const key = keyOf(workspace, user);
    const own = team ? this.#workspaces.byTeam(team) : null;
    if (own) this.#realms.set(key, own.realm);
    return personOf(own?.realm ?? this.#realms.get(key) ?? workspace.realm, user);
  }

  /** Whether {@link asked} answers without asking Slack. */
  #isKnown({ workspace, channel, shared }: Met, user: string): boolean {
    if (this.#workspaces.realms().length === 1 || this.#realms.get(keyOf(workspace, user)) !== undefined) {
      return true;
    }
    return (shared ?? this.#shared.get(keyOf(workspace, channel))) === false;
  }

  /**
   * Who wrote a message that was met there. A team other than the reader's is the author's own; the reader's may stand
   * where Slack does not say whose it is. Rejects as {@link asked}.
   */
  async author(
    met: Met,
    { user, teams }: { user: string; teams: readonly (string | null | undefined)[] },
  ): Promise<Person> {
    const { workspace } = met;
    const own = teams.find((team) => team && this.#isOfAnother(team, workspace));
    return own ? this.told(workspace, user, own) : this.asked(met, user);
  }

  #isOfAnother(team: string, { realm }: Workspace): boolean {
    const own = this.#workspaces.byTeam(team);
    return own !== null && own.realm !== realm;
  }

  /** The same where Slack names no team. Rejects with a DeliveryError where Slack cannot say now. */
  async asked(met: Met, user: string): Promise<Person> {
    const { workspace } = met;
    if (this.#isKnown(met, user)) return this.told(workspace, user);
    const key = keyOf(workspace, user);
    const asking = this.#asking.get(key) ?? this.#ask(met, user);
    this.#asking.set(key, asking);
    try {
      return personOf(await asking, user);
    } finally {
      this.#asking.delete(key);
    }
  }

  async #ask(met: Met, user: string): Promise<string> {
    const { workspace } = met;
    if (!(await this.isShared(met))) return workspace.realm;
    const found = await userIn(this.#calls, workspace, user);
    const realm = this.#realmOf(found?.team_id) ?? workspace.realm;
    this.#realms.set(keyOf(workspace, user), realm);
    return realm;
  }

  /** Of somebody of an enterprise Slack may name that one in place of a team. */
  #realmOf(team: string | undefined): string | undefined {
    if (!team) return undefined;
    return this.#workspaces.byTeam(team)?.realm ?? this.#workspaces.realms().find((realm) => realm === team);
  }

  /** Whether the channel is shared with other companies. Rejects with a DeliveryError where Slack cannot say now. */
  async isShared({ workspace, channel, shared }: Met): Promise<boolean> {
    if (shared !== undefined && shared !== null) return shared;
    const key = keyOf(workspace, channel);
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const { channel: found } = await this.#calls(workspace.client, again('conversations.info'), (client) =>
      client.conversations.info({ channel }),
    );
    const told = found?.is_ext_shared === true;
    this.#shared.set(key, told);
    return told;
  }
}

function keyOf({ realm }: Workspace, id: string): string {
  return `${realm} ${id}`;
}

function personOf(realm: string, user: string): Person {
  return { platform: PLATFORM, realm, user };
}
