import { expect, test } from '@jest/globals';
import { CALL_MS } from '../../../adapters/mattermost/client.ts';
import type { Posted } from '../../../src/chat/place.ts';
import { note } from '../../contract/samples.ts';
import { settled } from '../../manual-clock.ts';
import { failureOf, REALM } from './mattermost-stand.ts';
import { LATER, PATCH, POST, SOON, seen, send, speaking, stand } from './speaking.ts';

speaking();

const propsOf = ({ message }: Posted) => stand.labo.posts.find(({ id }) => id === message)?.props;

test('a message stands in its channel, in its thread, and says where', async () => {
  const posted = await send('Prêter les outils');
  expect(posted).toEqual({ ...stand.place(), message: expect.stringMatching(/^[a-z0-9]{26}$/) });
  await stand.out.send({ ...stand.place(), thread: posted.message }, note('Réponse'), 'k-2');
  expect(seen()).toEqual(['Prêter les outils']);
  expect(stand.anais.seesInThread(stand.on(posted)).map(({ text }) => text)).toEqual(['Réponse']);
});

test('the same send again gives the first message within thirty seconds', async () => {
  const first = await send();
  await stand.clock.advance(20_000);
  expect(await send()).toEqual(first);
  expect(seen()).toHaveLength(1);
});

test('a send whose answer was lost is in doubt, and repeated gives the message that stands', async () => {
  stand.mattermost.faults.next(POST, { kind: 'lost answer' });
  expect(await failureOf(send())).toEqual({ inDoubt: true });
  await send();
  expect(seen()).toEqual(['Une idée']);
});

test('a send that is not answered in time is in doubt; while the first is being made so is the second', async () => {
  stand.mattermost.faults.next(POST, { kind: 'slow', ms: CALL_MS + 1_000 });
  const first = failureOf(send());
  await stand.until(() => stand.mattermost.calls(POST).length === 1);
  await settled();
  await stand.clock.advance(CALL_MS);
  expect(await first).toEqual({ inDoubt: true });
  expect(await failureOf(send())).toEqual({ inDoubt: true });
  await stand.clock.advance(1_000);
  await stand.mattermost.settle();
  await send();
  expect(seen()).toEqual(['Une idée']);
});

test('what may be done twice is done again at once where a connection breaks off; a send never is', async () => {
  const posted = await send();
  // As a kept connection that the server closed just as it was used again.
  const brokenOff = { kind: 'refused connection' } as const;
  for (const route of [PATCH, 'POST /reactions']) stand.mattermost.faults.next(route, brokenOff);
  await stand.out.update(posted, note('Nouveau'));
  await stand.out.seed(posted, ['👍']);
  expect(seen()).toEqual(['Nouveau']);
  stand.mattermost.faults.next(POST, brokenOff);
  expect(await failureOf(send('Deux', 'k-2'))).toEqual({ inDoubt: true });
  expect(stand.mattermost.calls(POST)).toHaveLength(2);
});

test('a repaint whose answer is lost again and again is done later', async () => {
  const posted = await send();
  stand.mattermost.faults.next(PATCH, { kind: 'lost answer' }, 2);
  expect(await failureOf(stand.out.update(posted, note('Nouveau')))).toEqual(LATER);
});

test('a 429 in plain text holds the whole server back for as long as it says', async () => {
  stand.mattermost.faults.next(POST, { kind: 'rate limited', retryAfterS: 7 });
  expect(await failureOf(send())).toEqual({ retryAfterMs: 7_000, scope: 'realm' });
  expect(seen()).toEqual([]);
});

test('a page of a proxy: in doubt where something may have been made, else later', async () => {
  const posted = await send();
  for (const status of [200, 404, 502]) {
    for (const route of [POST, PATCH]) stand.mattermost.faults.next(route, { kind: 'status', status });
    expect(await failureOf(send('x', 'k-2'))).toEqual(status < 500 ? LATER : { inDoubt: true });
    expect(await failureOf(stand.out.update(posted, note('x')))).toEqual(LATER);
  }
});

test('a page of a proxy that asks who we are is nobody’s word about the token, and has a code for the log', async () => {
  stand.mattermost.faults.next(POST, { kind: 'status', status: 401 });
  const error = await send().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ failure: LATER, code: 'http_401' });
  expect(stand.noticed('lost')).toEqual([]);
});

