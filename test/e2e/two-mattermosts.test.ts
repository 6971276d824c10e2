import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { BoxProcess } from './box-process.ts';
import { ShiftedClock } from './shifted-clock.ts';
import { ask, press, readsAs } from './somebody.ts';
import { TwoMattermosts } from './two-mattermosts.ts';
import { until } from './until.ts';

let clock: ShiftedClock;
let both: TwoMattermosts;
let box: BoxProcess;
/** Everything printed by the processes of a test. */
let said: string[];

beforeEach(async () => {
  clock = new ShiftedClock();
  both = await TwoMattermosts.open(clock);
  said = [];
  await run();
});
afterEach(async () => {
  await box.end();
  await both.close();
});

/** Runs the box in a process of its own, whose clock is put forward too. */
async function run(forwardMs = 0): Promise<void> {
  const shift = `data:text/javascript,const%20now=Date.now;Date.now=()=>now()+${forwardMs}`;
  box = new BoxProcess(both.dir, { ...both.env, NODE_OPTIONS: `--import=${shift}` });
  await box.ready();
}

async function stop(): Promise<void> {
  box.signal('SIGTERM');
  expect(await box.ended()).toBe(0);
  said.push(box.said);
}

const refusal = 'ne reconnaît pas cette commande';

test('an idea has a card in each team of each server, and a vote in any of them is on all', async () => {
  const { yann, there, bretagne, occitanie, normandie } = both;
  await both.opensLab();
  await both.file(yann, 'Prêter les outils du labo', occitanie.labo);
  const [here, , far] = await both.allSay(1, /1 pour/);

  await press(there.yann, far!, '👍 Pour');
  await both.allSay(1, /2 pour/);
  there.camille.react(far!, 'thumbsdown');
  await both.allSay(1, /2 pour.*1 contre/);
  both.camille.react(here!, '+1');
  await both.allSay(1, /3 pour.*1 contre/);

  await both.file(there.camille, 'Un banc devant la gare', normandie.labo);
  await both.allSay(2, /1 pour/);
  expect([both.posts('#1 '), both.posts('#2 ')].map((teams) => teams.map(({ length }) => length))).toEqual([
    [1, 1, 1],
    [1, 1, 1],
  ]);
  expect([...both.one.complaints, ...both.two.complaints]).toEqual([]);
  await stop();
  for (const { command } of [bretagne, occitanie, normandie])
    expect(said.join()).not.toContain(command.token);
}, 90_000);

test('a person of two teams is one, and whoever has the same id and name on the other server is another', async () => {
  const { camille, yann, there, bretagne, occitanie, normandie } = both;
  await both.opensLab();
  await both.file(camille, 'Prêter les outils du labo', bretagne.labo);
  await both.allSay(1, /1 pour/);

  expect(readsAs(await ask(yann, 'pour #1', bretagne.labo))).toContain('#1');
  await both.allSay(1, /2 pour/);
  expect(readsAs(await ask(yann, 'pour #1', occitanie.labo))).toContain('Déjà compté');
  expect(readsAs(await ask(yann, 'contre #1', occitanie.labo))).toContain('#1');
  await both.allSay(1, /1 pour.*1 contre/);
  await ask(there.yann, 'pour #1', normandie.labo);
  await both.allSay(1, /2 pour.*1 contre/);

  for (const { labo } of [bretagne, occitanie])
    expect(readsAs(await ask(camille, 'mes', labo))).toContain('Prêter les outils du labo');
  expect(readsAs(await ask(there.camille, 'mes', normandie.labo))).not.toContain('Prêter les outils du labo');
  // Nor do rights move: an administrator of the box is one person of one server.
  const sorry = await ask(there.camille, 'labo creer autre nom="Un autre"', normandie.labo);
  expect(readsAs(sorry)).toContain('administrent la boîte');
  const account = readsAs(await ask(there.camille, 'moi', normandie.labo));
  expect(account).toContain(`mattermost:two.example.fr:${there.camille.id}`);
}, 90_000);

test('a command counts only with the token of its own team on its own server', async () => {
  const { camille, there, bretagne, occitanie, normandie } = both;
  const swap = (team: typeof bretagne, token: string) => Object.assign(team.command, { token });
  const [ours, theirs] = [bretagne.command.token, normandie.command.token];
  expect(readsAs(await ask(camille, 'top', bretagne.labo))).not.toContain(refusal);

  swap(bretagne, occitanie.command.token);
  expect(readsAs(await ask(camille, 'top', bretagne.labo))).toContain(refusal);
  swap(bretagne, theirs);
  expect(readsAs(await ask(camille, 'top', bretagne.labo))).toContain(refusal);
  swap(normandie, ours);
  expect(readsAs(await ask(there.camille, 'top', normandie.labo))).toContain(refusal);

  // With everything of the first server, the door of the second one takes nothing of it.
  swap(bretagne, ours);
  const door = bretagne.command as { url: string; token: string };
  door.url = door.url.replace('one.example.fr', 'two.example.fr');
  expect(readsAs(await ask(camille, 'top', bretagne.labo))).toContain(refusal);
}, 90_000);

test('the week is published once in the channel of each team, though the box starts again', async () => {
  const { yann, there, normandie, bretagne } = both;
  await both.opensLab();
  await both.file(yann, 'Prêter les outils du labo', bretagne.labo);
  await both.allSay(1, /1 pour/);
  await ask(there.yann, 'pour #1', normandie.labo);
  await both.allSay(1, /2 pour/);
  await stop();

  const now = DateTime.fromMillis(clock.now(), { zone: 'Europe/Paris' });
  const untilMonday = now.plus({ weeks: 1 }).startOf('week').set({ hour: 10 }).toMillis() - clock.now();
  clock.forward(untilMonday);
  await run(untilMonday);
  const digests = await until('a digest in each channel, with its number to react with', async () => {
    const teams = both.posts('📬');
    return teams.every(([digest]) => digest?.reactions.one) && teams.map(([digest]) => digest!);
  });
  for (const digest of digests) expect(readsAs(digest)).toContain('Prêter les outils du labo');
  both.camille.react(digests[1]!, 'one');
  await both.allSay(1, /3 pour/);
  await stop();
  await run(untilMonday);
  expect(readsAs(await ask(there.yann, 'digest envoyer', normandie.labo))).toContain('a déjà paru');
  expect(both.posts('📬').map(({ length }) => length)).toEqual([1, 1, 1]);
}, 90_000);
