import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { BothChats } from './both-chats.ts';
import { BoxProcess } from './box-process.ts';
import { ask, directTo, formOf, readsAs, submit, told, type } from './somebody.ts';
import { until } from './until.ts';

let both: BothChats;
let box: BoxProcess;

beforeEach(async () => {
  both = await BothChats.open();
  box = new BoxProcess(both.dir, both.env);
  await box.ready();
  await both.opensLab();
}, 60_000);
afterEach(async () => {
  await box.end();
  await both.close();
});

const form = (person: Parameters<typeof formOf>[0]) => until('the form', async () => formOf(person));

test('💡 under a post on Mattermost asks its author alone, whose yes opens the form and files the idea', async () => {
  const { camille, anais, yann, labo } = both.inMattermost;
  const post = yann.say(labo, 'On pourrait prêter les outils à @alefort.\nCela coûte une clé.');
  anais.react(post, 'bulb');
  const asked = () => directTo(yann).filter(({ text }) => text.includes('propose de faire une idée'));
  const [question] = await until('the author is asked', async () => asked().length > 0 && asked());
  expect(readsAs(question!)).toContain('On pourrait prêter les outils');
  camille.react(post, 'bulb');
  await ask(camille, 'top', labo);

  expect(await yann.press(question as never, 'Oui, la proposer')).toBeNull();
  expect((await form(yann)).values.slice(0, 2)).toEqual([
    'On pourrait prêter les outils à @alefort.',
    'Cela coûte une clé.',
  ]);
  expect(await yann.submit()).toBeNull();
  await until('the thanks', async () => directTo(yann).find(({ text }) => text.includes('#1')));
  for (const card of await both.bothSay(1, /1 pour/)) {
    expect(readsAs(card)).toContain('On pourrait prêter les outils à @alefort.');
    expect(readsAs(card)).toContain('proposée par yann');
  }
  expect(asked()).toHaveLength(1);
}, 90_000);

test('/idee in a thread and an address mean the post; a bot is not asked; what cannot be read is said so', async () => {
  const { camille, anais, yann, labo } = both.inMattermost;
  const { mattermost } = both;
  const own = yann.say(labo, 'Un abri à vélos');
  expect(await yann.command('/idee', '', labo, { rootId: own.id })).toBeNull();
  expect((await form(yann)).values[0]).toBe('Un abri à vélos');
  await submit(yann);
  await both.bothSay(1, /1 pour/);

  const other = yann.say(labo, 'Une fontaine dans la cour');
  const asking = await ask(anais, `${mattermost.url}/bretagne/pl/${other.id}`, labo);
  expect(readsAs(asking)).toContain('La personne qui a écrit ce message reçoit la question');
  const question = await until('the author is asked', async () =>
    directTo(yann).find(({ text }) => text.includes('Une fontaine dans la cour')),
  );
  expect(await yann.press(question as never, 'Non merci')).toBeNull();
  // In the conversation with the box an answer is one more message of it.
  await until('the answer', async () => directTo(yann).some((seen) => readsAs(seen).includes("C'est noté")));

  const robot = mattermost.account('robot');
  const news = labo.post(robot, { message: 'Vu ailleurs', props: { from_webhook: 'true' } });
  const offer = await told(anais, 'what is said of it', async () => anais.react(news, 'bulb'));
  expect(readsAs(offer)).toContain('ne peut pas être interrogée ici');
  expect(await anais.press(offer as never, 'Avec mes mots')).toBeNull();
  expect((await form(anais)).values).toContainEqual(expect.stringContaining(`/pl/${news.id}`));
  await anais.cancel();

  const hidden = both.team.channel('coulisses', { private: true, bot: false, members: [camille] });
  const secret = camille.say(hidden, 'Rien pour la boîte');
  const unread = await ask(camille, `${mattermost.url}/bretagne/pl/${secret.id}`, labo);
  expect(readsAs(unread)).toContain('Je ne peux pas lire ce message');
  await type(anais, `${mattermost.url}/bretagne/channels/labo`, labo);
  expect((await form(anais)).values[0]).toContain('/bretagne/channels/labo');
}, 90_000);

test('persons named in a message of Slack read as names in the idea, and on Mattermost', async () => {
  const { anais, yann, labo } = both.inSlack;
  const post = yann.say(labo, 'Prêter les outils à');
  const message = labo.messages.find(({ ts }) => ts === post.ts)!;
  message.text = `Prêter les outils à <@${anais.id}> &amp; co`;
  yann.react(post, 'bulb');
  const question = await until('the question', async () => yann.whisper);
  expect(readsAs(question)).toContain('Prêter les outils à @anais & co');
  await yann.press(question as never, 'Oui, la proposer');
  expect((await form(yann)).values[0]).toBe('Prêter les outils à @anais & co');
  await yann.submit();
  for (const card of await both.bothSay(1, /1 pour/))
    expect(readsAs(card)).toContain('Prêter les outils à @anais & co');
}, 90_000);