test('what fails leaves a line with its code, and no text of anybody', async () => {
  stand.mattermost.faults.next(POST, { kind: 'error', id: 'app.post.save.app_error', status: 500 });
  await failureOf(send('Un secret'));
  const lines = stand.lines.filter((line) => line.includes('app.post.save.app_error'));
  expect(lines).toHaveLength(1);
  expect(stand.lines.join('')).not.toMatch(/secret|Ordered/);
  expect(stand.lines.join('')).not.toContain(stand.mattermost.bot.token);
});

test('a repaint keeps our key and what the server put there, and shows all else anew', async () => {
  const posted = await send('Avant');
  const other = await send('Autre', 'k-2');
  await stand.out.update(posted, note('Après'));
  expect(propsOf(posted)).toEqual({
    from_bot: 'true',
    boite_a_idees: 'k',
    attachments: [{ text: 'Après', fallback: 'Après' }],
  });
  expect(propsOf(other)).toMatchObject({ boite_a_idees: 'k-2' });
  expect(await stand.out.findSent(stand.place(), 'k', stand.clock.now())).toEqual(posted);
});

test('after a restart a repaint reads once what it must keep', async () => {
  const posted = await send('Avant');
  await stand.open();
  for (const text of ['Un', 'Deux']) await stand.out.update(posted, note(text));
  expect(propsOf(posted)).toMatchObject({ from_bot: 'true', boite_a_idees: 'k' });
  expect(stand.mattermost.calls('GET /posts/{post_id}')).toHaveLength(1);
  expect(seen()).toEqual(['Deux']);
});

test('a deleted posting is gone, whether we remember it or not', async () => {
  const posted = await send();
  stand.labo.deletePost(posted.message);
  expect(await failureOf(stand.out.update(posted, note('x')))).toEqual({ permanent: 'gone' });
  await stand.open();
  expect(await failureOf(stand.out.update(posted, note('x')))).toEqual({ permanent: 'gone' });
  expect(await failureOf(stand.out.seed(posted, ['👍']))).toEqual({ permanent: 'gone' });
});

test('where the bot may no longer change its posts, that is told once a channel, and when it may again', async () => {
  const elsewhere = stand.bretagne.channel('ailleurs', { members: [stand.anais] });
  const posted = [await send('Un'), await send('Deux', 'k-2')];
  const other = await stand.out.send(stand.place(elsewhere), note('Trois'), 'k-3');
  stand.mattermost.faults.always('PUT /posts/{post_id}/patch', {
    kind: 'error',
    id: 'api.context.permissions.app_error',
    status: 403,
  });
  const forbidden = async () => {
    for (const one of [...posted, other])
      expect(await failureOf(stand.out.update(one, note('Nouveau')))).toEqual({ forbidden: true });
  };
  await forbidden();
  // So far it may as well be that the server could not look, or that the bot was out for a moment.
  expect(stand.logged(40)).toEqual([]);
  await stand.clock.advance(SOON.retryAfterMs);
  await forbidden();
  await forbidden();
  expect(stand.logged(40)).toHaveLength(2);
  expect(stand.logged(40)[0]).toContain('Edit Own Posts');
  stand.mattermost.faults.clear();
  for (const one of posted) await stand.out.update(one, note('Nouveau'));
  expect(stand.logged(30).filter((line) => line.includes('change its posts'))).toHaveLength(1);
  expect(seen()).toEqual(['Nouveau', 'Nouveau']);
});

test('a bot that is put out and back where a repaint was refused is not told to lack a right', async () => {
  const closed = stand.bretagne.channel('reserve', { private: true });
  const posted = await stand.out.send(stand.place(closed), note('Un'), 'k-2');
  const refused = () => failureOf(stand.out.update(posted, note('Nouveau')));
  stand.mattermost.faults.next('PUT /posts/{post_id}/patch', {
    kind: 'error',
    id: 'api.context.permissions.app_error',
    status: 403,
  });
  expect(await refused()).toEqual({ forbidden: true });
  await stand.clock.advance(SOON.retryAfterMs);
  closed.remove(stand.mattermost.bot);
  expect(await refused()).toEqual({ forbidden: true });
  closed.invite(stand.mattermost.bot);
  await stand.out.update(posted, note('Nouveau'));
  expect(stand.logged(40)).toEqual([]);
});

