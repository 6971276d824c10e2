import type { WebClient } from '@slack/web-api';

/** One workspace this app is installed in, and the way to call Slack there. */
export interface Workspace {
  team: string;
  /** The enterprise that owns it; null for a workspace of its own. */
  enterprise: string | null;
  /** Where ids of persons are unique: the enterprise, else the team. */
  realm: string;
  botUser: string;
  /** Null where Slack does not say it (an emulator): then our messages are known by our user. */
  botId: string | null;
  /** https://example.slack.com/ */
  url: string;
  client: WebClient;
}

/** The workspaces by their tokens, asked once at start. */
export class Workspaces {
  #all: readonly Workspace[];
  readonly #byTeam: Map<string, Workspace>;
  /** Teams. */
  readonly #lost = new Set<string>();
  /** Tokens whose workspace is still asked for, and never was known here. */
  #unknown: number;

  constructor(all: readonly Workspace[], unknown = 0) {
    this.#all = all;
    this.#unknown = unknown;
    this.#byTeam = new Map(all.map((workspace) => [workspace.team, workspace]));
  }

  /** The app was removed from it: nothing is asked there before the next start. False when that was known. */
  lose(team: string): boolean {
    if (this.#lost.has(team)) return false;
    this.#lost.add(team);
    return true;
  }

  /** One that was awaited has answered. False where another token of it works already. */
  open(workspace: Workspace): boolean {
    const { team } = workspace;
    if (this.#byTeam.has(team) && !this.#lost.has(team)) return false;
    this.#all = [...this.#all.filter((one) => one.team !== team), workspace];
    this.#byTeam.set(team, workspace);
    this.#lost.delete(team);
    return true;
  }

  /** Whose one of those tokens is was answered, and the workspace let in where there is one. */
  learned(): void {
    this.#unknown -= 1;
  }

  /** False: a realm that is none of ours may become one. */
  get areAllKnown(): boolean {
    return this.#unknown === 0;
  }

  /** Those of a realm that are not lost. */
  inRealm(realm: string): readonly Workspace[] {
    return this.#all.filter((workspace) => workspace.realm === realm && !this.#lost.has(workspace.team));
  }

  byTeam(team: string): Workspace | null {
    return this.#byTeam.get(team) ?? null;
  }

  /** The workspace that our bot of this user id speaks in. */
  byBot(user: string | null | undefined): Workspace | null {
    return this.#all.find(({ botUser }) => botUser === user) ?? null;
  }

  /** The workspace of a channel's team; of a person, or of a channel that names none, any of the realm. Not a lost one. */
  of({ realm, team }: { realm: string; team?: string }): Workspace | null {
    const named = team === undefined ? null : this.byTeam(team);
    if (named?.realm === realm) return this.#lost.has(named.team) ? null : named;
    return this.inRealm(realm)[0] ?? null;
  }

  all(): readonly Workspace[] {
    return this.#all;
  }

  /** Those where something is left to speak with. */
  livingRealms(): readonly string[] {
    return this.realms().filter((realm) => this.inRealm(realm).length > 0);
  }

  /** Each realm once. */
  realms(): readonly string[] {
    return [...new Set(this.#all.map(({ realm }) => realm))];
  }
}
