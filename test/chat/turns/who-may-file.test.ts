import { expect, test } from '@jest/globals';
import { faultsOf, numberIn, typedIn } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { textOf } from './said.ts';

onStage();

const TITLE = 'Prêter les outils du labo après 18 h';

test('in a closed lab: whoever types in its channel', async () => {
  const form = await chat.form('anais', 'rh-prive', 'Un tutorat');
  expect(typedIn(form, 'lab')).toBe('rh');
  const number = numberIn(await chat.submit('anais', form));
  expect((await stage.outbox()).at(-1)).toMatchObject({
    to: { channel: 'rh-prive' },
    what: { idea: number },
  });
});

test('in a closed lab: its facilitator from anywhere, nobody else', async () => {
  const form = await chat.form('malika', 'dm-malika', 'Un tutorat');
  expect(numberIn(await chat.submit('malika', form, { lab: 'rh' }))).toBeGreaterThan(0);
  for (const user of ['anais', 'yann', 'camille']) {
    const elsewhere = await chat.form(user, 'general', 'Un tutorat');
    expect(textOf({ kind: 'form', form: elsewhere })).not.toContain('RH');
    expect(faultsOf(await chat.submit(user, elsewhere, { lab: 'rh' }))).toHaveProperty('lab');
  }
});

test('a form opened in the channel of a closed lab and sent after the channel left it is refused, kept', async () => {
  const form = await chat.form('anais', 'rh-prive', 'Un tutorat');
  await chat.type('malika', 'rh-prive', 'labo delier');
  expect(faultsOf(await chat.submit('anais', form))).toEqual({
    lab: "Ce labo n'est plus ouvert d'ici. Choisissez-en un autre, ou déposez depuis l'un de ses salons.",
  });
});

test('where every lab is closed, one is told from where to file, not that there is no lab', async () => {
  for (const lab of ['bretagne', 'numerique']) {
    await chat.type('camille', 'dm-camille', `labo modifier ${lab} acces=ferme`);
  }
  expect(await chat.says('anais', 'general', 'Une cantine bio')).toContain("Aucun labo n'est ouvert d'ici");
});

const FOR_STAFF = 'Les personnes invitées votent et lisent ; déposer une idée est réservé aux agents.';

test('a guest is told that filing is for staff, though the box did not know them', async () => {
  expect(await chat.says('lea', 'bretagne', 'Une cantine bio')).toBe(FOR_STAFF);
});

/** What is typed while the platform does not say who people are, after a second; `tell` has it say so. */
async function typedUnknown(user: string, channel: string, text: string) {
  let tell = () => {};
  chat.platform.profileWaits = new Promise((resolve) => {
    tell = resolve;
  });
  const opened = chat.form(user, channel, text);
  await stage.clock.advance(1_000);
  return { form: await opened, tell };
}

test('a guest whose form opened before the platform said who they are is told so on the form', async () => {
  const { form, tell } = await typedUnknown('lea', 'bretagne', 'Une cantine bio');
  tell();
  expect(faultsOf(await chat.submit('lea', form))).toEqual({ lab: FOR_STAFF });
  expect(await stage.count('ideas')).toBe(0);
});

test.each(['robot', 'paul'])('%s, who is no active person, may do nothing at all', async (user) => {
  await chat.says(user, 'bretagne', 'moi');
  const number = await chat.file('anais', 'bretagne', TITLE);
  await stage.deliver();
  for (const text of ['Une cantine bio', 'top', 'mes', 'moi', 'aide', `voir #${number}`, `pour #${number}`]) {
    expect(await chat.says(user, 'bretagne', text)).toContain('Cela ne vous est pas ouvert ici.');
  }
  const card = chat.card(number, 'bretagne');
  expect(await chat.react(user, card.posted, '👍')).toEqual({ kind: 'nothing' });
  const more = { action: 'more', value: `#${number}` };
  expect(textOf(await chat.press(user, 'bretagne', more))).not.toContain(TITLE);
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
});

test('a deactivated person who sends a form loses nothing and is refused', async () => {
  const form = await chat.form('anais', 'bretagne', TITLE);
  expect(faultsOf(await chat.submit('paul', form))).toHaveProperty('title');
  expect(await stage.count('ideas')).toBe(0);
});

test('a form opens though the platform is still asked who this is after a second; what reads waits', async () => {
  const number = await chat.file('anais', 'bretagne', TITLE);
  const { form, tell } = await typedUnknown('lea', 'general', 'Une cantine bio');
  expect(typedIn(form, 'title')).toBe('Une cantine bio');
  const read = chat.says('lea', 'general', `voir #${number}`);
  const listed = chat.says('lea', 'general', 'top');
  tell();
  // A guest reads in the channels of the lab alone.
  expect(await read).toContain(`Je ne trouve pas d'idée #${number}`);
  expect(await listed).not.toContain(TITLE);
});
