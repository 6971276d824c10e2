import { joinTeam, leaveTeam } from '../core/teams.ts';
import type { Platform } from '../platform.ts';
import type { Channel } from '../world/channel.ts';
import type { Command } from '../world/command.ts';
import type { Team } from '../world/team.ts';
import { type User, userJson } from '../world/user.ts';
import { MattermostChannel } from './mattermost-channel.ts';
import type { Person } from './person.ts';

/** What may be said of a person; the rest has a default. */
export interface PersonSettings {
  /** Default a new one. Whoever runs a server can give an account there any id, that of somebody of another too. */
  readonly id?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly nickname?: string;
  /** Default fr. */
  readonly locale?: string;
  /** Default Europe/Paris. */
  readonly timezone?: string;
  /** Default system_user. */
  readonly roles?: string;
  /** False: deactivated. Default true. */
  readonly active?: boolean;
}

/** What may be said of a channel. */
export interface ChannelSettings {
  /** Default false: open. */
  readonly private?: boolean;
  readonly archived?: boolean;
  /** Default nobody. */
  readonly members?: readonly { readonly id: string }[];
  /** Whether the site's own bot is in it. Default true. */
  readonly bot?: boolean;
}

/** A team in a test's hands. */
export class MattermostTeam {
  readonly team: Team;
  readonly #platform: Platform;
  readonly #bot: User;
  readonly #admin: User;
  readonly #newPerson: (name: string, settings: PersonSettings) => Person;

  constructor(
    team: Team,
    given: {
      platform: Platform;
      bot: User;
      admin: User;
      newPerson: (name: string, settings: PersonSettings) => Person;
    },
  ) {
    this.team = team;
    this.#platform = given.platform;
    this.#bot = given.bot;
    this.#admin = given.admin;
    this.#newPerson = given.newPerson;
  }

  get id(): string {
    return this.team.id;
  }

  get name(): string {
    return this.team.name;
  }

  /** Somebody new to the site, in this team. */
  person(name: string, settings: PersonSettings = {}): Person {
    const person = this.#newPerson(name, settings);
    this.add(person);
    return person;
  }

  /** A guest: sees only the channels they are in. */
  guest(name: string, settings: PersonSettings = {}): Person {
    return this.person(name, { ...settings, roles: 'system_guest' });
  }

  /**
   * An administrator changes what somebody is: everybody else is told, with the person whole (app/user.go,
   * sendUpdatedUserEvent).
   */
  change({ user }: Person, to: { readonly roles?: string; readonly active?: boolean }): void {
    const { clock, hub, world } = this.#platform;
    if (to.roles !== undefined) user.roles = to.roles;
    if (to.active !== undefined) user.deleteAt = to.active ? 0 : clock.now();
    user.updateAt = clock.now();
    hub.publish({
      event: 'user_updated',
      data: { user: userJson(user, { email: false, fullName: true }) },
      to: {},
    });
    world.changed();
  }

  /** Somebody of the site joins this team too. */
  add(...persons: readonly { readonly id: string }[]): void {
    for (const person of persons) joinTeam(this.#platform, this.team, this.#user(person));
  }

  /** An administrator puts somebody out of the team, or the bot: they are out of its channels too. */
  remove(person: { readonly id: string }): void {
    leaveTeam(this.#platform, this.team, this.#user(person));
  }

  #user({ id }: { readonly id: string }): User {
    const user = this.#platform.world.users.get(id);
    if (!user) throw new Error(`no user ${id}`);
    return user;
  }

  channel(name: string, settings: ChannelSettings = {}): MattermostChannel {
    const { ids, clock, world } = this.#platform;
    const bot = settings.bot === false ? [] : [this.#bot];
    const now = clock.now();
    const channel: Channel = {
      id: ids.id(),
      teamId: this.id,
      type: settings.private ? 'P' : 'O',
      name,
      displayName: name,
      creatorId: this.#admin.id,
      members: new Set([...bot, ...(settings.members ?? [])].map(({ id }) => id)),
      createAt: now,
      updateAt: now,
      deleteAt: settings.archived ? now : 0,
      lastPostAt: 0,
    };
    world.channels.set(channel.id, channel);
    return new MattermostChannel(channel, this.#platform, this.#admin);
  }

  /** A slash command of this team, as an administrator makes one; its token is what requests are known by. */
  slashCommand(trigger: string, url: string): Command {
    const { ids, clock, world } = this.#platform;
    const command: Command = {
      id: ids.id(),
      token: ids.id(),
      teamId: this.id,
      creatorId: this.#admin.id,
      trigger,
      method: 'P',
      url,
      username: '',
      iconUrl: '',
      displayName: trigger,
      description: '',
      autoComplete: true,
      autoCompleteDesc: '',
      autoCompleteHint: '',
      createAt: clock.now(),
      updateAt: clock.now(),
      deleteAt: 0,
    };
    world.commands.set(command.id, command);
    return command;
  }
}
