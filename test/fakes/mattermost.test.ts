import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS, REFUSALS, type Trial } from './mattermost-limits.ts';
import { type Answered, button, Stage } from './mattermost-stage.ts';
import type { Json } from './shared/json.ts';

/** Each limit of Mattermost, tried by plain fetch: at the limit it is taken, one over it is refused with its error. */

let stage: Stage;
let places: () => Readonly<Record<string, string>>;
let tokens: Readonly<Record<NonNullable<Trial['as']>, string>>;

beforeAll(async () => {
  stage = await Stage.set();
  const { mattermost, bretagne, anais, channel } = stage;
  const foreign = bretagne.channel('ailleurs', { bot: false });
  const archived = bretagne.channel('fini', { archived: true });
  const card = await stage.posted('', { props: { attachments: [{ actions: [button(stage.app.url)] }] } });
  const fixed = {
    channel: channel.id,
    user: anais.id,
    leaver: bretagne.person('loic').id,
    stranger: mattermost.person('etienne').id,
    bot: mattermost.bot.id,
    team: bretagne.id,
    app: stage.app.url,
    post: card.id,
    foreign: foreign.id,
    archived: archived.id,
  };
  places = () => ({ ...fixed, trigger: mattermost.trigger(anais) });
  tokens = {
    bot: mattermost.bot.token,
    admin: mattermost.admin.token,
    user: anais.token,
    wrong: 'n'.repeat(26),
    nobody: '',
  };
});
afterAll(() => stage.stop());

function tried({ method, path, body, as = 'bot' }: Trial): Promise<Answered> {
  const known = places();
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
  const filled = (value: Json): Json => {
    if (typeof value === 'string') return fill(value);
    if (Array.isArray(value)) return value.map(filled);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)]));
  };
  return stage.call(method, fill(path), body === undefined ? undefined : filled(body), tokens[as]);
}

describe.each(LIMITS)('$what: at most $limit', ({ limit, trial, error }) => {
  test('the limit is taken', async () => {
    expect((await tried(trial(limit))).json).not.toHaveProperty('status_code');
  });
  test(`one more is ${error}`, async () => {
    expect((await tried(trial(limit + 1))).json).toMatchObject({ id: error, status_code: 400 });
  });
});

// What only the specification refuses is taken where it is not there.
const withoutSpec = (error: string) => error === 'fake.strict.request' && stage.mattermost.mistakes === null;

describe.each(REFUSALS)('$what', ({ right, wrong, error, status }) => {
  test('the right thing beside it is taken', async () => {
    expect((await tried(right)).status).toBeLessThan(300);
  });
  test(`is ${status} ${error}`, async () => {
    const answer = await tried(wrong);
    if (withoutSpec(error)) console.warn('checked without the published specification: it is not here');
    else
      expect(answer.json).toEqual({
        id: error,
        message: expect.any(String),
        detailed_error: expect.any(String),
        request_id: expect.stringMatching(/^[a-z0-9]{26}$/),
        status_code: status,
      });
  });
});

test('everything the fake answered is as the published specification says', () => {
  const { mistakes } = stage.mattermost;
  if (mistakes === null)
    console.warn('the checks by the published specification are left out: it is not here');
  expect(mistakes ?? []).toEqual([]);
});
