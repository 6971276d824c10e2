import { describe, expect, test } from '@jest/globals';
import { CALL_MS } from '../../../adapters/slack/client.ts';
import { AGAINST, buttons, card, FOR, note } from '../../contract/samples.ts';
import { settled } from '../../manual-clock.ts';
import { failureOf } from './box-in-slack.ts';
import { box, labo, out, speaking } from './speaking.ts';

/** How long what a person must allow is waited for. */
const GRANT = { retryAfterMs: 900_000, scope: 'lane' };

speaking();

test('a message stands in its channel, unfurls nothing and carries its key', async () => {
  const posted = await out.send(labo, card('Prêter les <outils>', buttons(FOR, AGAINST)), 'k-1');
  const [shown] = box.anais.sees(box.labo);
  expect(shown).toMatchObject({ ts: posted.message, private: false });
  expect(shown?.text).toContain('Prêter les <outils>');
  expect(posted).toEqual({ ...labo, message: shown?.ts });
  expect(box.labo.messages[0]?.metadata).toEqual({
    event_type: 'boite_a_idees',
    event_payload: { key: 'k-1' },
  });
  expect(box.slack.calls('chat.postMessage')[0]?.args).toMatchObject({
    parse: 'none',
    link_names: 'false',
    unfurl_links: 'false',
    unfurl_media: 'false',
  });
});

test('a message goes into its thread', async () => {
  const parent = await out.send(labo, note('Le digest'), 'k-1');
  const posted = await out.send({ ...labo, thread: parent.message }, note('La suite'), 'k-2');
  expect(posted).toEqual({ ...labo, thread: parent.message, message: expect.any(String) });
  expect(box.anais.seesInThread({ channelId: box.labo.id, ts: parent.message })).toHaveLength(1);
});

test('a message to a person opens their conversation once, for this run and the next', async () => {
  const to = box.person(box.anais);
  const posted = await out.send(to, note('Idée retenue'), 'k-1');
  await out.send(to, note('Encore'), 'k-2');
  await box.outbound().send(to, note('Après un redémarrage'), 'k-3');
  expect(box.slack.calls('conversations.open')).toHaveLength(1);
  expect(posted).toMatchObject({ realm: box.bretagne.id, team: box.bretagne.id, direct: true });
  expect(box.anais.sees('direct').map(({ text }) => text)).toEqual([
    'Idée retenue',
    'Encore',
    'Après un redémarrage',
  ]);
});

test('a conversation that Slack no longer knows is opened again', async () => {
  const to = box.person(box.anais);
  await out.send(to, note('Une'), 'k-1');
  box.slack.faults.next('chat.postMessage', { kind: 'error', error: 'channel_not_found' });
  await out.send(to, note('Deux'), 'k-2');
  expect(box.slack.calls('conversations.open')).toHaveLength(2);
  expect(box.anais.sees('direct')).toHaveLength(2);
});

test('whoever cannot be written to is unreachable', async () => {
  const gone = box.bretagne.person('parti', { active: false });
  const bot = box.bretagne.person('robot', { kind: 'bot' });
  for (const person of [box.person(gone), box.person(bot), { ...box.person(gone), user: 'U0NOBODY' }]) {
    expect(await failureOf(out.send(person, note('x'), 'k'))).toEqual({ permanent: 'unreachable' });
  }
  const stranger = { ...box.person(box.anais), realm: 'T0OTHER' };
  expect(await failureOf(out.send(stranger, note('x'), 'k'))).toEqual({ permanent: 'unreachable' });
});

test('in an enterprise a person is found in whichever workspace knows them', async () => {
  const enterprise = { id: 'E0ETAT', name: 'État' };
  const [one, two] = [1, 2].map((n) => box.slack.workspace(`Ministère ${n}`, { enterprise }));
  if (!one || !two) throw new Error('two workspaces');
  box.join(one);
  box.join(two);
  const claire = two.person('claire');
  const posted = await box.outbound().send(box.person(claire, two), note('Bonjour'), 'k');
  expect(posted).toMatchObject({ realm: 'E0ETAT', team: two.id });
  expect(claire.sees('direct')).toHaveLength(1);
});

test('a channel that is not there is gone, and so is one that is archived or that we are not in', async () => {
  expect(await failureOf(out.send({ ...labo, channel: 'C0NOWHERE' }, note('x'), 'k'))).toEqual({
    permanent: 'gone',
  });
  expect(await failureOf(out.send({ ...labo, realm: 'T0OTHER' }, note('x'), 'k'))).toEqual({
    permanent: 'gone',
  });
  const archived = box.bretagne.channel('vieux', { archived: true });
  const foreign = box.bretagne.channel('ailleurs', { bot: false });
  for (const channel of [archived, foreign]) {
    expect(await failureOf(out.send(box.place(channel), note('x'), 'k'))).toEqual({ permanent: 'gone' });
  }
});

