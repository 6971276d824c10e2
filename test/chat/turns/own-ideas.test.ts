import { beforeEach, describe, expect, test } from '@jest/globals';
import { button, faultsOf, formOf, messageOf, typedIn } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { buttonsOf, messageText, textOf } from './said.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;

let number: number;

onStage();
beforeEach(async () => {
  number = await chat.file('anais', 'bretagne', 'Prêter les outils', { body: 'Une clé suffit.' });
  await stage.deliver();
});

const cardText = async () => {
  await stage.deliver();
  return messageText(chat.card(number, 'bretagne').message);
};

describe('editing', () => {
  test('the form is filled with the text; the card shows the new one and says so', async () => {
    const form = await chat.form('anais', 'bretagne', `modifier #${number}`);
    expect([form.title, typedIn(form, 'title'), typedIn(form, 'body')]).toEqual([
      `Modifier #${number}`,
      'Prêter les outils',
      'Une clé suffit.',
    ]);
    const answer = await chat.submit('anais', form, { title: 'Prêter les outils le soir' });
    expect(textOf(answer)).toContain(`#${number} est à jour.`);
    expect(await cardText()).toContain('Prêter les outils le soir\nUne clé suffit.');
    expect(await cardText()).toContain('modifiée lundi 23 novembre');
    const kept = await stage.db.tables.selectFrom('revisions').select(['title', 'body']).execute();
    expect(kept).toEqual([{ title: 'Prêter les outils', body: 'Une clé suffit.' }]);
  });

  test('sent twice keeps one revision, and says the same', async () => {
    const form = await chat.form('anais', 'bretagne', `modifier #${number}`);
    const values = { title: 'Prêter les outils le soir' };
    const answers = await Promise.all([
      chat.submit('anais', form, values),
      chat.submit('anais', form, values),
    ]);
    expect(answers[1]).toEqual(answers[0]);
    expect((await stage.idea(number)).revision).toBe(2);
  });

  test('by command: a line changes the title and keeps the body, more lines change both', async () => {
    await chat.type('anais', 'bretagne', `modifier #${number} Prêter les scies`);
    expect(await stage.idea(number)).toMatchObject({ title: 'Prêter les scies', body: 'Une clé suffit.' });
    await chat.type('anais', 'bretagne', `modifier #${number} Prêter les clés\nSous caution.`);
    expect(await stage.idea(number)).toMatchObject({ title: 'Prêter les clés', body: 'Sous caution.' });
  });

  test('faults of the text stand on their fields', async () => {
    const form = await chat.form('anais', 'bretagne', `modifier #${number}`);
    expect(faultsOf(await chat.submit('anais', form, { title: 'ab' }))).toHaveProperty('title');
    expect(faultsOf(await chat.submit('anais', form, { body: 'x'.repeat(3001) }))).toHaveProperty('body');
    expect(await chat.says('anais', 'bretagne', `modifier #${number} ab`)).toContain("C'est un peu court");
  });

  test("after another person's vote it is refused, with what to do instead", async () => {
    const open = await chat.form('anais', 'bretagne', `modifier #${number}`);
    await chat.type('bilal', 'bretagne', `contre #${number}`);
    const refused = `#${number} ne se modifie plus : d'autres personnes ont déjà donné leur avis sur ce texte. Vous pouvez le compléter : /idee completer #${number}`;
    expect(await chat.says('anais', 'bretagne', `modifier #${number}`)).toBe(refused);
    expect(await chat.says('anais', 'bretagne', `modifier #${number} Autre chose`)).toBe(
      `${refused}\nAutre chose`,
    );
    // On the form, which stays open: what was typed is not lost.
    expect(faultsOf(await chat.submit('anais', open, { title: 'Autre chose' }))).toEqual({ title: refused });
    expect((await stage.idea(number)).title).toBe('Prêter les outils');
    const shown = messageOf(await chat.type('anais', 'bretagne', `voir #${number}`));
    expect(buttonsOf(shown).map(({ label }) => label)).not.toContain('Modifier');
  });

  test('a withdrawn idea is edited no more, and says so', async () => {
    const open = await chat.form('anais', 'bretagne', `modifier #${number}`);
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
    const refused = `#${number} est retirée : son texte ne change plus.`;
    expect(await chat.says('anais', 'bretagne', `modifier #${number}`)).toBe(refused);
    expect(await chat.says('anais', 'bretagne', `modifier #${number} Autre chose`)).toBe(
      `${refused}\nAutre chose`,
    );
    expect(faultsOf(await chat.submit('anais', open))).toEqual({ title: refused });
  });

  test('a text longer than a form holds is never shown cut in a field', async () => {
    await stage.db.tables
      .updateTable('ideas')
      .set({ body: 'x'.repeat(3001) })
      .execute();
    expect(await chat.says('anais', 'bretagne', `modifier #${number}`)).toContain('Vous pouvez le compléter');
  });

  test('expired, the form comes again as it was typed', async () => {
    const form = await chat.form('anais', 'bretagne', `modifier #${number}`);
    const again = formOf(await chat.submit('anais', form, { title: 'Autre chose' }, { expired: true }));
    expect([typedIn(again, 'title'), typedIn(again, 'body')]).toEqual(['Autre chose', 'Une clé suffit.']);
  });
});

