import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createInbox } from '../../../src/chat/router.ts';
import { atOnce, faultsOf, formOf, numberIn, typedIn } from './desk.ts';
import { textOf } from './said.ts';
import { Stage } from './stage.ts';

let stage: Stage;
let chat: Stage['chat'];
let number: number;

beforeEach(async () => {
  stage = await Stage.open();
  chat = stage.chat;
  await stage.withLabs();
  number = await chat.file('anais', 'bretagne', 'Prêter les outils');
});
afterEach(() => stage.close());

const APOLOGY = /Quelque chose a échoué de notre côté.* Référence ([A-Z2-9]{4})\./;
const fail = () => {
  stage.failure = new Error('the disk is full');
};

test('a use case that throws is apologised for, and logged once with the same reference', async () => {
  fail();
  const text = await chat.says('bilal', 'bretagne', `pour #${number}`);
  const reference = APOLOGY.exec(text)?.[1];
  expect(reference).toBeDefined();
  expect(stage.log).toEqual([
    {
      level: 'error',
      message: 'arrival failed',
      fields: { err: stage.failure, reference, kind: 'command', platform: 'chat' },
    },
  ]);
});

test('the same vote works afterwards: nothing of the failed one stayed', async () => {
  fail();
  await chat.type('bilal', 'bretagne', `pour #${number}`, { id: 'one' });
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
  stage.failure = null;
  await chat.type('bilal', 'bretagne', `pour #${number}`, { id: 'one' });
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
});

test('a reaction that cannot be recorded is told to nobody, and its card is looked at again', async () => {
  await stage.deliver();
  const { posted } = chat.card(number, 'bretagne');
  fail();
  expect(await chat.react('bilal', posted, '👍')).toEqual({ kind: 'nothing' });
  expect(stage.lookedAgain).toEqual([posted]);
});

test('a submit that fails gives the form back, filled, and it then makes one idea', async () => {
  const form = await chat.form('anais', 'bretagne', '');
  const typed = { title: 'Un abri à vélos', body: 'Couvert.', lab: 'numerique' };
  fail();
  const again = formOf(await chat.submit('anais', form, typed));
  expect(textOf({ kind: 'form', form: again })).toMatch(APOLOGY);
  expect(textOf({ kind: 'form', form: again })).toContain('votre texte est gardé ci-dessous');
  expect(['title', 'body', 'lab'].map((id) => typedIn(again, id))).toEqual(Object.values(typed));
  stage.failure = null;
  const first = await chat.submit('anais', again);
  // Sent from the first window too: it is the same form.
  expect(atOnce(await chat.submit('anais', form, typed))).toEqual(atOnce(first));
  expect(await stage.count('ideas')).toBe(2);
});

test.each([
  ['modifier', 'anais', 'title'],
  ['completer', 'anais', 'text'],
  ['repondre', 'yann', 'answer'],
])('so does the form of "%s"', async (word, user, field) => {
  const form = await chat.form(user, 'bretagne', `${word} #${number}`);
  fail();
  const again = formOf(await chat.submit(user, form, { [field]: 'Un texte tapé' }));
  expect([again.title, typedIn(again, field)]).toEqual([form.title, 'Un texte tapé']);
});

test('so does the second step, its draft still waiting', async () => {
  stage.similar = [number];
  const second = formOf(await chat.submit('bilal', await chat.form('bilal', 'bretagne', 'Un abri')));
  fail();
  const sorry = await chat.submit('bilal', second);
  expect(textOf(sorry)).toMatch(APOLOGY);
  stage.failure = null;
  expect(numberIn(await chat.submit('bilal', second))).toBe(number + 1);
});

test('where a submit cannot be answered by a form, the error stands on it and the text stays', async () => {
  const one = stage.platform('other', { can: { forms: 'one' } });
  const form = await one.form('anais', 'general', 'Un abri à vélos');
  fail();
  expect(faultsOf(await one.submit('anais', form, { lab: 'bretagne' })).title).toMatch(APOLOGY);
  stage.failure = null;
  expect(numberIn(await one.submit('anais', form, { lab: 'bretagne' }))).toBe(number + 1);
});