test('a message is gone when it was deleted, not when its channel is closed to us: it may stand', async () => {
  const closed = box.bretagne.channel('prive', { private: true });
  const posted = [
    await out.send(labo, note('Un'), 'k'),
    await out.send(box.place(closed), note('Deux'), 'l'),
  ];
  const updated = () => Promise.all(posted.map((one) => failureOf(out.update(one, note('x')))));
  closed.remove(box.bretagne.bot);
  box.labo.archive(box.anais);
  expect(await updated()).toEqual([{ lost: true }, { lost: true }]);
  expect(await failureOf(out.update({ ...posted[0]!, realm: 'T0OTHER' }, note('x')))).toEqual({ lost: true });
  closed.add(box.bretagne.bot);
  box.labo.unarchive(box.anais);
  for (const [index, one] of posted.entries()) await out.update(one, note(`Nouveau ${index}`));
  expect(await failureOf(out.update({ ...posted[0]!, message: '1.000001' }, note('x')))).toEqual({
    permanent: 'gone',
  });
});

test('a channel where only some may write is forbidden: somebody can allow it', async () => {
  box.slack.faults.next('chat.postMessage', { kind: 'error', error: 'restricted_action' });
  expect(await failureOf(out.send(labo, note('x'), 'k'))).toEqual({ forbidden: true });
});

test('"later" is told with its delay, for the channel alone', async () => {
  box.slack.faults.next('chat.postMessage', { kind: 'rate limited', retryAfterS: 7 });
  expect(await failureOf(out.send(labo, note('x'), 'k'))).toEqual({ retryAfterMs: 7_000, scope: 'lane' });
  expect(box.labo.messages).toHaveLength(0);
});

test('a send whose answer is lost is in doubt, and found by its key', async () => {
  const since = box.clock.now();
  box.slack.faults.next('chat.postMessage', { kind: 'lost answer' });
  expect(await failureOf(out.send(labo, note('Peut-être'), 'doubt'))).toEqual({ inDoubt: true });
  expect(await out.findSent(labo, 'doubt', since)).toEqual({ ...labo, message: box.labo.messages[0]?.ts });
  expect(await out.findSent(labo, 'never', since)).toBe('absent');
});

test('a send that hangs is in doubt when its time is over', async () => {
  box.slack.faults.next('chat.postMessage', { kind: 'late answer', ms: 10 * CALL_MS });
  const failed = failureOf(out.send(labo, note('Peut-être'), 'doubt'));
  while (box.labo.messages.length === 0) await settled();
  await box.clock.advance(CALL_MS);
  expect(await failed).toEqual({ inDoubt: true });
});

test('a send that never left is not in doubt', async () => {
  await box.slack.stop();
  expect(await failureOf(out.send(labo, note('x'), 'k'))).toEqual({ retryAfterMs: 5_000, scope: 'realm' });
});

test('a message in doubt is found behind many others, in a thread and with a person', async () => {
  const since = box.clock.now();
  const parent = await out.send(labo, note('Wanted'), 'wanted');
  for (let n = 0; n < 450; n += 1) box.anais.say(box.labo, `bla ${n}`);
  box.called();
  expect(await out.findSent(labo, 'wanted', since)).toMatchObject({ message: parent.message });
  expect(box.called()).toEqual(['conversations.history', 'conversations.history', 'conversations.history']);

  const thread = { ...labo, thread: parent.message };
  const answer = await out.send(thread, note('Réponse'), 'answer');
  expect(await out.findSent(thread, 'answer', since)).toMatchObject({ message: answer.message });
  const direct = await out.send(box.person(box.thomas), note('Bonjour'), 'dm');
  expect(await out.findSent(box.person(box.thomas), 'dm', since)).toEqual(direct);
});

test('the key of somebody else in the channel is not ours', async () => {
  const since = box.clock.now();
  const posted = await out.send(labo, note('x'), 'k');
  const message = box.labo.messages[0];
  Object.assign(message ?? {}, { botId: 'B0OTHER', user: 'U0OTHER' });
  expect(posted.message).toBe(message?.ts);
  expect(await out.findSent(labo, 'k', since)).toBe('absent');
});

test('what is listed without the id of its bot is ours by its user', async () => {
  const since = box.clock.now();
  const posted = await out.send(labo, note('x'), 'k');
  Object.assign(box.labo.messages[0] ?? {}, { botId: undefined });
  expect(await out.findSent(labo, 'k', since)).toEqual(posted);
});

test('where what we sent is listed without its keys, nobody can tell whether it was sent', async () => {
  const since = box.clock.now();
  await out.send(labo, note('x'), 'other');
  Object.assign(box.labo.messages[0] ?? {}, { metadata: undefined });
  expect(await out.findSent(labo, 'k', since)).toBe('cannot tell');
});

test('that we came in tells nothing of what we sent', async () => {
  const since = box.clock.now();
  const { botUserId: user } = box.bretagne.workspace.install;
  await out.send(labo, note('x'), 'other');
  Object.assign(box.labo.messages[0] ?? {}, {
    metadata: undefined,
    botId: undefined,
    subtype: 'channel_join',
    user,
  });
  expect(await out.findSent(labo, 'k', since)).toBe('absent');
});

