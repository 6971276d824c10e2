import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Desk } from './desk.ts';
import { messageText, textOf } from './said.ts';
import { Stage } from './stage.ts';

/** A platform without forms: filing is a conversation. */
let stage: Stage;
let poor: Desk;

const TITLE = 'Prêter les outils du labo';

beforeEach(async () => {
  stage = await Stage.open();
  await stage.withLabs();
  poor = stage.platform('other', { can: { forms: 'none', buttons: false } });
  await poor.type('camille', 'bretagne', 'labo lier bretagne');
});
afterEach(() => stage.close());

const says = (text: string, channel = 'bretagne', user = 'anais') => poor.says(user, channel, text);

test('a text is asked about, and published by "oui" alone', async () => {
  expect(await says(`${TITLE}\nUne clé suffit.`)).toBe(
    `Voici votre idée pour Labo Bretagne. Je la publie ? Répondez /idee oui ou /idee non.\n\n${TITLE}\nUne clé suffit.`,
  );
  expect(await stage.count('ideas')).toBe(0);
  expect(await stage.count('identities')).toBe(5);
  expect(await says('oui')).toContain("Merci. Votre idée porte le numéro #1 et s'affiche dans ~bretagne.");
  expect(await stage.idea(1)).toMatchObject({ title: TITLE, body: 'Une clé suffit.', votes_for: 1 });
  expect(await stage.count('drafts')).toBe(0);
});

test('"non" publishes nothing and gives the text back', async () => {
  await says(TITLE);
  expect(await says('Non.')).toBe(
    `Rien n'est publié. Voici votre texte, si vous voulez le reprendre.\n\n${TITLE}`,
  );
  expect(await stage.count('drafts')).toBe(0);
  expect(await stage.count('ideas')).toBe(0);
});

test('"oui", "non" and a figure are ideas where nothing was asked', async () => {
  expect(await says('oui')).toContain('Voici votre idée pour Labo Bretagne.');
  await says('non');
  expect(await says('non')).toContain('Voici votre idée');
  await says('non');
  expect(await says('2')).toContain("C'est un peu court");
  await says(TITLE, 'bretagne', 'bilal');
  expect(await says('oui', 'bretagne', 'chloe')).toContain('Voici votre idée');
  expect(await stage.count('ideas')).toBe(0);
});

test('outside the channels of labs the lab is asked by its number', async () => {
  expect(await says(TITLE, 'general')).toBe(
    'Pour quel labo ? Répondez par son chiffre.\n1. Labo Bretagne\n2. Labo Numérique',
  );
  for (const text of ['3', 'oui', '9']) expect(await says(text, 'general')).toContain('Choisissez une des');
  expect(await says('2', 'general')).toContain('Voici votre idée pour Labo Numérique.');
  await says('oui', 'general');
  expect(await poor.says('anais', 'general', 'mes')).toContain(`#1 ${TITLE}`);
  expect((await stage.outbox()).map(({ to }) => to.channel)).toEqual(['numerique']);
});

describe('when something is similar', () => {
  let elder: number;

  beforeEach(async () => {
    elder = await stage.chat.file('bilal', 'bretagne', 'Ouvrir le labo le soir');
    stage.similar = [elder];
  });

  test('a numbered choice comes first, one’s own idea being 1', async () => {
    expect(await says(TITLE)).toBe(
      `Une idée ressemble à la vôtre.\n1. Mon idée est différente\n2. Soutenir #${elder} : Ouvrir le labo le soir (1 vote)`,
    );
    expect(await says('1')).toContain('Voici votre idée pour Labo Bretagne.');
    expect(await says('oui')).toContain(`#${elder + 1}`);
  });

  test('another number supports that idea, and publishes nothing', async () => {
    await says(TITLE);
    expect(await says('3')).toContain('Choisissez une des');
    expect(await says('2')).toContain(`vous soutenez #${elder}`);
    expect(await stage.tallies(elder)).toBe('2 for, 0 against');
    expect(await stage.count('ideas')).toBe(1);
    expect(await stage.count('drafts')).toBe(0);
  });
});

test('withdrawing is asked, and done by "oui"', async () => {
  await says(TITLE);
  await says('oui');
  expect(await says('retirer #1')).toContain(`Retirer #1 ${TITLE} ?`);
  expect(await says('2')).toContain('Choisissez une des');
  expect(await says('non')).toBe('#1 reste en place.');
  await says('retirer #1');
  expect(await says('oui')).toContain('#1 est retirée.');
  expect(await stage.count('drafts')).toBe(0);
});

