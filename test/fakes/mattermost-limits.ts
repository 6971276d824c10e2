import { button } from './mattermost-stage.ts';
import type { Json, JsonObject } from './shared/json.ts';

/** A request, with {channel}, {user}, {bot}, {team}, {trigger} and {app} filled in by the test. */
export interface Trial {
  readonly method: string;
  readonly path: string;
  readonly body?: Json;
  /** Default 'bot'. */
  readonly as?: 'bot' | 'admin' | 'user' | 'wrong' | 'nobody';
}

/** A limit: `trial(n)` sends something of size n. */
export interface Limit {
  readonly what: string;
  readonly limit: number;
  readonly trial: (size: number) => Trial;
  /** The server's error one over it; fake.strict.… where the server only logs. */
  readonly error: string;
}

/** Something refused, and the right thing beside it. */
export interface Refused {
  readonly what: string;
  readonly right: Trial;
  readonly wrong: Trial;
  readonly error: string;
  readonly status: number;
}

const post = (more: JsonObject): Trial => ({
  method: 'POST',
  path: '/posts',
  body: { channel_id: '{channel}', message: 'x', ...more },
});
const dialog = (more: JsonObject): Trial => ({
  method: 'POST',
  path: '/actions/dialogs/open',
  as: 'nobody',
  body: { trigger_id: '{trigger}', url: '{app}', dialog: { title: 'Titre', elements: [], ...more } },
});
const element = (more: JsonObject): Trial =>
  dialog({ elements: [{ display_name: 'Titre', name: 'title', type: 'text', max_length: 150, ...more }] });
const command = (more: JsonObject): Trial => ({
  method: 'POST',
  path: '/commands',
  as: 'admin',
  body: {
    team_id: '{team}',
    trigger: `t${JSON.stringify(more).length}`,
    method: 'P',
    url: 'http://x.fr/',
    ...more,
  },
});
const withAction = (more: JsonObject): Trial =>
  post({ props: { attachments: [{ text: 'x', actions: [button('{app}', more)] }] } });
const react = (name: string, more: JsonObject = {}): Trial => ({
  method: 'POST',
  path: '/reactions',
  body: { user_id: '{bot}', post_id: '{post}', emoji_name: name, ...more },
});
const x = (count: number): string => 'x'.repeat(count);
/** Two bytes a letter, one more x where the size is odd. */
const e = (bytes: number): string => 'é'.repeat(Math.floor(bytes / 2)) + x(bytes % 2);

export const LIMITS: readonly Limit[] = [
  {
    what: 'runes of a message',
    limit: 16_383,
    trial: (size) => post({ message: '🙂'.repeat(size) }),
    error: 'model.post.is_valid.message_length.app_error',
  },
  {
    what: 'runes of the props',
    limit: 800_000,
    // Those the server adds and the braces around take their share.
    trial: (size) => post({ props: { a: x(size - '{"a":"","from_bot":"true"}'.length) } }),
    error: 'model.post.is_valid.props.app_error',
  },
  {
    what: 'runes of the list of files',
    limit: 300,
    trial: (size) => post({ file_ids: [x(size - 4)] }),
    error: 'model.post.is_valid.file_ids.app_error',
  },
  {
    what: 'bytes of a title',
    limit: 24,
    trial: (size) => dialog({ title: e(size) }),
    error: 'fake.strict.dialog',
  },
  {
    what: 'bytes of a display name',
    limit: 24,
    trial: (size) => element({ display_name: e(size) }),
    error: 'fake.strict.dialog',
  },
  {
    what: 'bytes of a name',
    limit: 300,
    trial: (size) => element({ name: e(size) }),
    error: 'fake.strict.dialog',
  },
  {
    what: 'bytes of a help text',
    limit: 150,
    trial: (size) => element({ help_text: e(size) }),
    error: 'fake.strict.dialog',
  },
  {
    what: 'bytes of a placeholder',
    limit: 150,
    trial: (size) => element({ placeholder: e(size) }),
    error: 'fake.strict.dialog',
  },
  {
    what: 'bytes of a text default',
    limit: 150,
    trial: (size) => element({ default: e(size) }),
    error: 'fake.strict.dialog',
  },
  {
    what: 'bytes of a textarea default',
    limit: 3_000,
    trial: (size) => element({ type: 'textarea', max_length: 3_000, default: e(size) }),
    error: 'fake.strict.dialog',
  },
  {
    what: 'characters of a trigger',
    limit: 128,
    trial: (size) => command({ trigger: x(size) }),
    error: 'model.command.is_valid.trigger.app_error',
  },
  {
    what: 'characters of an address',
    limit: 1_024,
    trial: (size) => command({ url: `http://${x(size - 7)}` }),
    error: 'model.command.is_valid.url.app_error',
  },
  {
    what: "characters of a command's name",
    limit: 64,
    trial: (size) => command({ display_name: x(size) }),
    error: 'model.command.is_valid.display_name.app_error',
  },
  {
    what: "characters of a command's description",
    limit: 128,
    trial: (size) => command({ description: x(size) }),
    error: 'model.command.is_valid.description.app_error',
  },
];

