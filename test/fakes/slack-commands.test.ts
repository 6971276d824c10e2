import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Stage } from './slack-stage.ts';
import { until } from './until.ts';

/** What persons type, as an app hears of it over HTTP, and what they see of its answers. */

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.stop());

test('a command comes as signed form fields, and its answer is private', async () => {
  stage.app.reply = () => ({ json: { text: 'Bonjour' } });
  const outcome = await stage.anais.command('/idee', 'un banc', stage.channel);
  expect(outcome).toMatchObject({ error: null, answered: { private: true } });
  expect(stage.anais.sees(stage.channel)).toMatchObject([{ text: 'Bonjour', private: true }]);
  expect(stage.thomas.sees(stage.channel)).toEqual([]);

  const [{ headers, body }] = stage.app.received as [(typeof stage.app.received)[0]];
  expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  const timestamp = String(headers['x-slack-request-timestamp']);
  const proof = createHmac('sha256', stage.slack.app.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  expect(headers['x-slack-signature']).toBe(`v0=${proof}`);
  expect(Number(timestamp)).toBe(Math.floor(stage.clock.now() / 1000));
  expect(stage.app.last).toMatchObject({
    command: '/idee',
    text: 'un banc',
    channel_id: stage.channel.id,
    channel_name: 'labo',
    user_id: stage.anais.id,
    team_id: stage.bretagne.id,
    is_enterprise_install: 'false',
  });
});

test('an answer may be for the channel, plain text, or nothing', async () => {
  stage.app.reply = () => ({ json: { response_type: 'in_channel', text: 'À tous' } });
  await stage.anais.command('/idee', 'x', stage.channel);
  expect(stage.thomas.sees(stage.channel)).toMatchObject([{ text: 'À tous', private: false }]);
  stage.app.reply = () => ({ text: 'Sans façon' });
  await stage.anais.command('/idee', 'x', stage.channel);
  expect(stage.anais.whisper?.text).toBe('Sans façon');
  stage.app.reply = () => ({});
  expect(await stage.anais.command('/idee', 'x', stage.channel)).toMatchObject({
    error: null,
    answered: null,
  });
});

test('names typed in a command come as ids, and signs as entities', async () => {
  await stage.anais.command('/idee', 'pour @thomas & #labo <3 https://x.fr @personne', stage.channel);
  expect(stage.app.last.text).toBe(
    `pour <@${stage.thomas.id}|thomas> &amp; <#${stage.channel.id}|labo> &lt;3 <https://x.fr> @personne`,
  );
  stage.slack.app.escapesCommands = false;
  await stage.anais.command('/idee', '@thomas & <3', stage.channel);
  expect(stage.app.last.text).toBe('@thomas & <3');
});

test('ids in a command come without names where labels are off, and a private channel always does', async () => {
  const closed = stage.bretagne.channel('direction', { private: true, members: [stage.anais] });
  await stage.anais.command('/idee', '@thomas #labo #direction', stage.channel);
  expect(stage.app.last.text).toBe(
    `<@${stage.thomas.id}|thomas> <#${stage.channel.id}|labo> <#${closed.id}|>`,
  );
  stage.slack.app.labelsMentions = false;
  await stage.anais.command('/idee', '@thomas #labo #direction', stage.channel);
  expect(stage.app.last.text).toBe(`<@${stage.thomas.id}> <#${stage.channel.id}> <#${closed.id}|>`);
  // Nobody can name a private channel they are not in.
  await stage.thomas.command('/idee', '#direction', stage.channel);
  expect(stage.app.last.text).toBe('#direction');
});

test('channels that are not public do not say their names', async () => {
  await stage.anais.command('/idee', 'x', 'direct');
  expect(stage.app.last).toMatchObject({ channel_name: 'directmessage' });
  await stage.anais.command(
    '/idee',
    'x',
    stage.bretagne.channel('secret', { private: true, members: [stage.anais] }),
  );
  expect(stage.app.last).toMatchObject({ channel_name: 'privategroup' });
});

test('an app that says nothing within three seconds has timed out; one that fails has failed', async () => {
  stage.app.reply = () => 'never';
  const late = stage.anais.command('/idee', 'x', stage.channel);
  await until(() => stage.app.received.length === 1);
  await stage.clock.advance(3_000);
  expect(await late).toMatchObject({ error: 'operation_timeout', ms: 3_000 });
  stage.app.reply = () => ({ status: 500 });
  expect(await stage.anais.command('/idee', 'x', stage.channel)).toMatchObject({
    error: 'http_service_error',
  });
  await stage.app.stop();
  expect(await stage.anais.command('/idee', 'x', stage.channel)).toMatchObject({ error: 'dispatch_failed' });
  expect(stage.app.received).toHaveLength(2);
});
