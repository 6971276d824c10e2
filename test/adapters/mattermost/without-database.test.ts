import { expect, test } from '@jest/globals';
import { note } from '../../contract/samples.ts';
import { failureOf } from './mattermost-stand.ts';
import { LATER, PATCH, POST, SOON, seen, send, speaking, stand } from './speaking.ts';

/** A server whose database does not answer says so in many ways, of which few are told from a true refusal at once. */

const MEMBER = 'GET /channels/{channel_id}/members/{user_id}';
const FORBIDDEN = { kind: 'error', id: 'api.context.permissions.app_error', status: 403 } as const;

speaking();

test('a server whose database does not answer has lost no posting, no channel and no message', async () => {
  const posted = await send();
  const broken = (id: string) => ({ kind: 'error', id, status: 500 }) as const;
  const { faults } = stand.mattermost;
  faults.next(PATCH, broken('app.channel.get.find.app_error'));
  expect(await failureOf(stand.out.update(posted, note('x')))).toEqual(LATER);
  await stand.open();
  faults.next('GET /posts/{post_id}', broken('app.post.get.app_error'));
  expect(await failureOf(stand.out.update(posted, note('x')))).toEqual(LATER);
  faults.next(POST, broken('app.channel.get.find.app_error'));
  expect(await failureOf(send('x', 'k-2'))).toEqual({ inDoubt: true });
  faults.next('GET /channels/{channel_id}/posts', broken('app.channel.get.find.app_error'));
  expect(await failureOf(stand.out.findSent(stand.place(), 'k', 0))).toEqual(LATER);
});

test('a server that could not look whether we may write loses no channel', async () => {
  const { faults } = stand.mattermost;
  const refuses = () => {
    faults.next(POST, FORBIDDEN);
    faults.next(MEMBER, FORBIDDEN);
  };
  refuses();
  expect(await failureOf(send())).toEqual(SOON);
  await stand.clock.advance(SOON.retryAfterMs);
  await send();
  refuses();
  expect(await failureOf(send('x', 'k-2'))).toEqual(SOON);
  faults.next(POST, FORBIDDEN);
  faults.next(MEMBER, { kind: 'error', id: 'app.channel.get_member.app_error', status: 500 });
  expect(await failureOf(send('x', 'k-2'))).toEqual(LATER);
});

test('a channel that the server does not find for a post, and shows all the same, is tried again once before it is believed', async () => {
  const { faults } = stand.mattermost;
  const lost = { kind: 'error', id: 'api.context.invalid_param.app_error', status: 400 } as const;
  faults.next(POST, lost);
  expect(await failureOf(send())).toEqual(SOON);
  await stand.clock.advance(SOON.retryAfterMs);
  await send();
  expect(seen()).toEqual(['Une idée']);
  expect(stand.logged(50)).toEqual([]);
  faults.next(POST, lost, 3);
  expect(await failureOf(send('x', 'k-2'))).toEqual(SOON);
  await stand.clock.advance(SOON.retryAfterMs);
  expect(await failureOf(send('x', 'k-2'))).toEqual({ permanent: 'refused' });
  faults.next('GET /channels/{channel_id}', {
    kind: 'error',
    id: 'app.channel.get.existing.app_error',
    status: 404,
  });
  expect(await failureOf(send('x', 'k-2'))).toEqual({ permanent: 'gone' });
});

test('a thread whose first message is there, though the server did not find it, is tried again', async () => {
  const posted = await send();
  const answer = () => stand.out.send({ ...stand.place(), thread: posted.message }, note('x'), 'k-2');
  stand.mattermost.faults.next(POST, {
    kind: 'error',
    id: 'api.post.create_post.root_id.app_error',
    status: 400,
  });
  expect(await failureOf(answer())).toEqual(SOON);
  expect(await answer()).toMatchObject({ thread: posted.message });
});

test('somebody whom the server does not find for a conversation, and shows all the same, is tried again', async () => {
  stand.mattermost.faults.next('POST /channels/direct', {
    kind: 'error',
    id: 'api.channel.create_direct_channel.invalid_user.app_error',
    status: 400,
  });
  const sent = () => stand.out.send(stand.person(), note('Merci'), 'k');
  expect(await failureOf(sent())).toEqual(SOON);
  expect(await sent()).toMatchObject({ direct: true });
});

test('a repaint that the server could not look up waits like one that is forbidden, and is not told', async () => {
  const posted = await send('Un');
  await stand.open();
  const { faults } = stand.mattermost;
  for (const route of ['GET /posts/{post_id}', MEMBER]) faults.next(route, FORBIDDEN, 2);
  expect(await failureOf(stand.out.update(posted, note('Deux')))).toEqual({ forbidden: true });
  expect(stand.logged(40)).toEqual([]);
  faults.clear();
  await stand.out.update(posted, note('Deux'));
  expect(seen()).toEqual(['Deux']);
});
