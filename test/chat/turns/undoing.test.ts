import { expect, test } from '@jest/globals';
import { button } from './desk.ts';
import { decide, waiting } from './facilitating.ts';
import { chat, number, onStageWithIdea, stage } from './on-stage.ts';
import { messageText, textOf } from './said.ts';

const TWO_MINUTES = 2 * 60 * 1000;

onStageWithIdea();

test('within two minutes everything goes back and nobody is told', async () => {
  await decide('under-review', 'On regarde.');
  await stage.clock.advance(TWO_MINUTES);
  await stage.deliver();
  const told = chat.toldTo('anais').length;
  const answer = await decide('accepted', 'Oui.');
  await stage.clock.advance(TWO_MINUTES - 1);
  expect(textOf(await chat.press('yann', 'bretagne', button(answer, 'Annuler (2 min)')))).toBe(
    `C'est annulé : #${number} est de nouveau « à l'étude ». Personne n'a été prévenu.`,
  );
  expect(await stage.idea(number)).toMatchObject({ status: 'under-review', answer: 'On regarde.' });
  expect(await waiting()).toEqual([]);
  await stage.clock.advance(TWO_MINUTES);
  await stage.deliver();
  expect(messageText(chat.card(number, 'bretagne').message)).toContain('« On regarde. »');
  expect(chat.toldTo('anais')).toHaveLength(told);
});

test('exactly after two minutes it is too late: the notices may leave', async () => {
  const answer = await decide('accepted');
  await stage.clock.advance(TWO_MINUTES);
  for (const text of [
    textOf(await chat.press('yann', 'bretagne', button(answer, 'Annuler (2 min)'))),
    await chat.says('yann', 'bretagne', 'annuler'),
  ]) {
    expect(text).toContain("Vous n'avez aucune décision à annuler.");
  }
  expect((await stage.idea(number)).status).toBe('accepted');
  expect(await waiting()).toHaveLength(1);
});

test('by command: the last one on any idea, or that of one', async () => {
  const second = await chat.file('anais', 'bretagne', 'Un abri à vélos');
  await decide('accepted');
  const form = await chat.form('yann', 'bretagne', `repondre #${second} retenue`);
  await chat.submit('yann', form);
  expect(await chat.says('yann', 'bretagne', `annuler #${number}`)).toContain(`#${number} est de nouveau`);
  expect(await chat.says('yann', 'bretagne', 'annuler')).toContain(`#${second} est de nouveau « nouvelle »`);
  expect(await chat.says('yann', 'bretagne', 'annuler')).toContain("Vous n'avez aucune décision");
});

test('by somebody else is refused', async () => {
  await chat.type('yann', 'bretagne', 'labo animateur bretagne @bilal');
  const answer = await decide('accepted');
  for (const user of ['bilal', 'anais', 'camille', 'malika']) {
    expect(await chat.says(user, 'bretagne', `annuler #${number}`)).toContain("Vous n'avez aucune décision");
    expect(textOf(await chat.press(user, 'bretagne', button(answer, 'Annuler (2 min)')))).toContain(
      "Vous n'avez aucune décision",
    );
  }
  expect((await stage.idea(number)).status).toBe('accepted');
});

test("a colleague's later decision stands", async () => {
  await chat.type('yann', 'bretagne', 'labo animateur bretagne @bilal');
  await decide('under-review');
  await decide('accepted', '', 'bilal');
  expect(await chat.says('yann', 'bretagne', 'annuler')).toContain("Vous n'avez aucune décision");
  expect(await chat.says('yann', 'bretagne', `annuler #${number}`)).toContain("Vous n'avez aucune décision");
  expect((await stage.idea(number)).status).toBe('accepted');
});

test('so does one that only renews the answer', async () => {
  await chat.type('yann', 'bretagne', 'labo animateur bretagne @bilal');
  await decide('accepted', 'Oui.');
  await decide('accepted', 'Oui, en juin.', 'bilal');
  expect(await chat.says('yann', 'bretagne', 'annuler')).toContain("Vous n'avez aucune décision");
  expect(await stage.idea(number)).toMatchObject({ status: 'accepted', answer: 'Oui, en juin.' });
});

test('a withdrawal meanwhile stands', async () => {
  await decide('accepted');
  await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
  expect(await chat.says('yann', 'bretagne', 'annuler')).toContain("Vous n'avez aucune décision");
  expect((await stage.idea(number)).status).toBe('withdrawn');
});

test('twice undoes once', async () => {
  await decide('under-review');
  const answer = await decide('accepted');
  await chat.press('yann', 'bretagne', button(answer, 'Annuler (2 min)'), { id: 'one' });
  expect(await chat.press('yann', 'bretagne', button(answer, 'Annuler (2 min)'), { id: 'one' })).toEqual({
    kind: 'nothing',
  });
  expect((await stage.idea(number)).status).toBe('under-review');
});

test('one who facilitates no more undoes nothing', async () => {
  await decide('accepted');
  await stage.db.tables.deleteFrom('lab_facilitators').execute();
  expect(await chat.says('yann', 'bretagne', 'annuler')).toContain("Vous n'avez aucune décision");
});
