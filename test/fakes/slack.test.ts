import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type JsonObject, objectOf } from './shared/json.ts';
import { FakeSlack } from './slack/fake-slack.ts';
import type { Person } from './slack/people/person.ts';
import type { SlackChannel } from './slack/people/slack-channel.ts';
import type { SlackWorkspace } from './slack/people/slack-workspace.ts';
import { LIMITS, REFUSALS, type Trial } from './slack-limits.ts';

/** Each limit of Slack, tried by plain fetch: at the limit it is taken, one over it is refused with Slack's error. */

let slack: FakeSlack;
let bretagne: SlackWorkspace;
let anais: Person;
let channel: SlackChannel;

beforeAll(async () => {
  slack = await FakeSlack.start();
  bretagne = slack.workspace('Bretagne');
  anais = bretagne.person('anais');
  channel = bretagne.channel('labo', { members: [anais] });
});
afterAll(() => slack.stop());

async function tried({ method, args }: Trial): Promise<JsonObject> {
  const places: Readonly<Record<string, string>> = {
    '{channel}': channel.id,
    '{user}': anais.id,
    '{trigger}': slack.trigger(anais),
  };
  const filled = Object.fromEntries(
    Object.entries(args).map(([key, value]) => [
      key,
      typeof value === 'string' ? (places[value] ?? value) : JSON.stringify(value),
    ]),
  );
  const answer = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${bretagne.botToken}` },
    body: new URLSearchParams(filled),
  });
  return objectOf(await answer.json()) ?? {};
}

describe.each(LIMITS)('$what: at most $limit', ({ limit, trial, error }) => {
  test('the limit is taken', async () => {
    expect(await tried(trial(limit))).toMatchObject({ ok: true });
  });
  test(`one more is ${error}`, async () => {
    expect(await tried(trial(limit + 1))).toMatchObject({ ok: false, error });
  });
});

describe.each(REFUSALS)('$what', ({ right, wrong, error }) => {
  test('the right thing beside it is taken', async () => {
    expect(await tried(right)).toMatchObject({ ok: true });
  });
  test(`is ${error}`, async () => {
    expect(await tried(wrong)).toMatchObject({ ok: false, error });
  });
});

test('a refusal says where: a pointer into what was sent', async () => {
  const tooLong = LIMITS.find(({ what }) => what === 'modal title')!;
  expect(await tried(tooLong.trial(25))).toMatchObject({
    response_metadata: {
      messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
    },
  });
  const inBlocks = LIMITS.find(({ what }) => what === 'header')!;
  expect(await tried(inBlocks.trial(151))).toMatchObject({
    errors: ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
  });
});
