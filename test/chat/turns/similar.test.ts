import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Form } from '../../../src/chat/form.ts';
import { atOnce, button, type Desk, faultsOf, formOf, messageOf, numberIn } from './desk.ts';
import { buttonsOf, messageText, textOf } from './said.ts';
import { Stage } from './stage.ts';

const DAY = 24 * 60 * 60 * 1000;
const OWN = 'Ouvrir le labo le soir';

let stage: Stage;
let elder: number;
let closed: number;

beforeEach(async () => {
  stage = await Stage.open();
  await stage.withLabs();
  elder = await stage.chat.file('bilal', 'bretagne', 'Prêter les outils du labo');
  closed = await stage.chat.file('malika', 'rh-prive', 'Une idée que peu lisent');
  stage.similar = [elder, closed];
});
afterEach(() => stage.close());

describe('with steps', () => {
  let chat: Desk;
  let second: Form;

  beforeEach(async () => {
    chat = stage.chat;
    const first = await chat.form('anais', 'bretagne', OWN);
    second = formOf(await chat.submit('anais', first, { body: 'Une clé suffit.' }));
  });

  test('a second step offers what the person may read, "different" being chosen', async () => {
    expect(second.title).toBe('Des idées proches');
    expect(textOf({ kind: 'form', form: second })).toContain('Une idée ressemble à la vôtre.');
    const [choice] = second.fields;
    expect(choice).toMatchObject({ kind: 'one-of', id: 'choice', value: 'different' });
    expect(choice?.kind === 'one-of' && choice.options).toEqual([
      { value: 'different', label: 'Mon idée est différente' },
      { value: `support#${elder}`, label: `Soutenir #${elder}\u00A0: Prêter les outils du labo (1 vote)` },
    ]);
    expect(await stage.count('ideas')).toBe(2);
    expect(await stage.count('drafts')).toBe(1);
  });

  test('the waiting text is in the database for nobody to read', async () => {
    const rows = JSON.stringify(await stage.db.tables.selectFrom('drafts').selectAll().execute());
    expect(rows).not.toMatch(/labo|clé|ana[iï]s/i);
  });

  test('"different" publishes the draft, once however it is repeated', async () => {
    const first = await chat.submit('anais', second, {}, { id: 'one' });
    const number = numberIn(first);
    expect(await stage.idea(number)).toMatchObject({ title: OWN, body: 'Une clé suffit.' });
    expect(await stage.count('drafts')).toBe(0);
    expect(atOnce(await chat.submit('anais', second, {}, { id: 'one' }))).toEqual(atOnce(first));
    expect(atOnce(await chat.submit('anais', second))).toEqual(atOnce(first));
    expect(atOnce(await chat.submit('anais', second, { choice: `support#${elder}` }))).toEqual(atOnce(first));
    expect(await stage.count('ideas')).toBe(3);
    expect(await stage.tallies(elder)).toBe('1 for, 0 against');
  });

  test('at once, twice: one idea and one answer', async () => {
    const answers = await Promise.all([chat.submit('anais', second), chat.submit('anais', second)]);
    expect(textOf(answers[0])).toContain('Merci.');
    expect(answers.slice(1).map(atOnce)).toEqual(answers.slice(0, 1).map(atOnce));
    expect(await stage.count('ideas')).toBe(3);
  });

  test('"support" votes, publishes nothing and drops the draft; its repeat gets the same answer', async () => {
    const choice = { choice: `support#${elder}` };
    const first = await chat.submit('anais', second, choice);
    expect(textOf(first)).toBe(
      `C'est noté : vous soutenez #${elder} Prêter les outils du labo. Votre texte n'a pas été publié.`,
    );
    expect(await stage.tallies(elder)).toBe('2 for, 0 against');
    expect(await stage.count('ideas')).toBe(2);
    expect(await stage.count('drafts')).toBe(0);
    expect(atOnce(await chat.submit('anais', second, choice))).toEqual(atOnce(first));
    expect(atOnce(await chat.submit('anais', second, { choice: 'different' }))).toEqual(atOnce(first));
    expect(await stage.count('ideas')).toBe(2);
  });

  test('the first step sent again after all is done gets what it came to', async () => {
    const first = await chat.form('anais', 'bretagne', OWN);
    const step = formOf(await chat.submit('anais', first));
    const done = await chat.submit('anais', step);
    expect(atOnce(await chat.submit('anais', first))).toEqual(atOnce(done));
    expect(await stage.count('drafts')).toBe(1);
  });

  test('the first step sent twice leaves one draft, and makes one idea', async () => {
    const first = await chat.form('anais', 'bretagne', OWN);
    const steps = [await chat.submit('anais', first), await chat.submit('anais', first)];
    expect(await stage.count('drafts')).toBe(2);
    const answers = [];
    for (const step of steps) answers.push(await chat.submit('anais', formOf(step)));
    expect(answers.slice(1).map(atOnce)).toEqual(answers.slice(0, 1).map(atOnce));
    expect(await stage.count('ideas')).toBe(3);
  });

  test.each(['', 'support#', 'support#abc', 'support#1e3', '__proto__', 'Different'])(
    'the choice "%s" is no choice: nothing is published',
    async (choice) => {
      expect(faultsOf(await chat.submit('anais', second, { choice }))).toEqual({
        choice: 'Choisissez une des réponses proposées.',
      });
      expect(await stage.count('ideas')).toBe(2);
    },
  );

  test('supporting what cannot be supported any more says so on the step, which still publishes', async () => {
    const withdrawal = { action: 'withdraw-yes', value: `#${elder}` };
    await chat.press('bilal', 'bretagne', withdrawal);
    expect(faultsOf(await chat.submit('anais', second, { choice: `support#${elder}` })).choice).toContain(
      `#${elder} est retirée : le vote y est clos.`,
    );
    expect(faultsOf(await chat.submit('anais', second, { choice: `support#${closed}` })).choice).toContain(
      `Je ne trouve pas d'idée #${closed}`,
    );
    expect(numberIn(await chat.submit('anais', second))).toBe(closed + 1);
  });

  test('an expired step comes again with the same choices, and works', async () => {
    const again = formOf(await chat.submit('anais', second, {}, { expired: true }));
    expect(again.fields[0]).toEqual(second.fields[0]);
    expect(again.state.nonce).not.toBe(second.state.nonce);
    await chat.submit('anais', again);
    await chat.submit('anais', second);
    expect(await stage.count('ideas')).toBe(3);
  });

  test('a draft is kept 24 hours, and then said to be gone', async () => {
    await stage.clock.advance(DAY - 1);
    expect(formOf(await chat.submit('anais', second, {}, { expired: true })).title).toBe('Des idées proches');
    await stage.clock.advance(1);
    for (const odd of [{}, { expired: true }]) {
      expect(textOf(await chat.submit('anais', second, {}, odd))).toBe(
        "Ce texte n'est plus gardé, plus de 24 heures ont passé. Vous pouvez recommencer : /idee",
      );
    }
    expect(await stage.count('ideas')).toBe(2);
  });

  test('a draft is its owner’s alone', async () => {
    expect(textOf(await chat.submit('bilal', second))).toContain("Ce texte n'est plus gardé");
    expect(numberIn(await chat.submit('anais', second))).toBe(closed + 1);
  });
});

