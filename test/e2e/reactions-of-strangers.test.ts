import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { Person } from '../fakes/slack/people/person.ts';
import type { SlackChannel } from '../fakes/slack/people/slack-channel.ts';
import { BoxProcess } from './box-process.ts';
import { ask } from './somebody.ts';
import { until } from './until.ts';

/** Persons the box knows nothing of, while Slack does not say who they are. */

let dir: string;
let slack: FakeSlack;
let anais: Person;
let yann: Person;
let zoe: Person;
let labo: SlackChannel;
let env: NodeJS.ProcessEnv;
let box: BoxProcess;

const card = () => anais.sees(labo).find(({ text, private: alone }) => !alone && text.includes('Un banc'))!;
/** What was told to the box of persons who reacted; it hears of its own seeds too. */
const reacted = () =>
  slack.deliveries.filter(({ delivery }) => {
    const { event } = delivery.payload as { event?: { type: string; user: string } };
    return event?.type === 'reaction_added' && [yann.id, zoe.id].includes(event.user);
  });

async function run(): Promise<void> {
  box = new BoxProcess(dir, env);
  slack.app.requestUrl = `${await box.ready()}/slack/events`;
}

/** An idea in the channel of its lab; then the box begins anew, and has forgotten everybody. */
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'box-slack-'));
  slack = await FakeSlack.start();
  const bretagne = slack.workspace('Bretagne');
  [anais, yann, zoe] = [bretagne.person('anais'), bretagne.person('yann'), bretagne.person('zoe')];
  labo = bretagne.channel('labo-bretagne', { members: [anais, yann, zoe] });
  env = {
    CHAT_ADAPTERS: 'slack',
    BOX_SECRET: 'a secret of the test, of at least thirty-two characters',
    ADMINS: `slack:${bretagne.id}:${anais.id}`,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKENS: bretagne.botToken,
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
  };
  await run();
  await ask(anais, 'labo creer bretagne nom="Labo Bretagne"', labo);
  await ask(anais, 'labo lier bretagne', labo);
  await ask(anais, 'labo animateur bretagne @yann', labo);
  await anais.command('/idee', 'Un banc devant la mairie', labo);
  await until('the form', async () => anais.modal?.fields.length);
  await anais.submit({ body: 'À l’ombre.' });
  await until('the card', async () => card());
  box.signal('SIGTERM');
  await box.ended();
  await run();
}, 60_000);
afterEach(async () => {
  await box.end();
  await slack.stop();
  await rm(dir, { recursive: true, force: true });
});

test('votes, a decision and a wish are acknowledged at once and count as soon as Slack says who it was', async () => {
  const post = anais.say(labo, 'On pourrait planter des arbres');
  slack.faults.next('users.info', { kind: 'rate limited', retryAfterS: 5 }, 3);
  zoe.react(card(), '+1');
  yann.react(card(), 'eyes');
  zoe.react(post, 'bulb');
  await until('the vote', async () => card().text.includes('2 pour'));
  await until('the decision', async () => card().text.includes('étude'));
  await until(
    'the question',
    async () =>
      anais.sees('direct').some(({ text }) => text.includes('arbres')) ||
      anais.whisper?.text.includes('arbres'),
  );
  expect(reacted().map(({ receipt }) => receipt?.acked)).toEqual([true, true, true]);
}, 90_000);

test('a vote that was acknowledged and died with the process is found at the next start', async () => {
  slack.faults.next('users.info', { kind: 'rate limited', retryAfterS: 600 });
  zoe.react(card(), '+1');
  await until('the acknowledgement', async () => reacted()[0]?.receipt?.acked);
  expect(card().text).toContain('1 pour');
  box.signal('SIGKILL');
  await box.ended();
  await run();
  await until('the vote', async () => card().text.includes('2 pour'));
}, 90_000);
