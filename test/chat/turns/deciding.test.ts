import { describe, expect, test } from '@jest/globals';
import { button, faultsOf, formOf, messageOf, typedIn } from './desk.ts';
import { decide, waiting } from './facilitating.ts';
import { chat, number, onStageWithIdea, stage } from './on-stage.ts';
import { messageText, textOf } from './said.ts';

onStageWithIdea();

const cardText = async () => {
  await stage.deliver();
  return messageText(chat.card(number, 'bretagne').message);
};

describe('the form', () => {
  test('offers the allowed moves, the next one chosen, and takes the answer', async () => {
    const form = await chat.form('yann', 'bretagne', `repondre #${number}`);
    expect(form.title).toBe(`Répondre #${number}`);
    const [status] = form.fields;
    expect(status?.kind === 'one-of' && status.options.map(({ label }) => label)).toEqual([
      'nouvelle',
      "à l'étude",
      'retenue',
      'écartée',
    ]);
    expect(typedIn(form, 'status')).toBe('under-review');
    const answer = await chat.submit('yann', form, { answer: 'Le service des accès regarde.' });
    expect(textOf(answer)).toBe(
      `#${number} passe à « à l'étude ». 1 personne sera prévenue.\n[Annuler (2 min)]`,
    );
    expect(await stage.idea(number)).toMatchObject({
      status: 'under-review',
      answer: 'Le service des accès regarde.',
      answered_at: stage.clock.now(),
    });
    expect(await cardText()).toContain('« Le service des accès regarde. »');
    expect(await cardText()).toContain("à l'étude");
  });

  test('sent twice decides once, and says so twice', async () => {
    const form = await chat.form('yann', 'bretagne', `repondre #${number}`);
    const values = { status: 'accepted', answer: 'Dès janvier.' };
    await chat.submit('yann', form, values);
    expect(textOf(await chat.submit('yann', form, values))).toBe(`#${number} passe à « retenue ».`);
    // Even if it says something else the second time: what was decided is what is told.
    const other = { status: 'declined', answer: 'Finalement non.' };
    expect(textOf(await chat.submit('yann', form, other))).toBe(`#${number} passe à « retenue ».`);
    expect(await stage.count('decisions')).toBe(1);
  });

  test('says when the status that was typed is not possible', async () => {
    const form = await chat.form(
      'yann',
      'bretagne',
      `repondre #${number} transférée Confié au service des accès.`,
    );
    expect(form.intro?.join('')).toMatch(/est nouvelle et ne peut pas passer à «.transférée.»/u);
    expect(typedIn(form, 'answer')).toBe('Confié au service des accès.');
  });

  test('does not overwrite unseen what somebody decided meanwhile', async () => {
    const open = await chat.form('yann', 'bretagne', `repondre #${number}`);
    await decide('accepted', 'Dès janvier.');
    const again = formOf(await chat.submit('yann', open, { status: 'declined', answer: 'Pas cette année.' }));
    expect(again.intro?.join('')).toMatch(/vient de changer.: elle est maintenant «.retenue.»/u);
    expect(typedIn(again, 'answer')).toBe('Pas cette année.');
    expect((await stage.idea(number))?.status).toBe('accepted');
    await chat.submit('yann', again, { status: 'declined', answer: 'Pas cette année.' });
    expect((await stage.idea(number))?.status).toBe('declined');
  });

  test('the reason of a refusal is no answer any more once the idea is taken up again', async () => {
    await decide('declined', 'Le hangar est pris.');
    expect(await cardText()).toContain('Le hangar est pris.');
    await decide('under-review');
    expect(await cardText()).not.toContain('Le hangar est pris.');
    await chat.says('yann', 'bretagne', 'annuler');
    expect(await cardText()).toContain('Le hangar est pris.');
  });

  test.each([
    ['accepted', 'prototype'],
    ['prototype', 'handed-over'],
    ['handed-over', 'in-service'],
    ['declined', 'under-review'],
  ])('of an idea that is %s it suggests %s', async (status, suggested) => {
    await stage.db.tables
      .updateTable('ideas')
      .set({ status: status as 'new' })
      .execute();
    expect(typedIn(await chat.form('yann', 'bretagne', `repondre #${number}`), 'status')).toBe(suggested);
  });

  test('opens filled with what was typed, and from the button of the idea', async () => {
    const typed = await chat.form(
      'yann',
      'bretagne',
      `répondre #${number} retenue Le test commence en janvier.`,
    );
    expect([typedIn(typed, 'status'), typedIn(typed, 'answer')]).toEqual([
      'accepted',
      'Le test commence en janvier.',
    ]);
    const shown = await chat.type('yann', 'bretagne', `voir #${number}`);
    expect(formOf(await chat.press('yann', 'bretagne', button(shown, 'Répondre'))).title).toBe(form(number));
  });
  const form = (idea: number) => `Répondre #${idea}`;

  test('sent twice decides once', async () => {
    const opened = await chat.form('yann', 'bretagne', `repondre #${number}`);
    await Promise.all([
      chat.submit('yann', opened),
      chat.submit('yann', opened),
      chat.submit('yann', opened),
    ]);
    const decisions = await stage.db.tables.selectFrom('decisions').select('id').execute();
    expect(decisions).toHaveLength(1);
    expect(await waiting()).toHaveLength(1);
  });

  test('expired, comes again with what was typed', async () => {
    const opened = await chat.form('yann', 'bretagne', `repondre #${number}`);
    const typed = { status: 'declined', answer: 'Trop cher.' };
    const again = formOf(await chat.submit('yann', opened, typed, { expired: true }));
    expect([typedIn(again, 'status'), typedIn(again, 'answer')]).toEqual(Object.values(typed));
    expect(textOf(await chat.submit('yann', again))).toContain('« écartée »');
  });

  test('expired where no form can be shown, "Reprendre" opens the same form, not that of an idea', async () => {
    const one = stage.platform('other', { can: { forms: 'one' } });
    await one.type('camille', 'general', 'labo animateur bretagne @yann');
    const opened = await one.form('yann', 'general', `repondre #${number}`);
    const kept = messageOf(await one.submit('yann', opened, { answer: 'Trop cher.' }, { expired: true }));
    const again = formOf(await one.press('yann', 'general', button(kept, 'Reprendre')));
    expect([again.title, typedIn(again, 'answer')]).toEqual([form(number), 'Trop cher.']);
  });
});

