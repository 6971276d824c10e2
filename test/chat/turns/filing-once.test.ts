import { describe, expect, test } from '@jest/globals';
import { atOnce, formOf, messageOf, numberIn, typedIn } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { buttonsOf, messageText, textOf } from './said.ts';

onStage();

const TITLE = 'Prêter les outils du labo après 18 h';

describe('the same form sent twice', () => {
  test('by the same delivery: one idea, and the same answer', async () => {
    const form = await chat.form('anais', 'bretagne', TITLE);
    const first = await chat.submit('anais', form, {}, { id: 'one' });
    expect(atOnce(await chat.submit('anais', form, {}, { id: 'one' }))).toEqual(atOnce(first));
    expect(await stage.count('ideas')).toBe(1);
  });

  test('by two deliveries: one idea, and the same answer', async () => {
    const form = await chat.form('anais', 'bretagne', TITLE);
    const first = await chat.submit('anais', form);
    expect(atOnce(await chat.submit('anais', form, { title: 'Autre chose' }))).toEqual(atOnce(first));
    expect(await stage.count('ideas')).toBe(1);
    expect((await stage.outbox()).filter(({ what }) => what.kind === 'card')).toHaveLength(1);
  });

  test.each([
    ['the same delivery', { id: 'one' }],
    ['two deliveries', {}],
  ])('at once, by %s: one idea, and the same answer', async (_, odd) => {
    const form = await chat.form('anais', 'bretagne', TITLE);
    const answers = await Promise.all([1, 2, 3].map(() => chat.submit('anais', form, {}, odd)));
    expect(new Set(answers.map(textOf)).size).toBe(1);
    expect(textOf(answers[0]!)).toContain('Merci. Votre idée porte le numéro');
    expect(await stage.count('ideas')).toBe(1);
  });

  test('once before and once after the secret was changed: one idea, and the same answer', async () => {
    const form = await chat.form('anais', 'bretagne', TITLE);
    const first = await chat.submit('anais', form);
    stage.changeSecret();
    expect(atOnce(await chat.submit('anais', form))).toEqual(atOnce(first));
    expect(await stage.count('ideas')).toBe(1);
  });

  test('two forms of one person are two ideas', async () => {
    const first = await chat.form('anais', 'bretagne', 'Une cantine bio');
    const second = await chat.form('anais', 'bretagne', 'Un abri à vélos');
    await chat.submit('anais', first);
    await chat.submit('anais', second);
    expect(await stage.count('ideas')).toBe(2);
  });

  test('a repeat after the idea would be found similar to itself still gets the first answer', async () => {
    const form = await chat.form('anais', 'bretagne', TITLE);
    const first = await chat.submit('anais', form);
    stage.similar = [numberIn(first)];
    expect(atOnce(await chat.submit('anais', form))).toEqual(atOnce(first));
  });

  test('a repeat that arrives after the form has expired gets the first answer', async () => {
    const form = await chat.form('anais', 'bretagne', TITLE);
    const first = await chat.submit('anais', form);
    expect(atOnce(await chat.submit('anais', form, {}, { expired: true }))).toEqual(atOnce(first));
  });
});

describe('a form that stayed open too long', () => {
  test('comes again, filled, with a fresh nonce, and then works', async () => {
    const form = await chat.form('anais', 'bretagne', '');
    const typed = { title: TITLE, body: 'Une clé suffit.', lab: 'numerique' };
    const again = formOf(await chat.submit('anais', form, typed, { expired: true }));
    expect(textOf({ kind: 'form', form: again })).toContain('Le formulaire était resté ouvert longtemps');
    expect(['title', 'body', 'lab'].map((id) => typedIn(again, id))).toEqual(Object.values(typed));
    expect(again.state.nonce).not.toBe(form.state.nonce);
    expect(again.state.expired).toBe(false);
    const number = numberIn(await chat.submit('anais', again));
    expect(await stage.idea(number)).toMatchObject({ title: TITLE, body: 'Une clé suffit.' });
  });

  test('comes again with texts that are refused, as they were typed', async () => {
    const form = await chat.form('anais', 'bretagne', '');
    const body = 'x'.repeat(3001);
    const again = formOf(await chat.submit('anais', form, { title: '', body }, { expired: true }));
    expect(typedIn(again, 'body')).toBe(body);
  });

  test('where a submit cannot be answered by a form, the text waits for "Reprendre"', async () => {
    const one = stage.platform('other', { can: { forms: 'one' } });
    const form = await one.form('anais', 'general', '');
    const typed = { title: TITLE, body: 'Une clé suffit.', lab: 'numerique' };
    const kept = messageOf(await one.submit('anais', form, typed, { expired: true }));
    expect(messageText(kept)).toContain('Votre texte est gardé 24 heures.');
    const [resume] = buttonsOf(kept);
    const again = formOf(await one.press('anais', 'general', resume!));
    expect(['title', 'body', 'lab'].map((id) => typedIn(again, id))).toEqual(Object.values(typed));
    await one.submit('anais', again);
    expect(await stage.count('ideas')).toBe(1);
    expect(await stage.count('drafts')).toBe(0);
  });

  test('the text that waits outlives a change of the secret', async () => {
    const one = stage.platform('other', { can: { forms: 'one' } });
    const form = await one.form('anais', 'general', '');
    const typed = { title: TITLE, body: 'Une clé suffit.', lab: 'numerique' };
    const [resume] = buttonsOf(messageOf(await one.submit('anais', form, typed, { expired: true })));
    stage.changeSecret();
    const again = formOf(await one.press('anais', 'general', resume!));
    expect(typedIn(again, 'body')).toBe('Une clé suffit.');
  });

  test('"Reprendre" is for its owner, for 24 hours, and makes one idea however often it is pressed', async () => {
    const one = stage.platform('other', { can: { forms: 'one' } });
    const form = await one.form('anais', 'bretagne', TITLE);
    const [resume] = buttonsOf(
      messageOf(await one.submit('anais', form, { lab: 'bretagne' }, { expired: true })),
    );
    expect(textOf(await one.press('bilal', 'general', resume!))).toContain("Ce texte n'est plus gardé");
    const twice = [
      await one.press('anais', 'general', resume!),
      await one.press('anais', 'general', resume!),
    ];
    for (const opened of twice) await one.submit('anais', formOf(opened));
    expect(await stage.count('ideas')).toBe(1);

    const late = await one.form('anais', 'bretagne', 'Un abri à vélos');
    const [later] = buttonsOf(
      messageOf(await one.submit('anais', late, { lab: 'bretagne' }, { expired: true })),
    );
    await stage.clock.advance(24 * 60 * 60 * 1000);
    expect(textOf(await one.press('anais', 'general', later!))).toContain("Ce texte n'est plus gardé");
  });

  test('a step of another version keeps what was typed', async () => {
    const form = await chat.form('anais', 'bretagne', TITLE);
    for (const step of ['idea-v0', '__proto__', 'constructor', '']) {
      const old = { ...form, state: { ...form.state, step, nonce: `n${step}` } };
      const kept = messageOf(await chat.submit('anais', old));
      const again = formOf(await chat.press('anais', 'bretagne', buttonsOf(kept)[0]!));
      expect(typedIn(again, 'title')).toBe(TITLE);
    }
    const empty = { ...form, fields: [], state: { ...form.state, step: 'gone' } };
    expect(textOf(await chat.submit('anais', empty))).toContain(
      'Ce bouton ne sert plus. Tapez plutôt /idee aide.',
    );
  });
});