describe('completing', () => {
  test('appends a text that the page shows, with or without the form', async () => {
    const form = await chat.form('anais', 'bretagne', `completer #${number}`);
    expect(form.title).toBe(`Compléter #${number}`);
    expect(textOf(await chat.submit('anais', form, { text: 'Aussi le samedi.' }))).toBe(
      `Votre complément est ajouté à #${number}.`,
    );
    await chat.type('anais', 'bretagne', `compléter #${number} Et le dimanche.`);
    const page = await chat.says('bilal', 'bretagne', `voir #${number}`);
    expect(page).toContain('Complément, lundi 23 novembre : Aussi le samedi.');
    expect(page).toContain('Et le dimanche.');
  });

  test('sent twice is added once', async () => {
    const form = await chat.form('anais', 'bretagne', `completer #${number}`);
    const answers = await Promise.all(
      [1, 2].map(() => chat.submit('anais', form, { text: 'Aussi le samedi.' })),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(await stage.db.tables.selectFrom('additions').select('text').execute()).toHaveLength(1);
  });

  test('stays possible after votes and decisions', async () => {
    await chat.type('bilal', 'bretagne', `pour #${number}`);
    const form = await chat.form('yann', 'bretagne', `repondre #${number} retenue`);
    await chat.submit('yann', form);
    expect(await chat.says('anais', 'bretagne', `completer #${number} Merci.`)).toContain('est ajouté');
  });

  test('faults of the text stand on the field', async () => {
    const form = await chat.form('anais', 'bretagne', `completer #${number}`);
    expect(faultsOf(await chat.submit('anais', form, { text: ' \u200B' }))).toEqual({
      text: 'Il manque le texte : une phrase suffit.',
    });
    expect(faultsOf(await chat.submit('anais', form, { text: 'x'.repeat(3001) }))).toHaveProperty('text');
  });

  test('a withdrawn idea is completed no more, and says so', async () => {
    const form = await chat.form('anais', 'bretagne', `completer #${number}`);
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
    const refused = `#${number} est retirée : son texte ne change plus.`;
    expect(faultsOf(await chat.submit('anais', form, { text: 'Encore.' }))).toEqual({ text: refused });
    expect(await chat.says('anais', 'bretagne', `completer #${number}`)).toBe(refused);
    expect(await chat.says('anais', 'bretagne', `completer #${number} Encore.`)).toBe(`${refused}\nEncore.`);
  });
});

describe('withdrawing', () => {
  test('asks first; "no" changes nothing', async () => {
    const asked = await chat.type('anais', 'bretagne', `retirer #${number}`);
    expect(textOf(asked)).toContain(`Retirer #${number} Prêter les outils ?`);
    expect(textOf(await chat.press('anais', 'bretagne', button(asked, 'Non, la garder')))).toBe(
      `#${number} reste en place.`,
    );
    expect((await stage.idea(number)).status).toBe('new');
  });

  test('hides the text in card, page, lists and digest; number and tallies stay', async () => {
    await chat.type('bilal', 'bretagne', `pour #${number}`);
    await stage.clock.advance(WEEK);
    await chat.type('yann', 'bretagne', 'digest envoyer');
    await stage.deliver();
    const digest = () => messageText(chat.shownIn('bretagne').at(-1)!.message);
    expect(digest()).toContain('Prêter les outils');

    const asked = await chat.type('anais', 'bretagne', `retirer #${number}`);
    expect(textOf(await chat.press('anais', 'bretagne', button(asked, 'Oui, la retirer')))).toContain(
      `#${number} est retirée.`,
    );
    const card = await cardText();
    expect(card).toContain(`#${number} · retirée`);
    expect(card).toContain('👍 2 pour');
    expect(digest()).toContain(`#${number} · retirée`);
    const read = ['top', 'nouveautes', 'mes', `voir #${number}`].map((text) =>
      chat.says('anais', 'bretagne', text),
    );
    for (const text of [card, digest(), ...(await Promise.all(read))]) {
      expect(text).not.toMatch(/outils|clé suffit/);
    }
    expect(await chat.says('anais', 'bretagne', 'mes')).toContain(`#${number}`);
    expect(await stage.tallies(number)).toBe('2 for, 0 against');
  });

  test('twice, or at once, withdraws once', async () => {
    const yes = { action: 'withdraw-yes', value: `#${number}` };
    const answers = await Promise.all([
      chat.press('anais', 'bretagne', yes),
      chat.press('anais', 'bretagne', yes),
    ]);
    expect(answers.map(textOf).sort()).toEqual([
      `#${number} est déjà retirée.`,
      `#${number} est retirée. Son texte ne sera plus affiché.`,
    ]);
    expect(await chat.says('anais', 'bretagne', `retirer #${number}`)).toBe(`#${number} est déjà retirée.`);
    expect(await chat.press('anais', 'bretagne', yes, { id: 'one' }).then(textOf)).toContain('déjà');
  });

  test('what has been handed over is not asked about', async () => {
    await stage.db.tables.updateTable('ideas').set({ status: 'handed-over' }).execute();
    expect(await chat.says('anais', 'bretagne', `retirer #${number}`)).toBe(
      `#${number} est transférée : elle ne peut plus être retirée. Le labo peut vous aider.`,
    );
  });
});

test.each(['bilal', 'yann', 'camille', 'lea'])(
  '%s, who is not the author, may do none of it',
  async (user) => {
    await chat.says(user, 'bretagne', 'moi');
    const refused = `Seule la personne qui a proposé #${number} peut faire cela.`;
    const typed = ['modifier #N', 'modifier #N Autre', 'completer #N', 'completer #N Encore.', 'retirer #N'];
    for (const text of typed) {
      const [, , back] = text.split(' ');
      const answer = back === undefined ? refused : `${refused}\n${back}`;
      expect(await chat.says(user, 'bretagne', text.replace('N', String(number)))).toBe(answer);
    }
    for (const action of ['edit', 'complete', 'withdraw', 'withdraw-yes']) {
      expect(textOf(await chat.press(user, 'bretagne', { action, value: `#${number}` }))).toBe(refused);
    }
    for (const text of ['modifier', 'completer']) {
      const form = await chat.form('anais', 'bretagne', `${text} #${number}`);
      expect(textOf(await chat.submit(user, form, { text: 'Encore.' }))).toBe(refused);
    }
    expect(await stage.idea(number)).toMatchObject({ status: 'new', revision: 1 });
  },
);

test('the page offers the author their moves, a voter none, the facilitator an answer', async () => {
  const labels = async (user: string) =>
    buttonsOf(messageOf(await chat.press(user, 'bretagne', { action: 'more', value: `#${number}` }))).map(
      ({ label }) => label,
    );
  expect(await labels('anais')).toEqual([
    '👍 Pour',
    '👎 Contre',
    'Compléter',
    'Modifier',
    'Retirer mon idée',
  ]);
  expect(await labels('bilal')).toEqual(['👍 Pour', '👎 Contre']);
  expect(await labels('yann')).toEqual(['👍 Pour', '👎 Contre', 'Répondre']);
});

test('the buttons of the thanks open what they say', async () => {
  const thanks = await chat.submit('anais', await chat.form('anais', 'bretagne', 'Un abri à vélos'));
  expect(formOf(await chat.press('anais', 'bretagne', button(thanks, 'Compléter'))).title).toMatch(
    /^Compléter/,
  );
  expect(textOf(await chat.press('anais', 'bretagne', button(thanks, 'Retirer mon idée')))).toContain(
    'Retirer #',
  );
});

test('where there are buttons and no forms, a button says what to type', async () => {
  const poor = stage.platform('other', { can: { forms: 'none' } });
  for (const [action, word] of [
    ['complete', 'completer'],
    ['edit', 'modifier'],
    ['answer', 'repondre'],
  ] as const) {
    expect(textOf(await poor.press('anais', 'general', { action, value: `#${number}` }))).toBe(
      `Ici, cela se tape : /idee ${word} #${number} …`,
    );
  }
});

test('where there are forms and no buttons, withdrawing is asked by yes and no', async () => {
  const bare = stage.platform('other', { can: { buttons: false } });
  await bare.type('camille', 'place', 'labo lier bretagne');
  const own = await bare.file('anais', 'place', 'Un abri à vélos');
  expect(await bare.says('anais', 'place', `retirer #${own}`)).toContain('/idee oui · /idee non');
  expect(await bare.says('anais', 'place', 'oui')).toContain(`#${own} est retirée.`);
});
