import { describe, expect, test } from '@jest/globals';
import { environment } from '../../../adapters/slack/environment.ts';

const TOKEN = 'xoxb-1-2-abc';
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const HTTP = { SLACK_BOT_TOKENS: TOKEN, SLACK_SIGNING_SECRET: SECRET };

/** What is wrong, by variable. */
function problems(env: Record<string, string>): Record<string, string> {
  const { error } = environment.safeParse(env);
  return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]));
}

test('over HTTP, a token and the signing secret are enough', () => {
  expect(environment.parse(HTTP)).toMatchObject({
    tokens: [TOKEN],
    way: { kind: 'http', signingSecret: SECRET },
    apiUrl: 'https://slack.com/api/',
  });
});

test('an app-level token means Socket Mode, and the signing secret is not needed', () => {
  const { way } = environment.parse({ SLACK_BOT_TOKENS: TOKEN, SLACK_APP_TOKEN: 'xapp-1-A-2-b' });
  expect(way).toEqual({ kind: 'socket', appToken: 'xapp-1-A-2-b' });
});

test('several workspaces are several tokens, each once; blanks do not matter', () => {
  const { tokens } = environment.parse({ ...HTTP, SLACK_BOT_TOKENS: ` ${TOKEN} , xoxb-3,, ${TOKEN}` });
  expect(tokens).toEqual([TOKEN, 'xoxb-3']);
});

test('another address of the API gets its slash', () => {
  expect(environment.parse({ ...HTTP, SLACK_API_URL: 'https://slack-gov.com/api' }).apiUrl).toBe(
    'https://slack-gov.com/api/',
  );
});

test('emoji of their own count as others', () => {
  const { emoji } = environment.parse({ ...HTTP, SLACK_EMOJI: 'tada=👍' });
  expect([emoji.emojiOf('tada'), emoji.emojiOf('thumbsup')]).toEqual(['👍', '👍']);
});

test('a copied .env.example says what is missing, all of it', () => {
  const empty = { SLACK_BOT_TOKENS: '', SLACK_SIGNING_SECRET: ' ', SLACK_APP_TOKEN: '', SLACK_API_URL: '' };
  expect(Object.keys(problems(empty)).sort()).toEqual(['SLACK_BOT_TOKENS', 'SLACK_SIGNING_SECRET']);
});

describe('a wrong shape is told with an example, and never with the value', () => {
  test.each<[string, Record<string, string>]>([
    ['SLACK_BOT_TOKENS', { ...HTTP, SLACK_BOT_TOKENS: `${TOKEN},xoxp-of-a-user` }],
    ['SLACK_BOT_TOKENS', { ...HTTP, SLACK_BOT_TOKENS: 'of-a-user' }],
    ['SLACK_SIGNING_SECRET', { ...HTTP, SLACK_SIGNING_SECRET: 'xoxb-of-a-user' }],
    ['SLACK_SIGNING_SECRET', { ...HTTP, SLACK_SIGNING_SECRET: 'of a user' }],
    ['SLACK_APP_TOKEN', { ...HTTP, SLACK_APP_TOKEN: 'xoxb-of-a-user' }],
    ['SLACK_API_URL', { ...HTTP, SLACK_API_URL: 'of-a-user' }],
    ['SLACK_API_URL', { ...HTTP, SLACK_API_URL: 'ftp://of-a-user' }],
    ['SLACK_EMOJI', { ...HTTP, SLACK_EMOJI: 'of-a-user' }],
  ])('%s', (variable, env) => {
    const told = problems(env);
    expect(Object.keys(told)).toEqual([variable]);
    expect(told[variable]).toContain('for example');
    expect(told[variable]).not.toContain('of-a-user');
    expect(told[variable]).not.toContain('of a user');
  });
});