describe('what is refused stays on the form', () => {
  test('a move that does not exist says which ones do', async () => {
    expect(faultsOf(await decide('in-service'))).toEqual({
      status: `#${number} est nouvelle et ne peut pas passer à « en service ». Possible : nouvelle, à l'étude, retenue ou écartée.`,
    });
    for (const status of ['', 'constructor', 'withdrawn', 'merged']) {
      expect(Object.keys(faultsOf(await decide(status)))).toEqual(['status']);
    }
  });

  test('declining needs a reason', async () => {
    expect(faultsOf(await decide('declined', ' \u200B '))).toEqual({
      answer: 'Il manque la raison : une phrase pour la personne qui a proposé.',
    });
    await decide('declined', 'Trop cher pour le moment.');
    expect(await cardText()).toContain('Pourquoi : « Trop cher pour le moment. »');
  });

  test('an answer of 3,001 signs', async () => {
    expect(faultsOf(await decide('accepted', 'x'.repeat(3001))).answer).toContain('il y en a 1 de trop');
    expect(textOf(await decide('accepted', 'x'.repeat(3000)))).toContain('retenue');
  });

  test('rights lost while the form was open: the text is not lost with them', async () => {
    const form = await chat.form('yann', 'bretagne', `repondre #${number}`);
    await stage.db.tables.deleteFrom('lab_facilitators').execute();
    expect(faultsOf(await chat.submit('yann', form)).status).toContain('Seules les personnes qui animent');
  });

  test('an idea withdrawn while the form was open', async () => {
    const form = await chat.form('yann', 'bretagne', `repondre #${number}`);
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
    const closed = `#${number} est retirée : il n'y a plus de décision à prendre.`;
    expect(faultsOf(await chat.submit('yann', form))).toEqual({ status: closed });
    expect(await chat.says('yann', 'bretagne', `repondre #${number}`)).toBe(closed);
    expect(faultsOf(await chat.submit('yann', form, {}, { expired: true }))).toEqual({ status: closed });
  });
});

describe('who may decide', () => {
  test.each(['anais', 'bilal', 'malika', 'camille', 'lea'])('%s may not', async (user) => {
    await chat.says(user, 'bretagne', 'moi');
    expect(await chat.says(user, 'bretagne', `repondre #${number} retenue`)).toBe(
      'Seules les personnes qui animent Labo Bretagne peuvent décider ici. Demandez à @yann.',
    );
    expect(await chat.says(user, 'bretagne', `voir #${number}`)).not.toContain('[Répondre]');
    const shown = await chat.type('yann', 'bretagne', `repondre #${number}`);
    expect(textOf(await chat.submit(user, formOf(shown)))).toContain('Seules les personnes qui animent');
    expect((await stage.idea(number)).status).toBe('new');
  });

  test('the facilitator may, from anywhere', async () => {
    const form = await chat.form('yann', 'dm-yann', `repondre #${number} retenue`);
    expect(textOf(await chat.submit('yann', form))).toContain('retenue');
  });

  test('facilitating is an account’s right: the same person elsewhere has none', async () => {
    const other = stage.platform('other');
    expect(await other.says('yann', 'general', `repondre #${number} retenue`)).toContain(
      'Seules les personnes',
    );
  });
});

test('by command alone where there are no forms', async () => {
  const poor = stage.platform('other', { can: { forms: 'none' } });
  await poor.type('camille', 'general', 'labo animateur bretagne @yann');
  expect(await poor.says('yann', 'general', `repondre #${number}`)).toContain('Il manque la décision');
  expect(await poor.says('yann', 'general', `repondre #${number} écartée`)).toContain('Il manque la raison');
  expect(await poor.says('yann', 'general', `repondre #${number} retenue Bonne idée.`)).toContain(
    `#${number} passe à « retenue ». 1 personne sera prévenue.`,
  );
  expect(await poor.says('bilal', 'general', `repondre #${number} écartée Non.`)).toContain('Seules');
});

test('the answer is renewed by deciding the same status again', async () => {
  await decide('accepted', 'Un.');
  expect(textOf(await decide('accepted', 'Deux.'))).toContain(`La réponse à #${number} est à jour.`);
  expect(await cardText()).toContain('« Deux. »');
});
