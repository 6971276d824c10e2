import { expect, test } from '@jest/globals';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { failureOf, pointersOf } from '../../../adapters/slack/errors.ts';
import type { DeliveryFailure } from '../../../src/chat/adapter.ts';
import { again } from '../../../src/chat/kit/failing.ts';

const SEND = { method: 'chat.postMessage', doubtful: true };
const UPDATE = { method: 'chat.update', doubtful: false };

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });
const http = (status: number) => new WebAPIHTTPError(status, 'x', {});
const coded = (code: string) => Object.assign(new Error(code), { code });
/** As node's fetch fails. */
const network = (cause: Error) => new WebAPIRequestError(new TypeError('fetch failed', { cause }));

const GONE: DeliveryFailure = { permanent: 'gone' };
const UNREACHABLE: DeliveryFailure = { permanent: 'unreachable' };
const REFUSED: DeliveryFailure = { permanent: 'refused' };
const INVALID: DeliveryFailure = { permanent: 'invalid' };
const LATER: DeliveryFailure = { retryAfterMs: 5_000, scope: 'realm' };
const REPAIR: DeliveryFailure = { retryAfterMs: 300_000, scope: 'realm' };
const GRANT: DeliveryFailure = { retryAfterMs: 900_000, scope: 'lane' };
const DOUBT: DeliveryFailure = { inDoubt: true };

const EVERYWHERE: [Error, DeliveryFailure][] = [
  [platform('channel_not_found'), GONE],
  [platform('message_not_found'), GONE],
  [platform('user_not_found'), UNREACHABLE],
  [platform('user_disabled'), UNREACHABLE],
  [platform('cannot_dm_bot'), UNREACHABLE],
  [platform('messages_tab_disabled'), UNREACHABLE],
  [platform('not_in_channel'), REFUSED],
  [platform('is_archived'), REFUSED],
  [platform('restricted_action_thread_locked'), REFUSED],
  [platform('cant_update_message'), REFUSED],
  [platform('edit_window_closed'), REFUSED],
  [platform('something_of_next_year'), REFUSED],
  [platform('invalid_blocks'), INVALID],
  [platform('msg_blocks_too_long'), INVALID],
  [platform('no_text'), INVALID],
  [platform('service_unavailable'), LATER],
  [platform('token_revoked'), REPAIR],
  [platform('invalid_auth'), REPAIR],
  [http(403), LATER],
  [network(coded('ECONNREFUSED')), LATER],
  [network(coded('ENOTFOUND')), LATER],
  [network(coded('UND_ERR_CONNECT_TIMEOUT')), LATER],
  [network(coded('CERT_HAS_EXPIRED')), LATER],
  [network(coded('DEPTH_ZERO_SELF_SIGNED_CERT')), LATER],
  [network(new AggregateError([coded('ECONNREFUSED'), coded('EHOSTUNREACH')])), LATER],
];

/** Slack may have done it. */
const MAYBE_DONE: Error[] = [
  platform('internal_error'),
  platform('fatal_error'),
  http(500),
  http(503),
  network(coded('ECONNRESET')),
  network(coded('UND_ERR_SOCKET')),
  network(new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')])),
  new WebAPIRequestError(new Error('no answer in time')),
  new Error('something else'),
];

test.each(EVERYWHERE)('%s means the same of a send and of an update', (error, failure) => {
  expect([failureOf(error, SEND), failureOf(error, UPDATE)]).toEqual([failure, failure]);
});

test.each([
  ...['missing_scope', 'no_permission', 'not_allowed_token_type', 'access_denied', 'app_access_restricted'],
  ...['restricted_action', 'ekm_access_denied'],
])('%s holds back what is to be said there, and only that, until the right is given', (code) => {
  for (const asked of [SEND, UPDATE, again('conversations.open'), again('reactions.add')])
    expect(failureOf(platform(code), asked)).toEqual(GRANT);
  expect(failureOf(platform(code), again('users.info'))).toEqual(REFUSED);
});

test.each(MAYBE_DONE)('%s leaves a send in doubt; an update is done again', (error) => {
  expect([failureOf(error, SEND), failureOf(error, UPDATE)]).toEqual([DOUBT, LATER]);
});

test('"too fast" holds a channel back after a message, the workspace after anything else', () => {
  const limited = new WebAPIRateLimitedError(7);
  expect(failureOf(limited, SEND)).toEqual({ retryAfterMs: 7_000, scope: 'lane' });
  expect(failureOf(limited, UPDATE)).toEqual({ retryAfterMs: 7_000, scope: 'realm' });
  expect(failureOf(platform('ratelimited'), SEND)).toEqual({ retryAfterMs: 1_000, scope: 'lane' });
});

test('of a refused content only the places are told, no sentence', () => {
  const error = new WebAPIPlatformError({
    ok: false,
    error: 'invalid_blocks',
    response_metadata: {
      messages: ['[ERROR] "mon idée" is too long [json-pointer:/blocks/0/text]', 'secret'],
    },
  });
  expect(pointersOf(error)).toEqual(['/blocks/0/text']);
});
