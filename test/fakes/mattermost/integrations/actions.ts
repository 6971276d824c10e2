import { type JsonObject, objectOf, parseJson, textOf } from '../../shared/json.ts';
import { AppError, noPost } from '../core/error.ts';
import { updatePost, whisper } from '../core/posts.ts';
import type { Platform } from '../platform.ts';
import { actionsOf, type Post } from '../world/post.ts';
import type { User } from '../world/user.ts';
import { pressRequest } from './requests.ts';
import { slackParsed } from './slack-text.ts';

/** Props that outlive an update by an action (model.PostActionRetainPropKeys); from_bot does not. */
const RETAINED = ['from_webhook', 'override_username', 'override_icon_url'];

/** A press, or a pick in a menu. */
export interface Pressed {
  readonly user: User;
  readonly postId: string;
  readonly actionId: string;
  /** The value picked; '' for a button. */
  readonly option: string;
  /** The post when only this person's client has it: its cookie holds the integration. Null for a public one. */
  readonly ephemeral: Post | null;
}

/** Tells the integration of a press and does what it answers; returns the client's trigger (DoPostActionWithCookie). */
export async function doAction(platform: Platform, pressed: Pressed): Promise<string> {
  const { world, outgoing, triggers } = platform;
  const { user } = pressed;
  const post = world.livePost(pressed.postId) ?? pressed.ephemeral;
  if (!post) throw noPost();
  const action = actionsOf(post).find(({ id }) => id === pressed.actionId);
  const integration = objectOf(action?.integration);
  if (!action || !integration)
    throw new AppError('api.post.do_action.action_id.app_error', 404, '', 'Invalid action id.');
  const channel = world.channels.get(post.channelId);
  const team = world.teams.get(channel?.teamId ?? '');
  const { forIntegration, forClient } = triggers.issue(user.id);
  const select = action.type === 'select' && pressed.option !== '';
  const at = {
    user,
    channel: { id: post.channelId, name: channel?.name ?? '' },
    teamId: channel?.teamId ?? '',
    team,
  };
  const given = { triggerId: forIntegration, option: select ? pressed.option : '' };
  const answer = await outgoing.send(pressRequest(at, { post, action, integration }, given));
  if (typeof answer === 'string') throw integrationError(answer);
  if (answer.status !== 200) throw integrationError(`status=${answer.status}`);
  const text = answer.body.toString('utf8');
  const response = text === '' ? {} : objectOf(parseJson(text));
  if (!response) throw integrationError('the answer is no JSON');
  applyUpdate(platform, post, objectOf(response.update));
  const ephemeral = textOf(response.ephemeral_text);
  if (ephemeral !== '')
    whisper(platform, user.id, user.id, post.channelId, {
      message: response.skip_slack_parsing === true ? ephemeral : slackParsed(ephemeral, world),
      rootId: post.rootId || post.id,
    });
  return forClient;
}

/** The integration was not reached, or did not answer as it should. */
export function integrationError(detail: string): AppError {
  return new AppError(
    'api.post.do_action.action_integration.app_error',
    400,
    detail,
    'Action integration error.',
  );
}

/**
 * The traps of `update`: it is a whole post. Without a message the message is blanked, without file_ids the files are
 * detached and deleted; props stay when absent, else they are replaced, but for what the server retains.
 */
function applyUpdate(platform: Platform, post: Post, update: JsonObject | null): void {
  if (!update) return;
  const given = objectOf(update.props);
  const kept = Object.fromEntries(
    RETAINED.flatMap((key) => (post.props[key] === undefined ? [] : [[key, post.props[key]]])),
  );
  const others = Object.entries(given ?? {}).filter(([key]) => !RETAINED.includes(key));
  updatePost(platform, post.id, {
    message: textOf(update.message),
    fileIds: Array.isArray(update.file_ids) ? update.file_ids.map(textOf) : [],
    ...(given ? { props: { ...Object.fromEntries(others), ...kept } } : {}),
  });
}