test('a repaint where the bot is no longer says that its channel is lost, whether we remember the post or not', async () => {
  const closed = stand.bretagne.channel('reserve', { private: true });
  const posted = [await send('Un'), await stand.out.send(stand.place(closed), note('Deux'), 'k-2')];
  for (const channel of [stand.labo, closed]) channel.remove(stand.mattermost.bot);
  const painted = () => Promise.all(posted.map((one) => failureOf(stand.out.update(one, note('x')))));
  for (const _ of ['remembered', 'not']) {
    // Of the private one the server says no more than that we may not, as it also does without its database.
    expect(await painted()).toEqual([{ lost: true }, { forbidden: true }]);
    await stand.clock.advance(SOON.retryAfterMs);
    expect(await painted()).toEqual([{ lost: true }, { lost: true }]);
    await stand.open();
  }
  expect(stand.logged(40)).toEqual([]);
  const elsewhere = { ...posted[0]!, realm: 'chat.absent.example' };
  expect(await failureOf(stand.out.update(elsewhere, note('x')))).toEqual({ lost: true });
});

test('an archived channel is gone for what is new; what stands there stays', async () => {
  const posted = await send();
  stand.labo.archive();
  expect(await failureOf(send('x', 'k-2'))).toEqual({ permanent: 'gone' });
  expect(await failureOf(stand.out.update(posted, note('x')))).toEqual({ lost: true });
});

test('a channel the bot was removed from is gone, open or private; so is one that is no more', async () => {
  const closed = stand.bretagne.channel('reserve', { private: true });
  const erased = stand.bretagne.channel('efface');
  for (const channel of [stand.labo, closed]) channel.remove(stand.mattermost.bot);
  erased.delete();
  const sent = (channel: { id: string }) => failureOf(stand.out.send(stand.place(channel), note('x'), 'k'));
  expect(await sent(stand.labo)).toEqual({ permanent: 'gone' });
  // Here the server says no more than that we may not, as it also does without its database.
  for (const channel of [closed, erased]) expect(await sent(channel)).toEqual(SOON);
  await stand.clock.advance(SOON.retryAfterMs);
  for (const channel of [closed, erased]) expect(await sent(channel)).toEqual({ permanent: 'gone' });
});

test('where the bot is but may not write, the send is forbidden and the channel is not lost', async () => {
  stand.mattermost.faults.next(POST, {
    kind: 'error',
    id: 'api.context.permissions.app_error',
    status: 403,
  });
  expect(await failureOf(send())).toEqual({ forbidden: true });
});

test('a thread whose first message was deleted does not lose the channel', async () => {
  const posted = await send();
  stand.labo.deletePost(posted.message);
  const answer = stand.out.send({ ...stand.place(), thread: posted.message }, note('x'), 'k-2');
  expect(await failureOf(answer)).toEqual({ permanent: 'refused' });
});

test('a person is written to directly; the conversation is opened once, also over a restart', async () => {
  const posted = await stand.out.send(stand.person(), note('Merci'), 'k');
  expect(posted).toMatchObject({ platform: 'mattermost', realm: REALM, direct: true });
  await stand.open();
  await stand.out.send(stand.person(), note('Encore'), 'k-2');
  expect(stand.anais.sees('direct').map(({ text }) => text)).toEqual(['Merci', 'Encore']);
  expect(stand.mattermost.calls('POST /channels/direct')).toHaveLength(1);
  expect(await stand.out.findSent(stand.person(), 'k-2', stand.clock.now())).toMatchObject({ direct: true });
});

test('who is deactivated, a bot or unknown cannot be written to', async () => {
  await stand.out.send(stand.person(stand.yann), note('x'), 'k');
  for (const one of [stand.anais, stand.yann]) stand.mattermost.setActive(one, false);
  await stand.open();
  const nobody = { id: 'z'.repeat(26) };
  for (const one of [stand.anais, stand.yann, stand.mattermost.bot, nobody]) {
    const sent = stand.out.send(stand.person(one), note('x'), 'k-2');
    expect(await failureOf(sent)).toEqual({ permanent: 'unreachable' });
  }
});

test('a conversation that the server no longer knows is opened again', async () => {
  stand.memory.set(`direct ${JSON.stringify(['mattermost', REALM, stand.anais.id])}`, 'z'.repeat(26));
  await stand.out.send(stand.person(), note('Merci'), 'k');
  expect(stand.anais.sees('direct').map(({ text }) => text)).toEqual(['Merci']);
});

