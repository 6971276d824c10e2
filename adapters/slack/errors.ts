import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { DeliveryError, type DeliveryFailure } from '../../src/chat/adapter.ts';
import { type Asked, each, LATER, REPAIR } from '../../src/chat/kit/failing.ts';
import { neverLeft } from '../../src/chat/kit/never-left.ts';

/** Slack's codes (the reference of each method, "Errors"). One not named here is a refusal. */
const CODES: ReadonlyMap<string, DeliveryFailure> = new Map([
  ...each(
    { permanent: 'gone' },
    ...['channel_not_found', 'message_not_found', 'thread_not_found', 'team_not_found', 'not_found'],
  ),
  ...each(
    { permanent: 'unreachable' },
    ...['user_not_found', 'users_not_found', 'user_disabled', 'user_not_visible', 'user_is_deactivated'],
    ...['cannot_dm_bot', 'is_bot', 'messages_tab_disabled', 'invalid_user_combination'],
  ),
  ...each(
    { permanent: 'invalid' },
    ...['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long', 'no_text'],
    ...['invalid_arguments', 'invalid_arg_name', 'invalid_array_arg', 'invalid_form_data', 'invalid_json'],
    ...['metadata_too_large', 'invalid_metadata_format', 'invalid_metadata_schema', 'too_many_attachments'],
    ...['invalid_name', 'bad_timestamp', 'block_mismatch', 'view_too_large', 'markdown_text_conflict'],
  ),
  ...each(
    LATER,
    ...['service_unavailable', 'request_timeout', 'team_added_to_org', 'external_channel_migrating'],
    ...['update_failed', 'accesslimited', 'streaming_state_conflict'],
  ),
  ...each(
    REPAIR,
    ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'],
    ...['org_login_required', 'team_access_not_granted', 'message_limit_exceeded'],
  ),
]);

/** Codes of what the app may not do, in this place or with this method, until a person of the workspace lets it. */
const WITHHELD: ReadonlySet<string> = new Set([
  ...['missing_scope', 'no_permission', 'not_allowed_token_type', 'access_denied', 'app_access_restricted'],
  ...['restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel'],
  ...['restricted_action_non_threadable_channel', 'ekm_access_denied'],
]);

/** Methods by which the box speaks: what it may not say now waits. What it may not ask is asked without. */
const SPEAKING: ReadonlySet<string> = new Set([
  ...['chat.postMessage', 'chat.update', 'conversations.open', 'reactions.add'],
]);

/** A right is seldom given back within minutes, and the rest of the workspace goes on meanwhile. */
const WITHHELD_LATER: DeliveryFailure = { retryAfterMs: 15 * 60_000, scope: 'lane' };

/** Codes under which "some aspect of the operation" may have succeeded (Slack docs: "Common errors"). */
const HALF_DONE = new Set(['internal_error', 'fatal_error']);

/** What an error of the Web API means for what was asked. */
export function failureOf(error: unknown, { method, doubtful }: Asked): DeliveryFailure {
  const inDoubt: DeliveryFailure = doubtful ? { inDoubt: true } : LATER;
  if (error instanceof WebAPIRateLimitedError) return slowDown(method, error.retryAfter);
  if (error instanceof WebAPIPlatformError) {
    const { error: code } = error.data;
    if (HALF_DONE.has(code)) return inDoubt;
    if (code === 'ratelimited' || code === 'rate_limited') return slowDown(method, 1);
    if (WITHHELD.has(code) && SPEAKING.has(method)) return WITHHELD_LATER;
    return CODES.get(code) ?? { permanent: 'refused' };
  }
  // Below 500 somebody on the way answered instead of Slack, or Slack did not look at it.
  if (error instanceof WebAPIHTTPError) return error.statusCode < 500 ? LATER : inDoubt;
  if (error instanceof WebAPIRequestError) return neverLeft(error.original) ? LATER : inDoubt;
  return inDoubt;
}

/** Slack's own code of an error; null when it is another kind of error. */
export function slackCodeOf(error: unknown): string | null {
  const cause = error instanceof DeliveryError ? error.cause : error;
  return cause instanceof WebAPIPlatformError ? cause.data.error : null;
}

/** The right that the app lacks for this: Slack's code, and the scopes of which it wants one, where it names them. */
export function lackOf(error: unknown): { code: string; needed?: string } | null {
  const code = slackCodeOf(error);
  if (code === null || !WITHHELD.has(code)) return null;
  const needed = error instanceof WebAPIPlatformError && 'needed' in error.data && error.data.needed;
  return typeof needed === 'string' && /^[a-z_.:,]{1,200}$/.test(needed) ? { code, needed } : { code };
}

/** Where in the blocks Slack found a mistake: pointers alone, since the sentences about them may quote. */
export function pointersOf(error: unknown): string[] {
  if (!(error instanceof WebAPIPlatformError)) return [];
  const messages = error.data.response_metadata?.messages ?? [];
  return messages.flatMap((message) => /\[json-pointer:([\w/-]*)\]/.exec(message)?.[1] ?? []);
}

/**
 * chat.postMessage is counted by channel, every other method by workspace (Slack docs: "Rate limits"). `seconds` are
 * those of Retry-After.
 */
function slowDown(method: string, seconds: number): DeliveryFailure {
  const scope = method === 'chat.postMessage' ? 'lane' : 'realm';
  return { retryAfterMs: Math.max(1, seconds) * 1000, scope };
}

/** How long Slack wants to be left alone, milliseconds. */
export function restAfter(error: unknown): number {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof WebAPIRateLimitedError ? cause.retryAfter * 1000 : 0;
}
