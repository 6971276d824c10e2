import { beforeEach, describe, expect, test } from '@jest/globals';
import { button } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { buttonsOf, messageText, textOf } from './said.ts';

let number: number;

onStage();
beforeEach(async () => {
  number = await chat.file('anais', 'bretagne', 'Prêter les outils du labo');
});

const inFavour = (idea = number) => ({ action: 'vote', value: `for#${idea}` });
const against = (idea = number) => ({ action: 'vote', value: `against#${idea}` });

test.each([
  [
    'by command',
    (user: string, word: 'pour' | 'contre') => chat.type(user, 'bretagne', `${word} #${number}`),
  ],
  [
    'by button',
    (user: string, word: 'pour' | 'contre') =>
      chat.press(user, 'bretagne', word === 'pour' ? inFavour() : against()),
  ],
])('%s, one vote a person: said, said again, changed', async (_, vote) => {
  expect(textOf(await vote('bilal', 'pour'))).toBe(
    `C'est compté : vous êtes pour #${number}.\n👍 2 pour   👎 0 contre`,
  );
  expect(textOf(await vote('bilal', 'pour'))).toBe(
    `Déjà compté : vous êtes pour #${number}. Pour changer d'avis : /idee neutre #${number}\n👍 2 pour   👎 0 contre`,
  );
  expect(textOf(await vote('bilal', 'contre'))).toBe(
    `C'est compté : vous êtes contre #${number}.\n👍 1 pour   👎 1 contre`,
  );
  expect(textOf(await vote('bilal', 'contre'))).toContain('Déjà compté : vous êtes contre');
  expect(await stage.tallies(number)).toBe('1 for, 1 against');
});

test('taking back, and taking back what was not given', async () => {
  expect(await chat.says('bilal', 'bretagne', `neutre #${number}`)).toContain(
    `Vous n'avez pas voté sur #${number}.`,
  );
  await chat.type('bilal', 'bretagne', `contre #${number}`);
  expect(await chat.says('bilal', 'bretagne', `neutre #${number}`)).toContain(
    `Votre vote sur #${number} est retiré.`,
  );
  expect(await chat.says('bilal', 'bretagne', `neutre #${number}`)).toContain("Vous n'avez pas voté");
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
});

test('the buttons of a card vote', async () => {
  await stage.deliver();
  const card = chat.card(number, 'bretagne');
  expect(buttonsOf(card.message).map(({ label }) => label)).toEqual([
    '👍 Pour',
    '👎 Contre',
    'En savoir plus',
  ]);
  await chat.press('bilal', 'bretagne', button(card.message, '👎 Contre'), { on: card.posted });
  await stage.deliver();
  expect(messageText(chat.card(number, 'bretagne').message)).toContain('👍 1 pour   👎 1 contre');
});

test('a button under a message that the box did not post counts for nothing', async () => {
  await stage.deliver();
  const { posted, message } = chat.card(number, 'bretagne');
  const copied = { on: { ...posted, message: 'of somebody else' } };
  const answer = await chat.press('bilal', 'bretagne', button(message, '👎 Contre'), copied);
  expect(textOf(answer)).toContain('Je ne connais pas ce message');
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
});

test('an author may take the vote they began with back, and give it again', async () => {
  expect(await chat.says('anais', 'bretagne', `pour #${number}`)).toContain('Déjà compté');
  await chat.type('anais', 'bretagne', `neutre #${number}`);
  expect(await stage.tallies(number)).toBe('0 for, 0 against');
  await chat.type('anais', 'bretagne', `contre #${number}`);
  expect(await stage.tallies(number)).toBe('0 for, 1 against');
});

test("the author's own vote leaves the idea open to edits, another person's closes it", async () => {
  await chat.type('anais', 'bretagne', `contre #${number}`);
  await chat.type('anais', 'bretagne', `pour #${number}`);
  expect(await stage.idea(number)).toMatchObject({ supported_at: null });
  await chat.type('bilal', 'bretagne', `contre #${number}`);
  expect((await stage.idea(number)).supported_at).toBe(stage.clock.now());
  await chat.type('bilal', 'bretagne', `neutre #${number}`);
  expect((await stage.idea(number)).supported_at).toBe(stage.clock.now());
});

