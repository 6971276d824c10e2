import { beforeEach, describe, expect, test } from '@jest/globals';
import { button, messageOf, typedIn } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { buttonsOf, messageText, textOf } from './said.ts';

/** Numbers of ideas: of Bretagne, of Numérique, and of RH, which is closed. */
let shelter: number;
let bicycles: number;
let closed: number;

onStage();
beforeEach(async () => {
  const body =
    'Les cyclistes laissent leurs affaires dehors. Un abri fermé suffirait pour une dizaine de vélos.';
  shelter = await chat.file('anais', 'bretagne', "Un abri devant l'accueil", { body });
  bicycles = await chat.file('bilal', 'numerique', 'Des vélos de service');
  closed = await chat.file('chloe', 'rh-prive', 'Tutorat croisé', { body: 'Aller à vélo chez un collègue.' });
  await chat.file('anais', 'bretagne', 'Relire nos courriers en langage clair');
  await chat.type('denis', 'numerique', `pour #${bicycles}`);
});

const numbersIn = (text: string) => [...text.matchAll(/#(\d+) /g)].map(([, number]) => Number(number));
const search = (text: string, { user = 'denis', channel = 'general' } = {}) =>
  chat.says(user, channel, `chercher ${text}`);

describe('what is found', () => {
  test('is in every lab one may read, a match in the title first, with votes, status, lab and the words around', async () => {
    const answer = await chat.type('denis', 'general', 'chercher velo');
    expect(textOf(answer).split('\n')).toEqual([
      'Idées trouvées pour « velo »',
      `#${bicycles} Des vélos de service · 2 pour, 0 contre · nouvelle · Labo Numérique [En savoir plus]`,
      `#${shelter} Un abri devant l'accueil · 1 pour, 0 contre · nouvelle · Labo Bretagne`,
      'Les cyclistes laissent leurs affaires dehors. Un abri fermé suffirait pour une dizaine de vélos. [En savoir plus]',
    ]);
    expect(messageOf(answer).summary).toMatch(/velo/);
  });

  test('is the same in the channel of a lab', async () => {
    expect(numbersIn(await search('velo', { channel: 'bretagne' }))).toEqual([bicycles, shelter]);
  });

  test('can be opened, and voted for there', async () => {
    const answer = await chat.type('denis', 'general', 'chercher accueil');
    const page = await chat.press('denis', 'general', button(answer, 'En savoir plus'));
    expect(textOf(page)).toContain('Les cyclistes');
    await chat.press('denis', 'general', button(page, '👍 Pour'));
    expect(await stage.tallies(shelter)).toBe('2 for, 0 against');
  });

  test('names its lab only where that is news', async () => {
    expect(await search('accueil')).not.toContain('Labo Bretagne');
    expect(await search('accueil', { channel: 'bretagne' })).not.toContain('Labo Bretagne');
    expect(await search('accueil', { channel: 'numerique' })).toContain('· Labo Bretagne');
  });

  test('is ten ideas at most, and whether there are more is said', async () => {
    for (let idea = 0; idea < 10; idea += 1) await chat.file('anais', 'bretagne', `Une cantine ${idea}`);
    const ten = await search('cantine');
    expect(numbersIn(ten)).toHaveLength(10);
    expect(ten).not.toContain("d'autres");
    await chat.file('anais', 'bretagne', 'Encore une cantine');
    const more = await search('cantine');
    expect(numbersIn(more)).toHaveLength(10);
    expect(more).toContain("Il y en a d'autres. Un mot de plus précisera la recherche.");
  });

  test('of a number is that idea', async () => {
    expect(await search(`#${shelter}`)).toBe(await chat.says('denis', 'general', `voir #${shelter}`));
    expect(await search(`n° ${closed}`)).toContain("Je ne trouve pas d'idée");
  });

  test('is no longer there once it is withdrawn', async () => {
    const question = await chat.type('anais', 'bretagne', `retirer #${shelter}`);
    await chat.press('anais', 'bretagne', button(question, 'Oui, la retirer'));
    expect(numbersIn(await search('velo'))).toEqual([bicycles]);
  });
});

describe('where nothing is found', () => {
  test('one is told what to try, and how to file these words', async () => {
    expect(await search('une piscine municipale')).toBe(
      [
        'Rien trouvé pour « une piscine municipale ». Essayez avec un autre mot, ou regardez /idee top.',
        "L'idée n'existe peut-être pas encore. Pour la déposer : /idee une piscine municipale",
      ].join('\n'),
    );
    const form = await chat.form('denis', 'bretagne', 'une piscine municipale');
    expect(typedIn(form, 'title')).toBe('une piscine municipale');
  });

  test.each(['aide', 'moi français', 'oui', '3', 'aidee', 'pour #12'])(
    '%s is no idea to be typed again',
    async (query) => {
      expect(await search(query)).toMatch(/Pour la déposer : \/idee$/);
    },
  );

  test('in English words stay as they were typed', async () => {
    const said = await chat.says('john', 'general', 'search pour  une piscine');
    expect(said).toContain('Nothing found for “pour une piscine”. Try another word, or look at /idee top.');
    expect(said).toContain('To file it: /idee pour une piscine');
  });

  test('a guest is not told to file', async () => {
    await chat.says('lea', 'bretagne', 'moi');
    expect(await search('piscine', { user: 'lea', channel: 'bretagne' })).toBe(
      'Rien trouvé pour « piscine ». Essayez avec un autre mot, ou regardez /idee top.',
    );
  });

  test('of a pasted page the beginning is said again', async () => {
    const page = `${'piscine municipale '.repeat(500)}\n\nFin`;
    const said = await search(page);
    expect(said.length).toBeLessThan(300);
    expect(said).toMatch(/« piscine municipale piscine .*… »/);
    expect(said).toMatch(/Pour la déposer : \/idee$/);
  });

  test.each([
    ['stop words alone', 'le la les'],
    ['punctuation', '- - -'],
    ['a picture', '🚲'],
    ['a quote never closed', '" OR *'],
    ['the words of a query language', 'title:x NEAR('],
    ['an invisible character', 'x\u0000x'],
    ['one word of five thousand letters', 'x'.repeat(5000)],
  ])('%s harms nothing', async (_what, query) => {
    expect(await search(query)).toContain('Rien trouvé pour');
    expect(stage.log).toEqual([]);
  });
});

test.each(['chercher', 'chercher ', 'chercher ?', 'Chercher :', 'chercher \u200B', 'chercher \u2800'])(
  '%j asks what is looked for',
  async (typed) => {
    expect(await chat.says('denis', 'general', typed)).toBe(
      'Que cherchez-vous ? Un mot suffit : /idee chercher badge',
    );
  },
);

test('what is typed almost so is an idea, and asked about', async () => {
  const form = await chat.form('denis', 'bretagne', 'cherche velo');
  expect(typedIn(form, 'title')).toBe('cherche velo');
  expect(textOf({ kind: 'form', form })).toContain('Vous cherchiez peut-être /idee chercher TEXTE.');
});

describe('a closed lab', () => {
  const finds = async (user: string, channel: string) =>
    (await search('tutorat', { user, channel })).includes(`#${closed}`);

  test.each(['denis', 'yann', 'camille'])('is not there for %s elsewhere', async (user) => {
    for (const channel of ['general', 'bretagne', `dm-${user}`])
      expect(await finds(user, channel)).toBe(false);
    expect((await search('tutorat', { user })).replace('tutorat', 'X').replace('tutorat', 'X')).toBe(
      (await search('piscine', { user })).replace('piscine', 'X').replace('piscine', 'X'),
    );
  });

  test('is there in its channel, and for its facilitator and the author anywhere', async () => {
    expect(await finds('denis', 'rh-prive')).toBe(true);
    expect(await finds('malika', 'dm-malika')).toBe(true);
    expect(await finds('chloe', 'general')).toBe(true);
  });

  test('is not said where others read along', async () => {
    const loud = stage.platform('other', { can: { forms: 'none', buttons: false, private: false } });
    await loud.type('camille', 'rh-prive', 'labo lier rh');
    await loud.type('camille', 'general', 'labo animateur rh @malika');
    expect(await loud.says('malika', 'general', 'chercher tutorat')).toContain('Rien trouvé');
    expect(await loud.says('malika', 'rh-prive', 'chercher tutorat')).toContain(`#${closed}`);
  });
});

test('a guest finds what is in the lab of the channel, that lab alone', async () => {
  await chat.says('lea', 'bretagne', 'moi');
  expect(numbersIn(await search('velo', { user: 'lea', channel: 'bretagne' }))).toEqual([shelter]);
  expect(await search('velo', { user: 'lea' })).toContain('Rien trouvé');
});

test('where nothing can be pressed, what to type is said once', async () => {
  const plain = stage.platform('other', { can: { forms: 'none', buttons: false } });
  const message = messageOf(await plain.type('denis', 'general', 'chercher velo'));
  expect(buttonsOf(message)).toEqual([]);
  expect(messageText(message)).toMatch(new RegExp(`Pour lire une idée en entier : /idee voir #${bicycles}$`));
});

test('whatever an idea holds is data, not layout', async () => {
  const hostile = '<script> `code` *gras* @all\n# titre https://example.org';
  const number = await chat.file('anais', 'bretagne', 'Une piscine', { body: hostile });
  const { blocks } = messageOf(await chat.type('denis', 'general', 'chercher piscine titre'));
  const line = blocks.find((block) => block.kind === 'text' && block.button?.value === `#${number}`);
  expect(line).toMatchObject({ text: expect.arrayContaining([expect.stringContaining('<script>')]) });
});

test('searching makes nobody known to the database, and leaves nothing in the log', async () => {
  const before = await Promise.all([stage.count('identities'), stage.count('claims')]);
  await chat.type('emma', 'bretagne', 'chercher velo');
  await chat.type('emma', 'bretagne', 'chercher piscine');
  expect(await Promise.all([stage.count('identities'), stage.count('claims')])).toEqual(before);
  expect(stage.log).toEqual([]);
});

test('help begins with filing, voting and searching', async () => {
  const lines = (await chat.says('denis', 'general', 'aide')).split('\n');
  expect(lines.slice(1, 4).map((line) => line.split(' ')[0])).toEqual(['Déposer', 'Voter', 'Chercher']);
  expect(lines[3]).toContain('/idee chercher badge');
  expect(await chat.says('john', 'general', 'help')).toContain('To search: /idee search badge');
  const word = await chat.says('denis', 'general', 'aide chercher');
  expect(word).toContain('/idee chercher TEXTE : ');
  expect(word).toContain("S'écrit aussi : chercher, search");
});