test('a reaction that fails is logged, and nobody is disturbed', async () => {
  await stage.deliver();
  fail();
  expect(await chat.react('bilal', chat.card(number, 'bretagne').posted, '👍')).toEqual({ kind: 'nothing' });
  expect(stage.log.map(({ message }) => message)).toEqual(['arrival failed']);
});

describe('when the platform does not say who somebody is', () => {
  beforeEach(() => {
    chat.platform.profileFailure = new Error('503');
  });

  /** The answer, after all the tries. */
  async function late<T>(answer: Promise<T>): Promise<T> {
    await stage.clock.advance(8000);
    return answer;
  }

  test('they are told that it failed, in the language of their client', async () => {
    expect(await late(chat.says('zoe', 'bretagne', `pour #${number}`))).toMatch(APOLOGY);
    expect(await late(chat.says('zoe', 'bretagne', 'top', { locale: 'en' }))).toContain('Something failed');
    const more = { action: 'more', value: `#${number}` };
    expect(textOf(await late(chat.press('zoe', 'bretagne', more)))).toMatch(APOLOGY);
  });

  test('their form keeps what they typed', async () => {
    const form = await late(chat.form('zoe', 'bretagne', 'Un abri à vélos'));
    expect(faultsOf(await late(chat.submit('zoe', form))).title).toMatch(APOLOGY);
    chat.platform.profileFailure = null;
    expect(numberIn(await chat.submit('zoe', form))).toBe(number + 1);
  });

  test('a try that succeeds is enough', async () => {
    const answer = chat.says('zoe', 'bretagne', `pour #${number}`);
    await stage.clock.advance(400);
    chat.platform.profileFailure = null;
    await stage.clock.advance(200);
    expect(await answer).toContain("C'est compté");
  });
});

test('the log holds no text of an idea, no name and no token', async () => {
  const form = await chat.form('anais', 'bretagne', 'Secret de Polichinelle');
  fail();
  await chat.submit('anais', form, { body: 'Personne ne doit lire ceci' });
  await chat.type('anais', 'bretagne', `modifier #${number} Secret de Polichinelle`);
  await chat.type('anais', 'bretagne', `completer #${number} Secret de Polichinelle`);
  await chat.type('yann', 'bretagne', `repondre #${number} retenue Secret de Polichinelle`);
  await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
  expect(stage.log.length).toBeGreaterThan(3);
  const logged = stage.log.map(({ fields, message }) => {
    const { err, ...rest } = fields as { err: Error };
    return `${message} ${JSON.stringify(rest)} ${err.message} ${err.stack}`;
  });
  expect(logged.join('\n')).not.toMatch(/Polichinelle|ne doit lire|Prêter|Anaïs|anais|yann|id-\d/);
});

test('the inbox never rejects, whatever arrives', async () => {
  const inbox = createInbox(stage.box, stage.kept);
  const common = { id: 'x', at: stage.clock.now() };
  const stranger = { platform: 'slack', realm: 'T0', user: 'U1' };
  const where = { platform: 'slack', realm: 'T0', channel: 'C1' };
  expect(textOf(await inbox({ kind: 'command', ...common, by: stranger, where, text: ['top'] }))).toMatch(
    APOLOGY,
  );
  const by = chat.person('anais');
  for (const kind of ['shortcut', 'home', 'unheard of'] as const) {
    const arrival = { kind, ...common, by, message: { ...where, message: '1' }, text: '', author: null };
    expect(['nothing', 'private', 'form', 'home']).toContain(
      (await inbox(arrival as never))?.kind ?? 'nothing',
    );
  }
  await stage.close();
  expect(textOf(await inbox({ kind: 'command', ...common, by, where, text: ['top'] }))).toMatch(APOLOGY);
  const form = { nonce: 'n', step: 'idea', draft: null, where: null, expired: false };
  const submitted = await inbox({ kind: 'submit', ...common, by, form, values: { title: 'Un abri' } });
  expect(faultsOf(submitted).title).toMatch(APOLOGY);
  stage = await Stage.open();
});
