import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { directTextIn } from '../../../adapters/mattermost/inbound/direct-texts.ts';
import type { Site } from '../../../adapters/mattermost/site.ts';
import { buttons, FOR, privately } from '../../contract/samples.ts';
import { until } from '../../contract/wait.ts';
import { WholeAdapter } from './whole-adapter.ts';

let whole: WholeAdapter;
beforeEach(async () => {
  whole = await WholeAdapter.start();
});
afterEach(() => whole.close());

const heard = () => until(() => whole.box.of('command')[0], 'the box hears of it', 2_000);
const read = (text: string) => whole.mattermost.when(() => whole.alone(whole.anais).includes(text));

test('what somebody writes to the bot alone is a command without its word, answered there', async () => {
  whole.answers(privately('Voici les plus soutenues.'));
  whole.anais.typeInDm('top *3* & plus');
  const arrival = await heard();
  expect(arrival.text.join('')).toBe('top *3* & plus');
  expect([arrival.where.direct, arrival.by.user]).toEqual([true, whole.anais.id]);
  await read('Voici les plus soutenues.');
  expect(whole.alone(whole.anais)).toHaveLength(2);
});

test('the answer stays, also for who has typed /idee there, and its buttons count', async () => {
  whole.answers(privately('Deux idées.', buttons(FOR)));
  await whole.anais.command('/idee', 'top', 'direct');
  whole.anais.typeInDm('top');
  const answer = await whole.mattermost.when(() =>
    whole.anais.sees('direct').find((shown) => !shown.private && shown.text.includes('Deux idées.')),
  );
  await whole.anais.press(answer, FOR.label);
  const [press] = await whole.mattermost.when(
    () => whole.box.of('press').length > 0 && whole.box.of('press'),
  );
  expect([press?.on, press?.where.direct, press?.by.user]).toEqual(['private', true, whole.anais.id]);
});

test('a form cannot open from it: they are told what to type, and the box does not hear of it', async () => {
  whole.anais.typeInDm('idée de cantine');
  await read(whole.words.typeCommand);
  expect(whole.box.arrivals).toEqual([]);
});

test('a person who is named there is that person', async () => {
  whole.anais.typeInDm('labo animateur bretagne @Yann.');
  const arrival = await heard();
  const person = { platform: 'mattermost', realm: 'chat.example.fr', user: whole.yann.id };
  expect(arrival.text).toEqual(['labo animateur bretagne ', { person, name: 'Yann' }, '.']);
});

test('what the box is slow at is announced, and then answered', async () => {
  whole.answers(privately('Voici.'));
  whole.box.hold();
  whole.anais.typeInDm('top');
  await heard();
  await whole.context.clock.advance(2_000);
  await read(whole.words.stillRecording);
  whole.box.release();
  await read('Voici.');
});

test('neither its own answers nor what people write elsewhere is a command', async () => {
  const { mattermost, anais, team, box } = whole;
  whole.answers(privately('top'));
  anais.typeInDm('top');
  await heard();
  await mattermost.when(() => whole.alone(anais).length === 2);
  anais.say(team.channel('labo', { members: [anais] }), 'top');
  await mattermost.settle();
  expect(box.arrivals).toHaveLength(1);
});

describe('a post in the conversation with the bot', () => {
  const [bot, person] = ['b'.repeat(26), 'p'.repeat(26)];
  const post = { id: 'i'.repeat(26), channel_id: 'c'.repeat(26), user_id: person, message: 'top', type: '' };
  const data = (over: object = {}, around: object = {}) => ({
    channel_type: 'D',
    channel_name: `${bot}__${person}`,
    post: JSON.stringify({ ...post, create_at: 1, props: {}, ...over }),
    ...around,
  });
  const isText = (said: unknown) => directTextIn({ botUser: bot } as Site, said) !== null;

  test('is a text to the bot, with whatever props a client sets', () => {
    expect([data(), data({ props: null }), data({ props: { from_bot: 'false' } })].map(isText)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test.each([
    ['our own', data({ user_id: bot })],
    ['of another bot', data({ props: { from_bot: 'true' } })],
    ['of a webhook', data({ props: { from_webhook: 'true' } })],
    ['of a plugin', data({ props: { from_plugin: true } })],
    ['a note of the server', data({ type: 'system_add_to_channel' })],
    ['in a channel', data({}, { channel_type: 'O', channel_name: 'labo' })],
    ['in a group', data({}, { channel_type: 'G' })],
    ['between two others', data({}, { channel_name: `${'a'.repeat(26)}__${person}` })],
    ['no JSON', data({}, { post: 'top' })],
    ['nothing at all', undefined],
  ])('%s, is none', (_, said) => {
    expect(isText(said)).toBe(false);
  });
});
