import { expect, test } from '@jest/globals';
import { failureOf, isRefused, statusOf } from '../../../adapters/mattermost/errors.ts';
import { type CallFailure, MattermostError } from '../../../adapters/mattermost/mattermost-error.ts';
import { DeliveryError, type DeliveryFailure } from '../../../src/chat/adapter.ts';
import { deliveryErrorOf } from '../../../src/chat/kit/failing.ts';

const LATER: DeliveryFailure = { retryAfterMs: 5_000, scope: 'realm' };
const create = { method: 'posts.create', doubtful: true };
const patch = { method: 'posts.patch', doubtful: false };

const failed = (failure: Partial<CallFailure>) => new MattermostError({ id: null, status: null, ...failure });
const named = (id: string, status: number) => failed({ id, status });

test.each<[string, MattermostError, DeliveryFailure, DeliveryFailure]>([
  ['an answer that never came', failed({ reason: 'ECONNRESET' }), { inDoubt: true }, LATER],
  ['a call that took too long', failed({ reason: 'NO_ANSWER' }), { inDoubt: true }, LATER],
  ['a server that is not there', failed({ reason: 'ECONNREFUSED' }), LATER, LATER],
  ['a name that is not known', failed({ reason: 'ENOTFOUND' }), LATER, LATER],
  ['a certificate that is not trusted', failed({ reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), LATER, LATER],
  ['an error of the server', named('app.post.save.app_error', 500), { inDoubt: true }, LATER],
  [
    'a first post still in the making',
    named('api.post.deduplicate_create_post.pending', 500),
    { inDoubt: true },
    LATER,
  ],
  ['a page of a proxy whose server is down', failed({ status: 502 }), { inDoubt: true }, LATER],
  ['a page to log in', failed({ status: 200, reason: 'not_mattermost' }), LATER, LATER],
  ['a page that refuses', failed({ status: 403 }), LATER, LATER],
  ['a page that asks who we are', failed({ status: 401 }), LATER, LATER],
  ['a made post of which nothing more arrived', failed({ status: 201 }), { inDoubt: true }, LATER],
])('%s: in doubt only where something may have been made', (_what, error, onCreate, onPatch) => {
  expect(failureOf(error, create)).toEqual(onCreate);
  expect(failureOf(error, patch)).toEqual(onPatch);
});

test.each<[string, MattermostError, DeliveryFailure]>([
  ['too many calls', failed({ status: 429, retryAfterMs: 3_000 }), { retryAfterMs: 3_000, scope: 'realm' }],
  [
    'a token that is no longer taken',
    named('api.context.session_expired.app_error', 401),
    { retryAfterMs: 300_000, scope: 'realm' },
  ],
  [
    'an archived channel',
    named('api.post.create_post.can_not_post_to_deleted.error', 400),
    { permanent: 'gone' },
  ],
  ['a deleted post', named('app.post.get.app_error', 404), { permanent: 'gone' }],
  ['a channel that is not there', named('app.channel.get.existing.app_error', 404), { permanent: 'gone' }],
  ['somebody who is not there', named('app.user.missing_account.const', 404), { permanent: 'unreachable' }],
  [
    'a posting in an archived channel',
    named('api.post.patch_post.can_not_update_post_in_deleted.error', 400),
    { permanent: 'refused' },
  ],
  [
    'a thread whose first message was deleted, or was not looked up',
    named('api.post.create_post.root_id.app_error', 400),
    { retryAfterMs: 30_000, scope: 'lane' },
  ],
  ['something we may not', named('api.context.permissions.app_error', 403), { permanent: 'refused' }],
  ['too many emoji', named('app.reaction.save.save.too_many_reactions', 400), { permanent: 'refused' }],
  [
    'a text that is too long',
    named('model.post.is_valid.message_length.app_error', 400),
    { permanent: 'invalid' },
  ],
])('%s', (_what, error, failure) => {
  expect(failureOf(error, create)).toEqual(failure);
  expect(failureOf(error, patch)).toEqual(failure);
});

test.each([
  'app.channel.get.existing.app_error',
  'app.channel.get.find.app_error',
  'app.post.get.app_error',
  'app.user.missing_account.const',
  'api.channel.create_direct_channel.invalid_user.app_error',
  'api.post.create_post.root_id.app_error',
  'app.reaction.save.save.too_many_reactions',
])('%s with a status of 500 says nothing of what was asked for: the server is out of order', (id) => {
  expect(failureOf(named(id, 500), create)).toEqual({ inDoubt: true });
  expect(failureOf(named(id, 500), patch)).toEqual(LATER);
});

test('an error the box understands stays as it is, and tells what the server said', () => {
  const cause = named('api.context.session_expired.app_error', 401);
  const error = deliveryErrorOf(cause, (one) => failureOf(one, patch));
  expect(deliveryErrorOf(error, (one) => failureOf(one, create))).toBe(error);
  expect(statusOf(error)).toBe(401);
  expect(isRefused(error)).toBe(true);
});

test('the status of a page somebody on the way put up says nothing of the server', () => {
  expect(statusOf(failed({ status: 401 }))).toBeNull();
  expect(isRefused(deliveryErrorOf(failed({ status: 401 }), (one) => failureOf(one, patch)))).toBe(false);
  expect(statusOf(new DeliveryError({ permanent: 'gone' }))).toBeNull();
});