test('two people pressing at once both count', async () => {
  const users = ['bilal', 'chloe', 'denis', 'emma', 'fatou', 'gael'];
  const answers = await Promise.all(users.map((user) => chat.press(user, 'bretagne', inFavour())));
  for (const answer of answers) expect(textOf(answer)).toContain("C'est compté");
  expect(await stage.tallies(number)).toBe('7 for, 0 against');
  const changes = await stage.db.tables.selectFrom('vote_changes').select(['from', 'to']).execute();
  expect(changes).toEqual(Array.from({ length: 7 }, () => ({ from: 'none', to: 'for' })));
});

test('one person pressing twice at once counts once', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => chat.press('bilal', 'bretagne', inFavour())));
  expect(answers.filter((answer) => textOf(answer).startsWith('Déjà'))).toHaveLength(2);
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
});

test('the same delivery repeated says and does nothing, also after a change of mind', async () => {
  await chat.press('bilal', 'bretagne', inFavour(), { id: 'one' });
  expect(await chat.press('bilal', 'bretagne', inFavour(), { id: 'one' })).toEqual({ kind: 'nothing' });
  await chat.press('bilal', 'bretagne', against());
  expect(await chat.press('bilal', 'bretagne', inFavour(), { id: 'one' })).toEqual({ kind: 'nothing' });
  expect(await stage.tallies(number)).toBe('1 for, 1 against');
});

test('deliveries of two platforms may have the same id', async () => {
  const other = stage.platform('other');
  await chat.type('bilal', 'bretagne', `pour #${number}`, { id: '1' });
  expect(await other.says('chloe', 'general', `pour #${number}`, { id: '1' })).toContain("C'est compté");
  expect(await stage.tallies(number)).toBe('3 for, 0 against');
});

test('a word that arrives late does not speak over a newer one', async () => {
  const before = stage.clock.now();
  await stage.clock.advance(1000);
  await chat.type('bilal', 'bretagne', `contre #${number}`);
  await chat.type('bilal', 'bretagne', `pour #${number}`, { at: before });
  expect(await stage.tallies(number)).toBe('1 for, 1 against');
});

test('a clock that runs ahead does not silence what is said afterwards', async () => {
  await chat.type('bilal', 'bretagne', `pour #${number}`, { at: stage.clock.now() + 3_600_000 });
  await stage.clock.advance(1000);
  expect(await chat.says('bilal', 'bretagne', `contre #${number}`)).toContain("C'est compté");
  expect(await stage.tallies(number)).toBe('1 for, 1 against');
});

test('people change their mind although the clock was set back since they spoke', async () => {
  await chat.type('bilal', 'bretagne', `pour #${number}`);
  stage.clock.setBack(3_600_000);
  expect(await chat.says('bilal', 'bretagne', `contre #${number}`)).toContain("C'est compté");
  expect(await chat.says('bilal', 'bretagne', `neutre #${number}`)).toContain('est retiré');
  expect(await chat.says('bilal', 'bretagne', `pour #${number}`)).toContain("C'est compté");
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
});

test('a withdrawn idea takes no vote, but gives one back', async () => {
  await chat.type('bilal', 'bretagne', `pour #${number}`);
  await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
  for (const word of ['pour', 'contre']) {
    expect(await chat.says('chloe', 'bretagne', `${word} #${number}`)).toBe(
      `#${number} est retirée : le vote y est clos. Merci de votre intérêt.`,
    );
  }
  await chat.type('bilal', 'bretagne', `neutre #${number}`);
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
});

