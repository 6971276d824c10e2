import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { type RunningBox, start } from '../../src/bootstrap.ts';
import { BothChats } from './both-chats.ts';
import { BoxProcess } from './box-process.ts';
import { ShiftedClock } from './shifted-clock.ts';
import { ask, directTo, press, pressAndHear, readsAs, type Seen } from './somebody.ts';
import { until } from './until.ts';

let both: BothChats;
let box: BoxProcess | null;
let inside: RunningBox | null;

beforeEach(() => {
  [box, inside] = [null, null];
});
afterEach(async () => {
  await box?.end();
  await inside?.stop();
  await both.close();
});

/** What a box had in hand when it was killed is looked for once the chats must show it; nobody waits for that here. */
const LATER = 'data:text/javascript,const%20now=Date.now;Date.now=()=>now()+240_000';

/** Runs the box in a process of its own. */
async function run(env: Readonly<Record<string, string>> = {}): Promise<void> {
  box = new BoxProcess(both.dir, { ...both.env, ...env });
  await box.ready();
}

/** Kills the box with whatever it was doing, and runs it four minutes later. */
async function killAndRun(meanwhile: () => void = () => {}): Promise<void> {
  await box?.end();
  meanwhile();
  await run({ NODE_OPTIONS: `--import=${LATER}` });
}

const oneEach = (number: number) => both.cards(number).map((cards) => cards.length);
const said = (seen: readonly Seen[], words: string) => seen.filter(({ text }) => text.includes(words));

test('an idea of either chat has a card in both, and a vote anywhere is on both, though the box is killed', async () => {
  both = await BothChats.open();
  const { inSlack, inMattermost, slack, mattermost } = both;
  await run();
  await both.opensLab();

  await both.file(inSlack.anais, 'Demander à @yann de prêter ses outils');
  const first = await both.bothSay(1, /1 pour/);
  for (const card of first) {
    expect(readsAs(card)).toContain('Demander à @yann de prêter ses outils');
    // Somebody else is called so in the other chat.
    expect(card.reading.pings).toEqual([]);
  }
  await press(inSlack.yann, first[0], '👍 Pour');
  await both.bothSay(1, /2 pour/);
  inMattermost.yann.react(first[1], '+1');
  await both.bothSay(1, /3 pour/);

  // Its cards are there, and the box is gone before it knows.
  slack.faults.next('chat.postMessage', { kind: 'late answer', ms: 60_000 });
  mattermost.faults.next('POST /posts', { kind: 'late answer', ms: 60_000 });
  await both.file(inMattermost.yann, 'Un banc pour @alefort devant la gare');
  await both.bothSay(2, /1 pour/);
  await killAndRun(() => inMattermost.camille.react(first[1], 'thumbsdown'));
  await both.bothSay(1, /3 pour.*1 contre/);
  const second = await both.bothSay(2, /1 pour/);
  for (const card of second) {
    expect(readsAs(card)).toContain('Un banc pour @alefort devant la gare');
    expect(card.reading.pings).toEqual([]);
  }
  await press(inMattermost.camille, second[1], '👍 Pour');
  inSlack.camille.react(second[0], 'thumbsdown');
  await both.bothSay(2, /2 pour.*1 contre/);
  expect([oneEach(1), oneEach(2)]).toEqual([
    [1, 1],
    [1, 1],
  ]);
}, 90_000);

test('two accounts are linked by a code: their votes become one, and two again when it is undone', async () => {
  both = await BothChats.open();
  const { inSlack, inMattermost } = both;
  await run();
  await both.opensLab();
  await both.file(inSlack.yann, 'Prêter les outils du labo');
  const [, there] = await both.bothSay(1, /1 pour/);
  await ask(inSlack.anais, 'pour #1', inSlack.labo);
  inMattermost.anais.react(there, 'thumbsdown');
  await both.bothSay(1, /2 pour.*1 contre/);

  const shown = await ask(inSlack.anais, 'lier', inSlack.labo);
  const [code] = /[A-Z]\d[A-Z]\d-[A-Z]\d[A-Z]\d/.exec(shown.text) ?? [];
  expect([shown.private, code]).toEqual([true, expect.any(String)]);
  const question = await ask(inMattermost.anais, `lier ${code}`, inMattermost.labo);
  expect(readsAs(question)).toContain('Ce code vient du compte anais (Slack)');
  const done = await pressAndHear(inMattermost.anais, question, 'Relier les comptes');
  expect(readsAs(done)).toContain("C'est fait : le compte anais (Slack) et celui-ci");
  const news = () => said(directTo(inSlack.anais), "vient d'être relié au vôtre");
  const [notice] = await until('the other account is told', async () => news().length > 0 && news());
  await killAndRun();
  expect(notice?.text).toContain('(Mattermost)');
  // The newest word counts.
  await both.bothSay(1, /1 pour.*1 contre/);
  expect((await ask(inSlack.anais, 'mes', inSlack.labo)).private).toBe(true);

  await pressAndHear(inSlack.anais, notice!, 'Délier');
  await both.bothSay(1, /2 pour.*1 contre/);
  const parted = () => said(directTo(inMattermost.anais), "n'est plus relié au vôtre");
  await until('the account that typed the code is told', async () => parted().length > 0);
  expect([news().length, parted().length, oneEach(1)]).toEqual([1, 1, [1, 1]]);
}, 90_000);

test('the week is published once in either chat, from whichever it is asked for', async () => {
  const clock = new ShiftedClock();
  both = await BothChats.open(clock);
  const { inSlack, inMattermost } = both;
  const again = async () => {
    await inside?.stop();
    inside = await start({ ...both.env, LOG_LEVEL: 'silent' }, { clock });
  };
  await again();
  await both.opensLab();
  await both.file(inSlack.anais, 'Prêter les outils du labo');
  await both.bothSay(1, /1 pour/);
  await inside?.stop();
  inside = null;
  const now = DateTime.fromMillis(clock.now(), { zone: 'Europe/Paris' });
  clock.forward(now.plus({ weeks: 1 }).startOf('week').set({ hour: 8 }).toMillis() - clock.now());
  await again();
  expect(both.digests()).toEqual([[], []]);

  const sent = await ask(inMattermost.camille, 'digest envoyer', inMattermost.labo);
  expect(sent.text).toContain('Le bilan du');
  const [here, there] = await until('a digest in either chat', async () => {
    const [[slack], [mattermost]] = both.digests();
    return slack && mattermost ? ([slack, mattermost] as const) : null;
  });
  for (const { text } of [here, there]) expect(text).toContain('Prêter les outils du labo');
  inSlack.yann.react(here, 'one');
  await both.bothSay(1, /2 pour/);
  await press(inMattermost.yann, there, '👍 Pour');
  await both.bothSay(1, /3 pour/);

  expect((await ask(inSlack.camille, 'digest envoyer', inSlack.labo)).text).toContain('a déjà paru');
  clock.forward(2 * 60 * 60 * 1000);
  await again();
  await ask(inSlack.camille, 'top', inSlack.labo);
  expect(both.digests().map((digests) => digests.length)).toEqual([1, 1]);
}, 90_000);
