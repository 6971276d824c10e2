import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DeliveryWay } from '../fakes/slack/app.ts';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { Person } from '../fakes/slack/people/person.ts';
import type { SlackChannel } from '../fakes/slack/people/slack-channel.ts';
import type { SlackWorkspace } from '../fakes/slack/people/slack-workspace.ts';
import { BoxProcess } from './box-process.ts';
import { until } from './until.ts';

let dir: string;
let slack: FakeSlack;
let bretagne: SlackWorkspace;
let anais: Person;
let yann: Person;
let labo: SlackChannel;
let box: BoxProcess;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'box-slack-'));
});
afterEach(async () => {
  await box?.end();
  await slack?.stop();
  await rm(dir, { recursive: true, force: true });
});

/** A workspace, and the box in a process of its own, told of it this way. */
async function run(way: DeliveryWay): Promise<void> {
  slack = await FakeSlack.start({ way });
  bretagne = slack.workspace('Bretagne');
  [anais, yann] = [bretagne.person('anais', { realName: 'Anaïs Lefort' }), bretagne.person('yann')];
  labo = bretagne.channel('labo-bretagne', { members: [anais, yann] });
  await startBox(way);
}

/** A start of the box, also after it ended. */
async function startBox(way: DeliveryWay): Promise<void> {
  box = new BoxProcess(dir, {
    CHAT_ADAPTERS: 'slack',
    BOX_SECRET: 'a secret of the test, of at least thirty-two characters',
    ADMINS: `slack:${bretagne.id}:${anais.id}`,
    LOG_LEVEL: 'trace',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKENS: bretagne.botToken,
    ...(way === 'http'
      ? { SLACK_SIGNING_SECRET: slack.app.signingSecret }
      : { SLACK_APP_TOKEN: slack.app.appToken }),
  });
  const url = await box.ready();
  if (way === 'http') slack.app.requestUrl = `${url}/slack/events`;
}

/** Types a command in the channel of the lab, and waits for its answer, shown to that person alone. */
async function ask(person: Person, text: string): Promise<string> {
  const before = person.whisper?.ts;
  await person.command('/idee', text, labo);
  return until(`the answer to "${text}"`, async () => person.whisper?.ts !== before && person.whisper?.text);
}

const cards = () =>
  anais.sees(labo).filter(({ text, private: alone }) => !alone && text.includes('Prêter les outils'));

/** Files an idea through the form, as a person does. */
async function file(): Promise<void> {
  await ask(anais, 'labo creer bretagne nom="Labo Bretagne"');
  await ask(anais, 'labo lier bretagne');
  await anais.command('/idee', 'Prêter les outils du labo après 18 h', labo);
  await until('the form is open and filled', async () => anais.modal?.fields.length);
  expect(anais.modal?.fields[0]?.value).toBe('Prêter les outils du labo après 18 h');
  const before = anais.whisper?.ts;
  await anais.submit({ body: 'Cela existe à Rennes & coûte une clé.' });
  await until('the thanks', async () => anais.whisper?.ts !== before && anais.whisper?.text.includes('#1'));
  await until('the card', async () => cards().length === 1);
}

describe.each(['http', 'socket'] as const)('the box in Slack, by %s', (way) => {
  test('takes an idea by its form, shows its card, counts the votes, and stops', async () => {
    await run(way);
    await file();
    const [card] = cards();
    expect(card?.text).toContain('Cela existe à Rennes & coûte une clé.');

    yann.react(card!, 'thumbsup::skin-tone-3');
    await until('the vote is on the card', async () => /2 pour/.test(cards()[0]?.text ?? ''));
    yann.unreact(card!, 'thumbsup::skin-tone-3');
    expect(await ask(yann, 'voir #1')).toContain('Prêter les outils');
    await yann.press(cards()[0]!, '👎 Contre');
    await until('the vote against is told', async () => yann.whisper?.text.includes('#1'));

    box.signal('SIGTERM');
    expect(await box.ended()).toBe(0);
    // Neither what was written nor who did, nor any secret.
    for (const word of ['Rennes', 'Lefort', bretagne.botToken, slack.app.signingSecret, slack.app.appToken]) {
      expect(box.said).not.toContain(word);
    }
  }, 90_000);
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'what was "still recording" at a %s is recorded after the next start',
  async (signal) => {
    await run('http');
    await file();
    const thomas = bretagne.person('thomas');
    labo.add(thomas);
    slack.faults.next('users.info', { kind: 'rate limited', retryAfterS: 60 }, 3);
    await thomas.command('/idee', 'Un abri à vélos', labo);
    await until('the form is open', async () => (thomas.modal?.fields.length ?? 0) > 0);
    void thomas.submit({ body: 'Couvert.' });
    void yann.press(cards()[0]!, '👍 Pour');
    await until('the idea is being recorded', async () => thomas.modal?.text.includes('en cours'));
    await until('the vote is being recorded', async () => yann.whisper?.text.includes('en cours'));
    box.signal(signal);
    expect(await box.ended()).toBe(signal === 'SIGTERM' ? 0 : null);
    if (signal === 'SIGTERM') expect(yann.whisper?.text).toContain('est gardé');

    slack.faults.clear();
    await startBox('http');
    await until('the vote is on the card', async () => /2 pour/.test(cards()[0]?.text ?? ''));
    await until('the vote is told', async () => yann.whisper?.text.includes('#1'));
    await until('the author is thanked', async () => thomas.whisper?.text.includes('#2'));
    expect(await ask(anais, 'voir #2')).toContain('Un abri à vélos');
  },
  90_000,
);

test('a token that Slack does not take is told with what to do, and the box does not run without it', async () => {
  slack = await FakeSlack.start();
  box = new BoxProcess(dir, {
    CHAT_ADAPTERS: 'slack',
    BOX_SECRET: 'a secret of the test, of at least thirty-two characters',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKENS: 'xoxb-unknown',
    SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5',
  });
  expect(await box.ended()).toBe(78);
  expect(box.said).toContain('SLACK_BOT_TOKENS: token 1 is refused (invalid_auth)');
  expect(box.said).not.toContain('xoxb-unknown');
}, 30_000);