describe('an unknown idea and one of a closed lab', () => {
  let closed: number;
  const unknown = 999_999;

  beforeEach(async () => {
    closed = await chat.file('malika', 'rh-prive', 'Une idée que peu lisent');
  });

  test.each([
    'voir #N',
    'pour #N',
    'contre #N',
    'neutre #N',
    'retirer #N',
    'completer #N',
    'modifier #N',
    'repondre #N',
    'completer #N Aussi le samedi.',
    'modifier #N Autre titre',
  ])('are answered alike by "%s", but for the number', async (typed) => {
    for (const user of ['bilal', 'yann', 'camille', 'lea']) {
      const text = (idea: number) =>
        chat
          .type(user, 'bretagne', typed.replace('N', String(idea)))
          .then((answer) => JSON.stringify(answer).replaceAll(String(idea), 'N'));
      const known = await text(unknown);
      expect(known).toContain('Je ne trouve pas d');
      expect(await text(closed)).toBe(known);
    }
  });

  test.each([
    'vote for#N',
    'more #N',
    'answer #N',
    'complete #N',
    'edit #N',
    'withdraw #N',
    'withdraw-yes #N',
  ])('are answered alike by the button "%s"', async (pressed) => {
    const [action = '', value = ''] = pressed.split(' ');
    const text = async (idea: number) =>
      JSON.stringify(
        await chat.press('bilal', 'bretagne', { action, value: value.replace('N', String(idea)) }),
      ).replaceAll(String(idea), 'N');
    expect(await text(closed)).toBe(await text(unknown));
  });

  test('in its own channel the idea is there to be voted on', async () => {
    expect(await chat.says('bilal', 'rh-prive', `pour #${closed}`)).toContain("C'est compté");
    expect(await chat.says('malika', 'dm-malika', `voir #${closed}`)).toContain('Une idée que peu lisent');
  });

  test('a refused vote writes no row', async () => {
    const before = await Promise.all([stage.count('identities'), stage.count('claims')]);
    await chat.type('bilal', 'bretagne', `pour #${closed}`);
    await chat.type('bilal', 'bretagne', `pour #${unknown}`);
    expect(await Promise.all([stage.count('identities'), stage.count('claims')])).toEqual(before);
  });
});

test('a guest votes in a channel of the lab, not elsewhere', async () => {
  expect(await chat.says('lea', 'bretagne', `pour #${number}`)).toContain("C'est compté");
  for (const channel of ['numerique', 'general', 'dm-lea']) {
    expect(await chat.says('lea', channel, `contre #${number}`)).toContain("Je ne trouve pas d'idée");
  }
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
});

test.each([
  ['an action of another version', { action: 'applaud', value: '#1' }],
  ['a prototype', { action: '__proto__', value: '#1' }],
  ['a constructor', { action: 'constructor', value: '#1' }],
  ['a method', { action: 'hasOwnProperty', value: 'x' }],
  ['no action', { action: '', value: '' }],
  ['a vote without a number', { action: 'vote', value: 'for' }],
  ['a vote for a word', { action: 'vote', value: 'constructor#1' }],
  ['a vote with more', { action: 'vote', value: 'for#1#2' }],
  ['a number that is none', { action: 'more', value: '#1e9' }],
  ['a number too long', { action: 'more', value: `#${'9'.repeat(40)}` }],
  ['a bare number', { action: 'undo', value: '12' }],
  ['text', { action: 'withdraw-yes', value: '<script>' }],
])('a button with %s is answered with what to type instead', async (_, pressed) => {
  expect(await chat.press('bilal', 'bretagne', pressed).then(textOf)).toBe(
    'Ce bouton ne sert plus. Tapez plutôt /idee aide.',
  );
});

test('nobody is told who voted what', async () => {
  await chat.type('bilal', 'bretagne', `contre #${number}`);
  await stage.deliver();
  const said = [
    messageText(chat.card(number, 'bretagne').message),
    await chat.says('anais', 'bretagne', `voir #${number}`),
    await chat.says('yann', 'bretagne', `voir #${number}`),
    await chat.says('camille', 'bretagne', `voir #${number}`),
  ];
  expect(said.join('\n')).not.toContain('bilal');
});
