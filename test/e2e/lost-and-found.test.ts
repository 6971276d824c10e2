import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { BoxProcess } from './box-process.ts';
import { MattermostTown } from './mattermost-town.ts';
import { until } from './until.ts';

let town: MattermostTown;
let box: BoxProcess;

beforeEach(async () => {
  town = await MattermostTown.begin();
  box = new BoxProcess(town.dir, { ...town.env, LOG_LEVEL: 'info' });
  await box.ready();
  await town.opensLab();
});
afterEach(async () => {
  await box.end();
  await town.end();
});

/** What Yann, who facilitates the lab, was told alone. */
const told = () => town.yann.sees('direct').map(({ text }) => text);

/** Files an idea while its channel shows nothing. */
async function fileUnseen(): Promise<void> {
  const { anais } = town;
  expect(await anais.command('/idee', 'Prêter les outils du labo après 18 h', town.labo)).toBeNull();
  await until('the form', async () => anais.dialog);
  const thanks = await town.told(anais, 'the thanks', () =>
    anais.submit({ body: 'Sans carte pour le moment.' }),
  );
  expect(thanks).toContain('#1');
  expect(town.card()).toBeUndefined();
}

test('a channel the bot was removed from is taken up when it is invited again', async () => {
  town.labo.remove(town.mattermost.bot);
  await until('the loss is told', async () =>
    told().some((text) => text.includes('/idee labo lier bretagne')),
  );
  await fileUnseen();
  town.labo.invite(town.mattermost.bot);
  await until('the card', async () => town.card());
  await until('the return is told', async () => told().some((text) => text.includes('de nouveau écrire')));
  expect(told()).toHaveLength(2);
}, 60_000);

test('a team the bot was put out of is told once, and its channel taken up when the bot is in it again', async () => {
  const { bretagne, labo, mattermost } = town;
  bretagne.remove(mattermost.bot);
  await until('the loss is told', async () => told().length > 0);
  await fileUnseen();
  bretagne.add(mattermost.bot);
  expect(town.card()).toBeUndefined();
  labo.invite(mattermost.bot);
  await until('the card', async () => town.card());
  await until('the return is told', async () => told().some((text) => text.includes('de nouveau écrire')));
  expect(told()).toHaveLength(2);
  expect(box.said.match(/removed from a team/g)).toHaveLength(1);
}, 60_000);

test('a bot that is removed and invited again at once loses nothing', async () => {
  for (let n = 0; n < 3; n += 1) {
    town.labo.remove(town.mattermost.bot);
    town.labo.invite(town.mattermost.bot);
    town.labo.archive();
    town.labo.unarchive();
  }
  await town.file();
  expect(town.card()).toBeDefined();
}, 60_000);

test('a channel that was archived is taken up when it is restored', async () => {
  town.labo.archive();
  await until('the loss is told', async () => told().some((text) => text.includes('labo-bretagne')));
  town.labo.unarchive();
  await until('the return is told', async () => told().some((text) => text.includes('de nouveau écrire')));
  await town.file();
}, 60_000);

test('a channel whose return nobody heard of is taken up by hand, as the message says', async () => {
  town.labo.remove(town.mattermost.bot);
  await until('the loss is told', async () => told().length > 0);
  await fileUnseen();
  town.labo.add(town.mattermost.bot);
  await town.ask(town.yann, 'labo lier bretagne');
  await until('the card', async () => town.card());
}, 60_000);

test('the channels of a server are taken up when it takes the token of the bot again', async () => {
  const { mattermost } = town;
  mattermost.revokeTokens(mattermost.bot);
  mattermost.hub.closeAll();
  await until('the loss is seen', async () => box.said.includes('no longer takes the token'));
  for (const token of mattermost.world.tokens) token.active = true;
  await until('the return is seen', async () => box.said.includes('a lost channel works again'));
  await town.file();
}, 60_000);
