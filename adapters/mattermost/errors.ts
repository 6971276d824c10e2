import { DeliveryError, type DeliveryFailure } from '../../src/chat/adapter.ts';
import { type Asked, each, LATER, REPAIR } from '../../src/chat/kit/failing.ts';
import { isUnsent } from '../../src/chat/kit/never-left.ts';
import { MattermostError } from './mattermost-error.ts';
import { SECOND_LOOK_MS } from './second-look.ts';

/** A post was not taken: the server did not find its channel, or could not look (server/channels/app/post.go). */
export const NO_CHANNEL = 'api.context.invalid_param.app_error';
/** The same of the message its thread hangs on. */
export const NO_ROOT = 'api.post.create_post.root_id.app_error';

/** What was certainly not done, and may be at a second look. */
export const SOON: DeliveryFailure = { retryAfterMs: SECOND_LOOK_MS, scope: 'lane' };

/**
 * Names of errors that say more than their status (server/channels/{app,api4}), below 500: with a status of 500 the same
 * name says that the database did not answer (app.post.get.app_error), and nothing of what was asked for.
 */
const IDS: ReadonlyMap<string, DeliveryFailure> = new Map([
  ...each(
    { permanent: 'gone' },
    'api.post.create_post.can_not_post_to_deleted.error',
    'api.reaction.save.archived_channel.app_error',
    'app.channel.get.existing.app_error',
    'app.post.get.app_error',
  ),
  ...each(
    { permanent: 'unreachable' },
    'api.post.create_post.can_not_post_in_restricted_dm.error',
    'app.user.missing_account.const',
  ),
  // The post is there, its channel is closed: should it be opened again, the next repaint succeeds.
  ...each({ permanent: 'refused' }, 'api.post.patch_post.can_not_update_post_in_deleted.error'),
  // Said of what is not there, and of what the database did not give: with a status of 400 alike. Somebody to whom a
  // conversation is opened was found just before.
  ...each(SOON, NO_CHANNEL, NO_ROOT, 'api.channel.create_direct_channel.invalid_user.app_error'),
  ...each({ permanent: 'refused' }, 'app.reaction.save.save.too_many_reactions'),
]);

/** What an error of a call means for what was asked. */
export function failureOf(error: unknown, { doubtful }: Asked): DeliveryFailure {
  const inDoubt: DeliveryFailure = doubtful ? { inDoubt: true } : LATER;
  if (!(error instanceof MattermostError)) return inDoubt;
  const { id, status, reason = '', retryAfterMs } = error.failure;
  if (status === null) return isUnsent(reason) ? LATER : inDoubt;
  // Counted for us as a whole, by the server (by address) or by a proxy before it.
  if (retryAfterMs !== undefined) return { retryAfterMs, scope: 'realm' };
  // Also when the first of two equal posts is still being made (api.post.deduplicate_create_post.pending).
  if (status >= 500) return inDoubt;
  const named = id === null ? undefined : IDS.get(id);
  if (named) return named;
  // A post was made (201), and what was said of it did not arrive whole.
  if (status === 201) return inDoubt;
  // Somebody on the way answered instead of the server, who has said nothing of our token.
  if (id === null) return LATER;
  if (status === 401) return REPAIR;
  if (status === 404) return { permanent: 'gone' };
  return { permanent: status === 403 ? 'refused' : 'invalid' };
}

/** The status the server itself answered with; null when somebody else did, or nobody. */
export function statusOf(error: unknown): number | null {
  const cause = error instanceof DeliveryError ? error.cause : error;
  return cause instanceof MattermostError && cause.failure.id !== null ? cause.failure.status : null;
}

/** The server's own name of an error; null when it was not the server that answered. */
export function idOf(error: unknown): string | null {
  const cause = error instanceof DeliveryError ? error.cause : error;
  return cause instanceof MattermostError ? cause.failure.id : null;
}

/** Whether nobody answered, or somebody on the way instead of the server. */
export function isSilence(error: unknown): boolean {
  const cause = error instanceof DeliveryError ? error.cause : error;
  if (!(cause instanceof MattermostError)) return false;
  return cause.failure.id === null && cause.failure.retryAfterMs === undefined;
}

/** Whether the server no longer takes our token. */
export function isRefused(error: unknown): boolean {
  return statusOf(error) === 401;
}

/** What is not there, for the handler of a failed question. */
export function unlessAbsent(error: unknown): null {
  if (statusOf(error) === 404) return null;
  throw error;
}

/** What we may not see, or what is not there. */
export function unlessHidden(error: unknown): null {
  if (statusOf(error) === 403) return null;
  return unlessAbsent(error);
}