test('what only one person is to see goes to the direct conversation where the server does not let a bot whisper', async () => {
  for (const text of ['Un', 'Deux']) await stand.out.whisper(stand.place(), stand.person(), note(text));
  expect(stand.anais.sees('direct').map(({ text }) => text)).toEqual(['Un', 'Deux']);
  expect(seen()).toEqual([]);
  expect(stand.mattermost.calls('POST /posts/ephemeral')).toHaveLength(1);
});

test('where the server lets it, it is shown in the channel to that person alone', async () => {
  stand.mattermost.world.roles.set('system_post_all', new Set(['create_post_ephemeral']));
  Object.assign(stand.mattermost.bot.user, { roles: 'system_user system_post_all' });
  await stand.out.whisper(stand.place(), stand.person(), note('Pour vous'));
  expect(stand.anais.whisper?.text).toBe('Pour vous');
  expect(stand.yann.sees(stand.labo)).toEqual([]);
  expect(stand.anais.sees('direct')).toEqual([]);
});

test('in the direct conversation a private message is an ordinary one', async () => {
  const { channel } = await stand.out.send(stand.person(), note('Bonjour'), 'k');
  await stand.out.whisper(
    { ...stand.place({ id: channel }), direct: true },
    stand.person(),
    note('Et voici'),
  );
  expect(stand.anais.sees('direct').map(({ text }) => text)).toEqual(['Bonjour', 'Et voici']);
});

test('a message is found by its key, in threads too, and never somebody else’s', async () => {
  const since = stand.clock.now();
  const posted = await send('Une', 'k-1');
  const thread = { ...stand.place(), thread: posted.message };
  const answer = await stand.out.send(thread, note('Deux'), 'k-2');
  stand.labo.post(stand.yann, { message: 'faux', props: { boite_a_idees: 'k-3' } });
  expect(await stand.out.findSent(stand.place(), 'k-1', since)).toEqual(posted);
  expect(await stand.out.findSent(thread, 'k-2', since)).toEqual(answer);
  expect(await stand.out.findSent(stand.place(), 'k-3', since)).toBe('absent');
});

test('looking goes back no further than asked, and far enough', async () => {
  await send('Ancienne', 'k-1');
  for (let n = 0; n < 250; n += 1) stand.labo.post(stand.yann, { message: `${n}` });
  expect(await stand.out.findSent(stand.place(), 'k-1', stand.clock.now())).toMatchObject({
    channel: stand.labo.id,
  });
  await stand.clock.advance(60_000);
  for (let n = 0; n < 250; n += 1) stand.labo.post(stand.yann, { message: `${n}` });
  expect(await stand.out.findSent(stand.place(), 'k-1', stand.clock.now())).toBe('absent');
});

test('where we may not look, nobody can tell', async () => {
  const closed = stand.bretagne.channel('reserve', { private: true });
  closed.remove(stand.mattermost.bot);
  expect(await stand.out.findSent(stand.place(closed), 'k', 0)).toBe('cannot tell');
});

test('seeds stand under the message; the same ones again do no harm', async () => {
  const posted = await send();
  for (const _ of [1, 2]) await stand.out.seed(posted, ['👍', '👎']);
  expect(stand.anais.sees(stand.labo)[0]?.reactions).toEqual({ '+1': 1, '-1': 1 });
  expect(await failureOf(stand.out.seed(posted, ['🦄']))).toEqual({ permanent: 'invalid' });
});

test('where people have put as many emoji as may stand there, those that can be are seeded', async () => {
  stand.mattermost.config.ServiceSettings.UniqueEmojiReactionLimitPerPost = 2;
  const posted = await send();
  stand.anais.react(stand.on(posted), '-1');
  stand.anais.react(stand.on(posted), 'tada');
  expect(await failureOf(stand.out.seed(posted, ['👍', '👎']))).toEqual({ permanent: 'refused' });
  expect(stand.anais.sees(stand.labo)[0]?.reactions).toEqual({ '-1': 2, tada: 1 });
});

test('another platform’s or server’s channels and persons are nobody here', async () => {
  const where = { ...stand.place(), realm: 'ailleurs' };
  expect(await failureOf(stand.out.send(where, note('x'), 'k'))).toEqual({ permanent: 'gone' });
  const who = { ...stand.person(), platform: 'slack' };
  expect(await failureOf(stand.out.send(who, note('x'), 'k'))).toEqual({ permanent: 'unreachable' });
});