test('without the right to read, nobody can tell whether it was sent', async () => {
  box.bretagne.scopes.delete('channels:history');
  expect(await out.findSent(labo, 'k', 0)).toBe('cannot tell');
});

test('an update replaces text and blocks, and keeps the key', async () => {
  const posted = await out.send(labo, card('Prêter les outils', buttons(FOR)), 'k-1');
  await out.update(posted, card('Prêter les machines'));
  const [shown] = box.anais.sees(box.labo);
  expect(shown?.text).toContain('machines');
  expect(shown?.buttons).toEqual([]);
  expect(box.labo.messages[0]?.metadata).toMatchObject({ event_payload: { key: 'k-1' } });
  await out.update(posted, { lang: 'fr', summary: 'Retirée', blocks: [] });
  expect(box.anais.sees(box.labo)[0]).toMatchObject({ text: 'Retirée' });
});

test('a message that was deleted is gone; one of somebody else is refused', async () => {
  const posted = await out.send(labo, card('Prêter les outils'), 'k-1');
  box.labo.deleteMessage(posted.message);
  expect(await failureOf(out.update(posted, card('x')))).toEqual({ permanent: 'gone' });
  const { ts } = box.anais.say(box.labo, 'à moi');
  expect(await failureOf(out.update(box.at(labo, ts), card('x')))).toEqual({ permanent: 'refused' });
});

test('"later" of an update holds the whole workspace back', async () => {
  const posted = await out.send(labo, card('Prêter les outils'), 'k-1');
  box.slack.faults.next('chat.update', { kind: 'rate limited', retryAfterS: 12 });
  expect(await failureOf(out.update(posted, card('x')))).toEqual({ retryAfterMs: 12_000, scope: 'realm' });
});

test('a whisper is seen by that person alone; where it cannot be, it becomes a direct message', async () => {
  await out.whisper(labo, box.person(box.anais), note('Rien que pour vous'));
  expect(box.anais.whisper).toMatchObject({ private: true, text: 'Rien que pour vous' });
  expect(box.thomas.sees(box.labo)).toEqual([]);

  const elsewhere = box.bretagne.channel('ailleurs', { members: [box.anais], bot: false });
  const without = box.bretagne.channel('sans-elle');
  const archived = box.bretagne.channel('vieux', { members: [box.anais], archived: true });
  for (const channel of [elsewhere, without, archived]) {
    await out.whisper(box.place(channel), box.person(box.anais), note(`Au sujet de ${channel.name}`));
  }
  expect(box.anais.sees('direct')).toHaveLength(3);
});

test('a whisper in the direct conversation is a message, which stays', async () => {
  const posted = await out.send(box.person(box.anais), note('Bonjour'), 'k');
  await out.whisper(posted, box.person(box.anais), note('Voilà'));
  box.anais.reload();
  expect(box.anais.sees('direct').map(({ text }) => text)).toEqual(['Bonjour', 'Voilà']);
});

test('no text is in the log, whatever fails', async () => {
  box.slack.faults.next('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
  await failureOf(out.send(labo, note('Mon secret'), 'k'));
  box.slack.faults.next('chat.postMessage', { kind: 'status', status: 503 });
  await failureOf(out.send(labo, note('Mon secret'), 'k'));
  expect(box.lines).toHaveLength(2);
  expect(box.lines.join('')).toContain('invalid_blocks');
  expect(box.lines.join('')).not.toMatch(/secret|xoxb/);
});

describe('a right that is missing', () => {
  const said = () =>
    box.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg.startsWith('slack: the app lacks'));

  test('holds back what is for one person, is told once with the scope Slack names, and given back it goes on', async () => {
    const to = box.person(box.anais);
    box.bretagne.scopes.delete('im:write');
    for (const key of ['k-1', 'k-2']) {
      expect(await failureOf(out.send(to, note('Idée retenue'), key))).toEqual(GRANT);
    }
    await out.send(labo, note('Ailleurs'), 'k-3');
    expect(said()).toEqual([
      expect.objectContaining({
        level: 40,
        method: 'conversations.open',
        code: 'missing_scope',
        needed: expect.stringContaining('im:write'),
      }),
    ]);
    box.bretagne.scopes.add('im:write');
    await out.send(to, note('Idée retenue'), 'k-1');
    expect(box.anais.sees('direct').map(({ text }) => text)).toEqual(['Idée retenue']);
    box.bretagne.scopes.delete('im:write');
    await failureOf(out.send(box.person(box.thomas), note('Idée retenue'), 'k-4'));
    expect(said()).toHaveLength(2);
  });

  test('that --minimal leaves out is no news', async () => {
    box.bretagne.scopes.delete('channels:history');
    expect(await out.findSent(labo, 'k-1', 0)).toBe('cannot tell');
    expect(said()).toEqual([]);
  });
});