const ANY_POST = post({});
const WHO: Trial = { method: 'GET', path: '/users/me' };
const EPHEMERAL = { user_id: '{user}', post: { channel_id: '{channel}', message: 'x' } };
const SESSION = 'api.context.session_expired.app_error';
const PERMISSIONS = 'api.context.permissions.app_error';
const DECODE = 'interactive_message.decode_trigger_id';

export const REFUSALS: readonly Refused[] = [
  { what: 'a wrong token', right: WHO, wrong: { ...WHO, as: 'wrong' }, error: SESSION, status: 401 },
  { what: 'no token', right: WHO, wrong: { ...WHO, as: 'nobody' }, error: SESSION, status: 401 },
  {
    what: 'a private post by another than an administrator',
    right: { method: 'POST', path: '/posts/ephemeral', body: EPHEMERAL, as: 'admin' },
    wrong: { method: 'POST', path: '/posts/ephemeral', body: EPHEMERAL },
    error: PERMISSIONS,
    status: 403,
  },
  {
    what: 'a post in a channel the bot is not in',
    right: ANY_POST,
    wrong: post({ channel_id: '{foreign}' }),
    error: PERMISSIONS,
    status: 403,
  },
  {
    what: 'a post in an archived channel',
    right: ANY_POST,
    wrong: post({ channel_id: '{archived}' }),
    error: 'api.post.create_post.can_not_post_to_deleted.error',
    status: 400,
  },
  {
    what: 'an answer to no post',
    right: post({ root_id: '{post}' }),
    wrong: post({ root_id: x(26) }),
    error: 'api.post.create_post.root_id.app_error',
    status: 400,
  },
  {
    what: 'an action id that is no word',
    right: { method: 'POST', path: '/posts/{post}/actions/pour', body: {}, as: 'user' },
    wrong: { method: 'POST', path: '/posts/{post}/actions/pour_7', body: {}, as: 'user' },
    error: 'api.context.404.app_error',
    status: 404,
  },
  {
    what: 'a button without a name',
    right: withAction({}),
    wrong: withAction({ name: '' }),
    error: 'fake.strict.post_props',
    status: 400,
  },
  {
    what: 'a button of an unknown style',
    right: withAction({ style: 'primary' }),
    wrong: withAction({ style: 'loud' }),
    error: 'fake.strict.post_props',
    status: 400,
  },
  {
    what: 'a trigger that is no base64',
    right: dialog({}),
    wrong: { ...dialog({}), body: { trigger_id: '!', url: '{app}', dialog: { title: 'x', elements: [] } } },
    error: `${DECODE}.base64_decode_failed`,
    status: 400,
  },
  {
    what: 'a trigger the server did not make',
    right: dialog({}),
    wrong: {
      ...dialog({}),
      body: { trigger_id: btoa('a:b:99999999999999:c'), url: '{app}', dialog: { title: 'x', elements: [] } },
    },
    error: `${DECODE}.verify_signature_failed`,
    status: 400,
  },
  {
    what: 'a length that is more than the most',
    right: element({ min_length: 3 }),
    wrong: element({ min_length: 3, max_length: 0 }),
    error: 'fake.strict.dialog',
    status: 400,
  },
  {
    what: 'a default that is no option',
    right: element({ type: 'select', options: [{ text: 'A', value: 'a' }], default: 'a' }),
    wrong: element({ type: 'select', options: [{ text: 'A', value: 'a' }], default: 'b' }),
    error: 'fake.strict.dialog',
    status: 400,
  },
  {
    what: 'a trigger word that is taken',
    right: command({}),
    wrong: command({ trigger: 'idee' }),
    error: 'api.command.duplicate_trigger.app_error',
    status: 400,
  },
  {
    what: 'a command by the bot',
    right: command({ trigger: 'autre' }),
    wrong: { ...command({ trigger: 'encore' }), as: 'bot' },
    error: PERMISSIONS,
    status: 403,
  },
  {
    what: 'a reaction with no emoji',
    right: react('bulb'),
    wrong: react('no_such_emoji'),
    error: 'app.emoji.get_by_name.no_result',
    status: 404,
  },
  {
    what: "a reaction in somebody else's name",
    right: react('+1'),
    wrong: react('+1', { user_id: '{user}' }),
    error: PERMISSIONS,
    status: 403,
  },
  {
    what: 'somebody put out of a team by who does not administer it',
    right: { method: 'DELETE', path: '/teams/{team}/members/{leaver}', as: 'admin' },
    wrong: { method: 'DELETE', path: '/teams/{team}/members/{leaver}' },
    error: PERMISSIONS,
    status: 403,
  },
  {
    what: 'somebody put out of a team they were never in',
    right: { method: 'DELETE', path: '/teams/{team}/members/{leaver}', as: 'admin' },
    wrong: { method: 'DELETE', path: '/teams/{team}/members/{stranger}', as: 'admin' },
    error: 'api.team.remove_user_from_team.missing.app_error',
    status: 400,
  },
  {
    what: "somebody else's post changed",
    right: { method: 'PUT', path: '/posts/{post}/patch', body: { is_pinned: true } },
    wrong: { method: 'PUT', path: '/posts/{post}/patch', body: { message: 'x' }, as: 'user' },
    error: PERMISSIONS,
    status: 403,
  },
  {
    what: 'a body the specification does not know',
    right: ANY_POST,
    wrong: post({ message: 7 }),
    error: 'fake.strict.request',
    status: 400,
  },
];