describe('where there is no second step', () => {
  let one: Desk;

  beforeEach(() => {
    one = stage.platform('other', { can: { forms: 'one' } });
  });

  const offered = async () =>
    messageOf(await one.submit('anais', await one.form('anais', 'general', OWN), { lab: 'bretagne' }));

  test('the choice comes as buttons in a private message', async () => {
    const message = await offered();
    expect(messageText(message)).toContain('Une idée ressemble à la vôtre.');
    expect(buttonsOf(message).map(({ label }) => label)).toEqual([`Soutenir #${elder}`, "C'est autre chose"]);
  });

  test('"C\'est autre chose" publishes once, whoever presses what afterwards', async () => {
    const message = await offered();
    const different = button(message, "C'est autre chose");
    expect(textOf(await one.press('bilal', 'general', different))).toContain("Ce texte n'est plus gardé");
    const first = await one.press('anais', 'general', different);
    expect(await stage.idea(numberIn(first))).toMatchObject({ title: OWN });
    expect(atOnce(await one.press('anais', 'general', different))).toEqual(atOnce(first));
    expect(atOnce(await one.press('anais', 'general', button(message, `Soutenir #${elder}`)))).toEqual(
      atOnce(first),
    );
    expect(await stage.count('ideas')).toBe(3);
    expect(await stage.tallies(elder)).toBe('1 for, 0 against');
    expect(await stage.count('drafts')).toBe(0);
  });

  test('"Soutenir" votes once and publishes nothing', async () => {
    const support = button(await offered(), `Soutenir #${elder}`);
    const answers = await Promise.all([
      one.press('anais', 'general', support),
      one.press('anais', 'general', support),
    ]);
    expect(textOf(answers[0])).toContain(`vous soutenez #${elder}`);
    expect(answers.slice(1).map(atOnce)).toEqual(answers.slice(0, 1).map(atOnce));
    expect(await stage.tallies(elder)).toBe('2 for, 0 against');
    expect(await stage.count('ideas')).toBe(2);
  });

  test('the form sent twice makes one idea, from whichever message', async () => {
    const form = await one.form('anais', 'general', OWN);
    const messages = [
      await one.submit('anais', form, { lab: 'bretagne' }),
      await one.submit('anais', form, { lab: 'bretagne' }),
    ];
    for (const message of messages) await one.press('anais', 'general', button(message, "C'est autre chose"));
    expect(await stage.count('ideas')).toBe(3);
    // Nothing is similar any more: the same form still is the same idea.
    stage.similar = [];
    expect(textOf(await one.submit('anais', form, { lab: 'bretagne' }))).toContain(`#${closed + 1}`);
    expect(await stage.count('ideas')).toBe(3);
  });

  test('a draft that is gone, and values of another version, are answered clearly', async () => {
    const different = button(await offered(), "C'est autre chose");
    for (const value of ['different', `other ${different.value.split(' ')[1]}`, '', ' ', 'support#x y']) {
      const old = { ...different, value };
      expect(textOf(await one.press('anais', 'general', old))).toContain('Ce bouton ne sert plus.');
    }
    await stage.clock.advance(DAY);
    expect(textOf(await one.press('anais', 'general', different))).toContain("Ce texte n'est plus gardé");
  });

  test('without buttons the choice is a numbered question', async () => {
    const bare = stage.platform('bare', { can: { forms: 'one', buttons: false } });
    const form = await bare.form('anais', 'general', OWN);
    const question = textOf(await bare.submit('anais', form, { lab: 'bretagne' }));
    expect(question).toContain('1. Mon idée est différente\n2. Soutenir');
    expect(await bare.says('anais', 'general', '2')).toContain(`vous soutenez #${elder}`);
    expect(await stage.count('ideas')).toBe(2);
  });
});
