import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LabInSlack } from './lab-in-slack.ts';
import { until } from './until.ts';

/** What who facilitates a lab reacts while no box is there to hear it. */

let lab: LabInSlack;

const card = () => lab.card('Un banc')!;
const toldYann = (words: string) => lab.yann.sees('direct').filter(({ text }) => text.includes(words));

async function meanwhile(deeds: () => void): Promise<void> {
  await lab.stopBox('SIGTERM');
  deeds();
  await lab.startBox();
}

beforeEach(async () => {
  lab = await LabInSlack.open();
  await lab.file('Un banc devant la mairie');
  await until('the card', async () => card());
}, 60_000);
afterEach(() => lab.close());

test('is done at the next start, once; what was taken away again is not', async () => {
  const { yann, zoe } = lab;
  await meanwhile(() => {
    yann.react(card(), 'eyes');
    yann.react(card(), 'x');
    yann.unreact(card(), 'x');
  });
  await until('the decision', async () => card().text.includes('étude'));
  await until('what Yann is told', async () => toldYann('étude').length === 1);

  await meanwhile(() => yann.react(card(), 'white_check_mark'));
  const [question] = await until(
    'the question',
    async () => toldYann('pour la retenir').length === 1 && toldYann('pour la retenir'),
  );
  await yann.press(question!, 'Répondre');
  await until('the form', async () => yann.modal?.fields.length);

  await meanwhile(() => zoe.react(card(), '+1'));
  await until('the vote', async () => card().text.includes('2 pour'));
  expect(
    [toldYann('étude'), toldYann('pour la retenir'), toldYann('écarter')].map(({ length }) => length),
  ).toEqual([1, 1, 0]);
}, 180_000);
