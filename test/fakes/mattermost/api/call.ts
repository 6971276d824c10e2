import { type Json, type JsonObject, objectOf, textOf } from '../../shared/json.ts';
import { can } from '../core/access.ts';
import {
  forbidden,
  invalidParam,
  invalidUrlParam,
  noChannel,
  noPost,
  noTeam,
  noUser,
} from '../core/error.ts';
import { ID } from '../ids.ts';
import type { Platform } from '../platform.ts';
import type { Channel } from '../world/channel.ts';
import type { Post } from '../world/post.ts';
import type { Team } from '../world/team.ts';
import type { User } from '../world/user.ts';

/** A request that reached its route, with its session where the route asks for one. */
export class Call {
  readonly platform: Platform;
  /** Whose token it was. */
  readonly user: User;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json | undefined;
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Waits where a test made the request slow. */
  readonly meanwhile: () => Promise<void>;

  constructor(
    given: Pick<
      Call,
      'platform' | 'user' | 'params' | 'query' | 'body' | 'bytes' | 'contentType' | 'meanwhile'
    >,
  ) {
    this.platform = given.platform;
    this.user = given.user;
    this.params = given.params;
    this.query = given.query;
    this.body = given.body;
    this.bytes = given.bytes;
    this.contentType = given.contentType;
    this.meanwhile = given.meanwhile;
  }

  /** The body as an object, or the server's complaint that this parameter cannot be read. */
  object(name: string): JsonObject {
    const object = objectOf(this.body);
    if (!object) throw invalidParam(name);
    return object;
  }

  /** The body as a list of strings. */
  list(name: string): string[] {
    if (!Array.isArray(this.body) || this.body.some((one) => typeof one !== 'string'))
      throw invalidParam(name);
    return this.body.map(textOf);
  }

  /** An id in the path. */
  id(name: string): string {
    const value = this.params[name] ?? '';
    if (!ID.test(value)) throw invalidUrlParam(name);
    return value;
  }

  /** The user of the path; 'me' is whoever asks. */
  userInPath(name = 'user_id'): User {
    const id = this.params[name] === 'me' ? this.user.id : this.id(name);
    const user = this.platform.world.users.get(id);
    if (!user) throw noUser();
    return user;
  }

  teamInPath(): Team {
    const team = this.platform.world.teams.get(this.id('team_id'));
    if (!team) throw noTeam();
    return team;
  }

  channelInPath(): Channel {
    const channel = this.platform.world.channels.get(this.id('channel_id'));
    if (!channel) throw noChannel();
    return channel;
  }

  /** A post that is not deleted. */
  postInPath(): Post {
    const post = this.platform.world.livePost(this.id('post_id'));
    if (!post) throw noPost();
    return post;
  }

  /** Refuses whoever lacks a permission on the whole site. */
  demand(permission: string): void {
    this.demandThat(can(this.platform.world, this.user, permission), permission);
  }

  demandThat(holds: boolean, permission: string): void {
    if (!holds) throw forbidden(permission);
  }

  /** Numbers of the query as the server reads them: the default for nonsense, at most 200 a page. */
  page(): { page: number; perPage: number } {
    const page = Number.parseInt(this.query.get('page') ?? '', 10);
    const perPage = Number.parseInt(this.query.get('per_page') ?? '', 10);
    return {
      page: Math.max(page || 0, 0),
      perPage: perPage > 0 ? Math.min(perPage, 200) : 60,
    };
  }
}

/** What a route answers. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

export const ok = (body: Json): Answer => ({ status: 200, body });
export const created = (body: Json): Answer => ({ status: 201, body });
export const done = (): Answer => ok({ status: 'OK' });

export interface Route {
  readonly method: string;
  /** As the documentation writes it, without /api/v4. */
  readonly path: string;
  /** False: asks for no session. */
  readonly session: boolean;
  readonly run: (call: Call) => Answer | Promise<Answer>;
}

/** A route for whoever has a session. */
export const route = (method: string, path: string, run: Route['run']): Route => ({
  method,
  path,
  session: true,
  run,
});

/** A route for everybody. */
export const openRoute = (method: string, path: string, run: Route['run']): Route => ({
  ...route(method, path, run),
  session: false,
});
