import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { faultsOf, messageOf, numberIn, typedIn } from './desk.ts';
import { buttonsOf, messageText, textOf } from './said.ts';
import { Stage } from './stage.ts';

let stage: Stage;
let chat: Stage['chat'];

beforeEach(async () => {
  stage = await Stage.open();
  chat = stage.chat;
});
afterEach(() => stage.close());

const TITLE = 'Prêter les outils du labo après 18 h';

test('without a lab, the person is told who can make one', async () => {
  const text = await chat.says('anais', 'bretagne', 'Une cantine bio');
  expect(text).toContain("Il n'y a pas encore de labo");
  expect(text).toContain('/idee labo creer');
});

describe('with labs', () => {
  beforeEach(() => stage.withLabs());

  test('a text that no idea can be is refused by its length, and not said again', async () => {
    const refused = await chat.type('anais', 'bretagne', 'x'.repeat(1_000_000));
    expect(textOf(refused)).toMatch(/40.000 signes au plus, il y en a 960.000 de trop/);
    expect(textOf(refused).length).toBeLessThan(200);
    const form = await chat.form('anais', 'bretagne', 'mot '.repeat(9_000));
    expect(form.title).toBe('Nouvelle idée');
  });

  test('the form opens with the first line as title, the rest as body, and the lab of the channel', async () => {
    const form = await chat.form('anais', 'numerique', `${TITLE}\nUne clé suffit.\n\nCela existe à Rennes.`);
    expect(form.title).toBe('Nouvelle idée');
    expect(typedIn(form, 'title')).toBe(TITLE);
    expect(typedIn(form, 'body')).toBe('Une clé suffit.\n\nCela existe à Rennes.');
    expect(typedIn(form, 'lab')).toBe('numerique');
    expect(form.state).toMatchObject({
      step: 'idea',
      draft: null,
      expired: false,
      where: { channel: 'numerique' },
    });
  });

  test('outside the channels of labs the choice is open, and closed labs are no choice', async () => {
    const form = await chat.form('anais', 'general', '');
    expect(typedIn(form, 'lab')).toBeUndefined();
    expect(textOf({ kind: 'form', form })).not.toContain('Labo RH');
    expect(faultsOf(await chat.submit('anais', form, { title: 'Une cantine bio' }))).toEqual({
      lab: 'Choisissez le labo qui recevra votre idée.',
    });
    expect(await stage.count('ideas')).toBe(0);
  });

  test('a word close to a command opens the form and asks', async () => {
    const form = await chat.form('anais', 'bretagne', 'tpo');
    expect(typedIn(form, 'title')).toBe('tpo');
    expect(textOf({ kind: 'form', form })).toContain('Vous cherchiez peut-être /idee top.');
  });

  test('publishing gives a number, thanks with the channel, and what the author may do', async () => {
    const form = await chat.form('anais', 'bretagne', TITLE);
    const answer = await chat.submit('anais', form, { body: 'Une clé suffit.' });
    const number = numberIn(answer);
    expect(textOf(answer)).toContain(
      `Merci. Votre idée porte le numéro #${number} et s'affiche dans ~bretagne.`,
    );
    expect(buttonsOf(messageOf(answer)).map(({ label }) => label)).toEqual(['Compléter', 'Retirer mon idée']);
    expect(await stage.idea(number)).toMatchObject({
      title: TITLE,
      body: 'Une clé suffit.',
      status: 'new',
      votes_for: 1,
      votes_against: 0,
      supported_at: null,
    });
    const words = await stage.db.tables.selectFrom('words').select(['idea', 'value']).execute();
    expect(words).toEqual([{ idea: number, value: 'for' }]);
  });

  test('a card is asked for in each channel of the lab, on every platform, and nowhere else', async () => {
    const other = stage.platform('other');
    await other.type('camille', 'place', 'labo lier bretagne');
    await chat.type('camille', 'bretagne-2', 'labo lier bretagne');
    const number = await chat.file('anais', 'bretagne', TITLE);
    const cards = (await stage.outbox()).map(({ to, what }) => [to.channel, what]);
    const what = { kind: 'card', idea: number };
    expect(cards).toEqual([
      ['bretagne', what],
      ['place', what],
      ['bretagne-2', what],
    ]);
    await stage.deliver();
    expect(messageText(other.card(number, 'place').message)).toContain('proposée par Anaïs L.');
    expect(messageText(chat.card(number, 'bretagne').message)).toContain(`💡 #${number} · ${TITLE}`);
  });

  test('the thanks name a channel of the platform the person is on', async () => {
    const other = stage.platform('other');
    await other.type('camille', 'place', 'labo lier bretagne');
    const form = await other.form('bilal', 'general', 'Une cantine bio');
    expect(textOf(await other.submit('bilal', form, { lab: 'bretagne' }))).toContain('dans ~place.');
  });

  test('the outbox and the claims hold neither text nor name', async () => {
    await chat.file('anais', 'bretagne', TITLE, { body: 'Une clé suffit.' });
    const rows = JSON.stringify([
      await stage.db.tables.selectFrom('outbox').selectAll().execute(),
      await stage.db.tables.selectFrom('claims').selectAll().execute(),
    ]);
    expect(rows).not.toMatch(/outils|clé|ana[iï]s|arrival|id-/i);
  });

  test('numbers follow each other without a gap, refused forms included', async () => {
    const first = await chat.file('anais', 'bretagne', 'Une cantine bio');
    const form = await chat.form('bilal', 'bretagne', 'ab');
    expect((await chat.submit('bilal', form)).kind).toBe('invalid');
    expect(await chat.file('bilal', 'numerique', 'Un abri à vélos')).toBe(first + 1);
  });

  test('errors stand on their fields, all at once, and nothing is written', async () => {
    const form = await chat.form('anais', 'general', '');
    const answer = await chat.submit('anais', form, { title: ' ', body: 'x'.repeat(3001) });
    expect(faultsOf(answer)).toEqual({
      title: "Il manque l'idée : une phrase suffit.",
      body: "C'est un peu long : 3 000 signes au plus, il y en a 1 de trop.",
      lab: 'Choisissez le labo qui recevra votre idée.',
    });
    expect(await stage.count('ideas')).toBe(0);
    // The tombstone, camille and the two facilitators: a refused form makes nobody known.
    expect(await stage.count('identities')).toBe(4);
  });

  test('after an error the same form still publishes', async () => {
    const form = await chat.form('anais', 'bretagne', 'ab');
    expect(faultsOf(await chat.submit('anais', form))).toEqual({
      title: "C'est un peu court : 3 signes au moins.",
    });
    expect(numberIn(await chat.submit('anais', form, { title: 'abc' }))).toBeGreaterThan(0);
  });

  test('a title of 151 signs is refused with how many are too many, 150 are taken', async () => {
    const form = await chat.form('anais', 'bretagne', '');
    expect(faultsOf(await chat.submit('anais', form, { title: 'é'.repeat(162) }))).toEqual({
      title: "C'est un peu long : 150 signes au plus, il y en a 12 de trop.",
    });
    expect((await chat.submit('anais', form, { title: '💡'.repeat(151) })).kind).toBe('invalid');
    const number = numberIn(await chat.submit('anais', form, { title: '💡'.repeat(150) }));
    expect((await stage.idea(number)).title).toBe('💡'.repeat(150));
  });

  test('a body of 3,000 code points is taken, 3,001 are refused on their field', async () => {
    const form = await chat.form('anais', 'bretagne', TITLE);
    const refused = faultsOf(await chat.submit('anais', form, { body: '🌱'.repeat(3001) }));
    expect(refused.body).toContain('il y en a 1 de trop');
    const number = numberIn(await chat.submit('anais', form, { body: '🌱'.repeat(3000) }));
    expect([...(await stage.idea(number)).body]).toHaveLength(3000);
  });

  test('a long text typed at once waits in the form, whole', async () => {
    const text = 'Il faudrait penser à '.repeat(20).trim();
    const form = await chat.form('anais', 'bretagne', text);
    expect(typedIn(form, 'title')).toBeUndefined();
    expect(typedIn(form, 'body')).toBe(text);
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \t\n\u00A0\u2003 '],
    ['zero-width characters', '\u200B\u200C\u200D\uFEFF\u2060'],
    ['fillers that show nothing', '\u3164\u115F\u1160\uFFA0\u2800'],
    ['control characters', '\u0000\u0007\u001B\u009F'],
    ['marks of direction', '\u202E\u202D\u2066\u2069\u200F'],
    ['accents without a letter', '\u0301\u0301\u0301'],
  ])('a title of %s is missing', async (_, title) => {
    const form = await chat.form('anais', 'bretagne', '');
    expect(faultsOf(await chat.submit('anais', form, { title }))).toEqual({
      title: "Il manque l'idée : une phrase suffit.",
    });
  });

  test.each([
    ['right-to-left script', 'مقصف عضوي للجميع', 'مقصف عضوي للجميع'],
    ['an override of direction', 'Prêt \u202Eslituo', 'Prêt slituo'],
    ['emoji of several points', 'Vélo 👩🏽‍🚒 et 🏳️‍🌈', 'Vélo 👩🏽‍🚒 et 🏳️‍🌈'],
    ['zero-width spaces', 'Can\u200Btine\uFEFF bio', 'Cantine bio'],
    ['control characters', 'Can\u0000tine \u001B[31mbio', 'Cantine [31mbio'],
    ['a letter and its accent apart', 'Cafe\u0301 solidaire', 'Café solidaire'],
    ['lone surrogates', 'Cantine \uD83D bio', 'Cantine \uFFFD bio'],
    ['HTML', '<b onclick="x()">Gras</b> & <script>', '<b onclick="x()">Gras</b> & <script>'],
    [
      'Markdown and mentions',
      '**@channel** [ici](http://x.fr) <!here>',
      '**@channel** [ici](http://x.fr) <!here>',
    ],
    ['placeholders', 'Payer {{number}} $t(error.failed)', 'Payer {{number}} $t(error.failed)'],
    ['typographic apostrophes', 'L’idée d’« un » café', 'L’idée d’« un » café'],
    ['several lines', 'Une\r\ncantine\u2028bio', 'Une cantine bio'],
  ])('%s stays text: it is published as a person means it', async (_, typed, title) => {
    const form = await chat.form('anais', 'bretagne', '');
    const number = numberIn(await chat.submit('anais', form, { title: typed, body: typed }));
    expect((await stage.idea(number)).title).toBe(title);
    await stage.deliver();
    // One plain string: whoever renders it escapes the whole of it.
    const [heading] = chat.card(number, 'bretagne').message.blocks;
    expect(heading).toEqual({ kind: 'heading', text: [`💡 #${number} · ${title}`] });
  });

  test('an over-long or odd choice of lab is refused on its field', async () => {
    const form = await chat.form('anais', 'bretagne', TITLE);
    for (const lab of ['', 'rh', 'inconnu', '__proto__', 'constructor', 'x'.repeat(10_000)]) {
      expect(Object.keys(faultsOf(await chat.submit('anais', form, { lab })))).toEqual(['lab']);
    }
  });
});
