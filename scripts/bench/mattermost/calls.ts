import { channelJson, channelMemberJson } from '../../../test/fakes/mattermost/world/channel.ts';
import { type Post, postJson, reactionJson } from '../../../test/fakes/mattermost/world/post.ts';
import { teamJson } from '../../../test/fakes/mattermost/world/team.ts';
import { userJson } from '../../../test/fakes/mattermost/world/user.ts';
import { type Json, objectOf, textOf } from '../../../test/fakes/shared/json.ts';
import { BOT, CONFIG, SETTINGS, TEAM } from './server.ts';
import type { StandIn } from './stand-in.ts';

/** A request of the box. */
export interface Call {
  method: string;
  path: string;
  body: Json | undefined;
}

interface Answer {
  status: number;
  /** A bare text is sent as plain words. */
  json: Json;
  /** Without it the box cannot start, nor know who people are; what is measured comes after. */
  atOnce?: true;
}

type Route = readonly [
  route: RegExp,
  answer: (server: StandIn, call: Call, named: readonly string[]) => Answer,
];

const ok = (json: Json): Answer => ({ status: 200, json });
const refused = (status: number, id: string): Answer => ({ status, json: { id, status_code: status } });
const shown = (post: Post): Json => postJson(post, { replies: 0, reactions: [] });
const known = (json: Json | undefined): Answer =>
  json === undefined ? refused(404, 'app.not_found') : ok(json);
const fieldsOf = ({ body }: Call) => objectOf(body) ?? {};

/** What the box asks for, by method and path. */
const ROUTES: readonly Route[] = [
  [
    /^GET \/api\/v4\/config\/client$/,
    () => ({
      ...ok({
        Version: SETTINGS.version,
        SiteURL: CONFIG.ServiceSettings.SiteURL,
        // An answer then travels with the reply to its press, where it is read.
        CollapsedThreads: 'disabled',
      }),
      atOnce: true,
    }),
  ],
  [/^GET \/api\/v4\/users\/me\/teams$/, () => ({ ...ok([teamJson(TEAM)]), atOnce: true })],
  [
    /^GET \/api\/v4\/users\/(\w+)$/,
    ({ world }, _, [id = '']) => {
      const user = id === 'me' ? BOT : world.users.get(id);
      return { ...known(user && userJson(user, { email: false, fullName: true })), atOnce: true };
    },
  ],
  [
    /^GET \/api\/v4\/channels\/(\w+)$/,
    ({ world }, _, [id = '']) => {
      const channel = world.channels.get(id);
      return known(channel && channelJson(channel));
    },
  ],
  [
    /^GET \/api\/v4\/channels\/(\w+)\/members\/(\w+)$/,
    ({ world }, _, [id = '', user = '']) => {
      const channel = world.channels.get(id);
      return known(channel && channelMemberJson(channel, user, false));
    },
  ],
  [
    /^POST \/api\/v4\/channels\/direct$/,
    (server, { body }) => ok(channelJson(server.direct(Array.isArray(body) ? body.map(textOf) : []))),
  ],
  [
    /^POST \/api\/v4\/posts$/,
    (server, call) => {
      const fields = fieldsOf(call);
      const post = server.post({
        channelId: textOf(fields.channel_id),
        userId: BOT.id,
        message: textOf(fields.message),
        props: objectOf(fields.props) ?? {},
        rootId: textOf(fields.root_id),
        pendingPostId: textOf(fields.pending_post_id),
      });
      return { status: 201, json: shown(post) };
    },
  ],
  // As on a server that nobody told otherwise.
  [/^POST \/api\/v4\/posts\/ephemeral$/, () => refused(403, 'api.context.permissions.app_error')],
  [
    /^POST \/api\/v4\/posts\/ids\/reactions$/,
    ({ world }, { body }) => {
      const ids = Array.isArray(body) ? body.map(textOf) : [];
      return ok(Object.fromEntries(ids.map((id) => [id, world.reactionsTo(id).map(reactionJson)])));
    },
  ],
  [
    /^GET \/api\/v4\/posts\/(\w+)$/,
    ({ world }, _, [id = '']) => {
      const post = world.posts.get(id);
      return known(post && shown(post));
    },
  ],
  [
    /^PUT \/api\/v4\/posts\/(\w+)\/patch$/,
    (server, call, [id = '']) => {
      const post = server.world.posts.get(id);
      if (post) server.paint(post, objectOf(fieldsOf(call).props) ?? {});
      return known(post && shown(post));
    },
  ],
  [
    /^POST \/api\/v4\/actions\/dialogs\/open$/,
    (server, call) => {
      const { trigger_id: trigger, url, dialog } = fieldsOf(call);
      server.open(textOf(trigger), { url: textOf(url), dialog: objectOf(dialog) ?? {} });
      return ok({ status: 'OK' });
    },
  ],
  [
    /^POST \/hooks\/commands\/(\w+)$/,
    (server, call, [id = '']) => {
      server.answer(id, fieldsOf(call));
      return ok('ok');
    },
  ],
];

/** What is asked is done; the answer says what came of it. */
export function routed(server: StandIn, call: Call): Answer {
  for (const [route, answer] of ROUTES) {
    const found = route.exec(`${call.method} ${call.path}`);
    if (found) return answer(server, call, found.slice(1));
  }
  return refused(404, 'api.context.404.app_error');
}