test('a question waits 24 hours', async () => {
  await says(TITLE);
  await stage.clock.advance(24 * 60 * 60 * 1000);
  expect(await says('oui')).toContain('Voici votre idée');
  expect(await stage.count('ideas')).toBe(0);
});

test('a second text replaces the question, commands in between do not', async () => {
  await says(TITLE);
  await says('top');
  await says('Un abri à vélos');
  await says('oui');
  expect(await stage.idea(1)).toMatchObject({ title: 'Un abri à vélos' });
  expect(await stage.count('ideas')).toBe(1);
});

test('a repeated delivery is no second question, answer or idea', async () => {
  const text = (odd: string, typed: string) =>
    poor.type('anais', 'bretagne', typed, { id: odd }).then(textOf);
  await text('a', TITLE);
  expect(await text('a', TITLE)).toBe('');
  const thanks = await text('b', 'oui');
  expect(await text('b', 'oui')).toBe(thanks);
  expect(await text('a', TITLE)).toBe('');
  expect(await stage.count('ideas')).toBe(1);
  expect(await stage.count('drafts')).toBe(0);
});

test('"oui" said twice at once is one idea', async () => {
  await says(TITLE);
  await Promise.all([says('oui'), says('oui')]);
  expect(await stage.count('ideas')).toBe(1);
});

test('a word close to a command is asked about with the text', async () => {
  const text = await says('voirr #12');
  expect(text).toContain('Vous cherchiez peut-être /idee voir #n.');
  expect(text).toContain('Je la publie ?');
  expect(await says('voirr #12', 'general')).toContain('Vous cherchiez peut-être /idee voir #n.');
});

test('faults are said, and one long line is divided at its first sentence', async () => {
  expect(await says('')).toBe("Il manque l'idée : une phrase suffit.");
  expect(await says('\u200B')).toBe("Il manque l'idée : une phrase suffit.");
  expect(await says('x'.repeat(151))).toContain('il y en a 1 de trop');
  expect(await says(`Titre\n${'x'.repeat(3001)}`)).toContain('3 000 signes au plus');
  const sentence = 'Prêtons les outils du labo.';
  const rest = 'Cela coûte surtout une clé, et une personne référente par soir.'.repeat(4);
  expect(await says(`${sentence} ${rest}`)).toContain(`${sentence}\n${rest}`);
});

test('who may not file is told so at once', async () => {
  expect(await says('Une cantine', 'bretagne', 'lea')).toContain('déposer une idée est réservé aux agents');
  expect(await stage.count('drafts')).toBe(0);
});

test('where nothing can be pressed, what buttons do is said as commands', async () => {
  await says(TITLE);
  const thanks = await says('oui');
  expect(thanks).toContain('Retirer mon idée : /idee retirer #1');
  await stage.deliver();
  expect(messageText(poor.card(1, 'bretagne').message)).toContain(
    '👍 Pour : /idee pour #1 · 👎 Contre : /idee contre #1 · En savoir plus : /idee voir #1',
  );
  await poor.type('camille', 'bretagne', 'labo animateur bretagne @yann');
  const decided = await says('repondre #1 retenue', 'bretagne', 'yann');
  expect(decided).toContain('Annuler (2 min) : /idee annuler #1');
  await stage.clock.advance(2 * 60 * 1000);
  await stage.deliver();
  expect(messageText(poor.toldTo('anais')[0]!)).toContain('En savoir plus : /idee voir #1');
  const shown = [thanks, decided, await says('a-traiter', 'bretagne', 'yann')].join();
  expect(shown).not.toMatch(/\[/);
});

test('decisions, edits and votes are typed', async () => {
  await says(TITLE);
  await says('oui');
  expect(await says('modifier #1 Prêter les clés')).toContain('#1 est à jour.');
  expect(await says('modifier #1')).toContain("Il manque l'idée");
  expect(await says('completer #1')).toContain('Il manque le texte');
  expect(await says('completer #1 Le samedi.')).toContain('est ajouté');
  expect(await says('pour #1', 'bretagne', 'bilal')).toContain("C'est compté");
});
