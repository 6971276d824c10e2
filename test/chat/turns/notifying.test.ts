import { beforeEach, describe, expect, test } from '@jest/globals';
import { sendDueSummaries } from '../../../src/notifying/send-due-summaries.ts';
import { MONDAY } from '../../manual-clock.ts';
import { button } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { messageText, textOf } from './said.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TWO_MINUTES = 2 * MINUTE;
/** From the beginning, Monday at ten in Paris, to the next morning at nine. */
const TO_NINE = 23 * HOUR;

let number: number;

onStage();
beforeEach(async () => {
  number = await chat.file('anais', 'bretagne', 'Prêter les outils');
  await chat.type('bilal', 'bretagne', `pour #${number}`);
  await stage.deliver();
});

/** yann decides by the form. */
async function decide(status = 'accepted', answer = '', idea = number) {
  const form = await chat.form('yann', 'bretagne', `repondre #${idea}`);
  return chat.submit('yann', form, { status, answer });
}

const prefer = (user: string, notices: string) => chat.says(user, 'bretagne', `moi notifications=${notices}`);

const job = () =>
  sendDueSummaries({
    reads: stage.box.reads,
    unitOfWork: stage.box.unitOfWork,
    clock: stage.clock,
    log: stage.box.log,
    zone: 'Europe/Paris',
    catchUpMs: 72 * HOUR,
  });

/** Lets time pass to an instant after the beginning, and does what the box does in it. */
async function until(after: number): Promise<number> {
  await stage.clock.advance(MONDAY + after - stage.clock.now());
  const sent = await job();
  await stage.deliver();
  return sent;
}

const told = (user: string) => chat.toldTo(user).map(messageText);

describe('the setting', () => {
  test('is shown and set by words, in both languages', async () => {
    const card = await chat.says('bilal', 'bretagne', 'moi');
    expect(card).toContain('Nouvelles des idées : tout de suite');
    expect(card).toContain('/idee moi notifications=tout, /idee moi notifications=jour ou');
    expect(await prefer('bilal', 'jour')).toBe(
      "C'est noté : un seul message par jour, à 9 h, les jours où il y a du nouveau.",
    );
    expect(await chat.says('bilal', 'bretagne', 'moi')).toContain('un résumé par jour, à 9 h');
    expect(await chat.says('john', 'bretagne', 'me notifications=never')).toContain(
      'no longer writes to you',
    );
    expect(await chat.says('john', 'bretagne', 'me')).toContain('/idee me notifications=all');
  });

  test('goes together with the language, and back to that of the chat', async () => {
    expect(await chat.says('bilal', 'bretagne', 'moi en notifications=jamais')).toBe(
      'Noted, I speak English to you. Noted: the box no longer writes to you with news on ideas.',
    );
    expect(await chat.says('bilal', 'bretagne', 'moi langue=auto')).toBe(
      "C'est noté, je parle la langue de votre messagerie.",
    );
  });

  test('with a value nobody knows sets nothing and says what there is', async () => {
    expect(await chat.says('bilal', 'bretagne', 'moi langue=en notifications=parfois')).toContain(
      'Je ne connais pas ce réglage. Tapez par exemple /idee moi notifications=tout',
    );
    expect(await chat.says('bilal', 'bretagne', 'moi')).toContain('Langue : celle de votre messagerie');
  });

  test('by a button of that card is confirmed privately', async () => {
    const card = await chat.type('bilal', 'bretagne', 'moi');
    expect(textOf(await chat.press('bilal', 'bretagne', button(card, 'Jamais')))).toContain(
      'ne vous écrit plus',
    );
  });
});

describe('never', () => {
  test('means no message, and the decider is not told of more people than will be', async () => {
    await prefer('bilal', 'jamais');
    expect(textOf(await decide())).toContain('1 personne sera prévenue.');
    await until(TO_NINE);
    expect(told('bilal')).toEqual([]);
    expect(told('anais')).toHaveLength(1);
  });
});

describe('daily', () => {
  beforeEach(async () => {
    await prefer('bilal', 'jour');
    await prefer('anais', 'jour');
  });

  test('is one message at nine the next morning, of all that was decided', async () => {
    const other = await chat.file('anais', 'bretagne', 'Un abri à vélos');
    await chat.type('bilal', 'bretagne', `pour #${other}`);
    expect(textOf(await decide('accepted', 'Dès janvier.'))).toContain('2 personnes seront prévenues.');
    await decide('under-review', '', other);
    expect(await until(TO_NINE - 1)).toBe(0);
    expect(told('bilal')).toEqual([]);
    expect(await until(TO_NINE)).toBe(2);
    expect(told('bilal')).toEqual([
      'Votre résumé, mardi 24 novembre\n' +
        `L'idée #${number} Prêter les outils, que vous avez soutenue, passe à « retenue ».\n` +
        'Labo Bretagne répond : « Dès janvier. » [En savoir plus]\n' +
        `L'idée #${other} Un abri à vélos, que vous avez soutenue, passe à « à l'étude ». [En savoir plus]\n` +
        'Pour ne plus recevoir ce résumé : /idee moi notifications=jamais',
    ]);
    expect(chat.toldTo('bilal')[0]!.summary.replace(/\s/gu, ' ')).toBe(
      'Votre résumé, mardi 24 novembre · 2 idées ont reçu une réponse',
    );
    expect(told('anais').join()).toContain(`Votre idée #${number} Prêter les outils passe à`);
  });

  test('is not said twice, by the next minute or by a second process', async () => {
    await decide();
    await stage.clock.advance(MONDAY + TO_NINE - stage.clock.now());
    const sent = await Promise.all([job(), job()]);
    expect(sent[0]! + sent[1]!).toBe(2);
    expect(await until(TO_NINE + MINUTE)).toBe(0);
    expect(await until(TO_NINE + DAY)).toBe(0);
    expect(told('bilal')).toHaveLength(1);
  });

  test('a crash in the middle leaves all of it for the next minute', async () => {
    await decide();
    stage.failure = new Error('crash');
    expect(await until(TO_NINE)).toBe(0);
    expect(stage.log.filter(({ message }) => message === 'a summary failed')).toHaveLength(2);
    stage.failure = null;
    expect(await until(TO_NINE + MINUTE)).toBe(2);
    expect(told('bilal')).toHaveLength(1);
  });

  test('with nothing to say is not sent', async () => {
    expect(await until(TO_NINE)).toBe(0);
    expect((await stage.outbox()).filter(({ what }) => what.kind === 'summary')).toEqual([]);
  });

  test('keeps ids alone until then', async () => {
    await decide('accepted', 'Dès janvier.');
    const kept = await stage.db.tables.selectFrom('summary_notices').selectAll().execute();
    expect(JSON.stringify(kept)).not.toMatch(/janvier|Prêter|bilal/);
    await stage.clock.advance(MONDAY + TO_NINE - stage.clock.now());
    await job();
    const [row] = (await stage.outbox()).filter(({ what }) => what.kind === 'summary');
    expect(JSON.stringify(row!.what)).not.toMatch(/janvier|Prêter|bilal/);
    expect(await stage.db.tables.selectFrom('summary_notices').selectAll().execute()).toEqual([]);
  });

  test('an undone decision is in no summary', async () => {
    await decide('under-review');
    await stage.clock.advance(TWO_MINUTES);
    const answer = await decide('accepted');
    await stage.clock.advance(TWO_MINUTES - 1);
    const decisions = await stage.db.tables.selectFrom('decisions').select('id').orderBy('id').execute();
    await chat.press('yann', 'bretagne', button(answer, 'Annuler (2 min)'));
    const kept = await stage.db.tables.selectFrom('summary_notices').select('decision').distinct().execute();
    expect(kept.map(({ decision }) => decision)).toEqual([decisions[0]?.id]);
    await until(TO_NINE);
    expect(told('bilal').join()).toContain("passe à « à l'étude »");
    expect(told('bilal').join()).not.toContain('retenue');
  });

  test('one that can still be undone at nine waits for the next morning', async () => {
    await stage.clock.advance(MONDAY + TO_NINE - MINUTE - stage.clock.now());
    await decide();
    expect(await until(TO_NINE)).toBe(0);
    expect(await until(TO_NINE + 2 * MINUTE)).toBe(0);
    expect(await until(TO_NINE + DAY)).toBe(2);
    expect(told('bilal')).toHaveLength(1);
  });

  test('of several decisions on one idea it tells the last', async () => {
    await decide('under-review');
    await stage.clock.advance(TWO_MINUTES);
    await decide('accepted');
    await until(TO_NINE);
    expect(
      told('bilal')
        .join()
        .match(/passe à/g),
    ).toHaveLength(1);
    expect(told('bilal').join()).toContain('retenue');
  });

  test('an idea withdrawn or hidden since is left out, and alone it is nothing to say', async () => {
    const other = await chat.file('chloe', 'bretagne', 'Un abri à vélos');
    await chat.type('bilal', 'bretagne', `pour #${other}`);
    await decide();
    await decide('accepted', '', other);
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
    await until(TO_NINE);
    expect(told('bilal').join()).not.toContain('Prêter');
    expect(told('bilal').join()).toContain('Un abri à vélos');
    expect(told('anais')).toEqual([]);
  });

  test('after two days of downtime it is one message, at once', async () => {
    await decide();
    await stage.clock.advance(MONDAY + 2 * DAY - stage.clock.now());
    await decide('prototype');
    expect(await until(2 * DAY + 2 * MINUTE)).toBe(2);
    expect(await until(2 * DAY + 3 * MINUTE)).toBe(0);
    expect(told('bilal')).toHaveLength(1);
  });

  test('after more than 72 hours it waits for nine, and nothing is lost', async () => {
    await decide();
    expect(await until(TO_NINE + 3 * DAY + HOUR)).toBe(0);
    expect(await until(TO_NINE + 4 * DAY)).toBe(2);
    expect(told('bilal').join()).toContain('retenue');
  });
});

describe('a change counts for what has not left yet', () => {
  test('from at once to daily: what waits its two minutes goes into the summary', async () => {
    await decide();
    await prefer('bilal', 'jour');
    await until(HOUR);
    expect(told('bilal')).toEqual([]);
    expect(told('anais')).toHaveLength(1);
    await until(TO_NINE);
    expect(told('bilal')).toHaveLength(1);
  });

  test('from daily to at once: what was kept is told, but not before its two minutes', async () => {
    await prefer('bilal', 'jour');
    await decide();
    await prefer('bilal', 'tout');
    await stage.deliver();
    expect(told('bilal')).toEqual([]);
    await until(HOUR);
    expect(told('bilal').join()).toContain('que vous avez soutenue, passe à « retenue »');
    await until(TO_NINE);
    expect(told('bilal')).toHaveLength(1);
  });

  test('to never: what waits is dropped, and stays so after another change', async () => {
    await decide();
    await prefer('bilal', 'jamais');
    await prefer('bilal', 'tout');
    await prefer('anais', 'jour');
    await prefer('anais', 'jamais');
    await prefer('anais', 'jour');
    await until(TO_NINE);
    expect([...told('bilal'), ...told('anais')]).toEqual([]);
  });

  test('a summary that could not leave is dropped by never, and kept by daily', async () => {
    await prefer('bilal', 'jour');
    await prefer('anais', 'jour');
    await decide();
    await stage.clock.advance(MONDAY + TO_NINE - stage.clock.now());
    await job();
    await prefer('bilal', 'jamais');
    await prefer('anais', 'tout');
    await prefer('anais', 'jour');
    await stage.deliver();
    expect([...told('bilal'), ...told('anais')]).toEqual([]);
    await until(TO_NINE + DAY);
    expect(told('bilal')).toEqual([]);
    expect(told('anais')).toHaveLength(1);
  });

  test('there and back is told once', async () => {
    await decide();
    for (const notices of ['jour', 'tout', 'jour', 'jour', 'tout']) await prefer('bilal', notices);
    await until(HOUR);
    await until(TO_NINE);
    expect(told('bilal')).toHaveLength(1);
  });

  test('other messages to them are not touched', async () => {
    const malika = chat.person('malika');
    const what = { kind: 'channel-lost', channel: 1 } as const;
    await stage.box.unitOfWork.run(async (tx) => {
      // Of a channel that is not lost nothing would be said.
      await tx.labs.markLost(what.channel, stage.clock.now());
      await tx.outbox.say({ to: malika, lang: 'fr', what, key: 'k' });
    });
    await prefer('malika', 'jamais');
    await stage.deliver();
    expect(told('malika')).toHaveLength(1);
  });
});

describe('those who facilitate', () => {
  test('are told daily how many ideas came in, and never one by one', async () => {
    await chat.file('chloe', 'bretagne', 'Un abri à vélos');
    await until(HOUR);
    expect(told('yann')).toEqual([]);
    await prefer('yann', 'jour');
    await chat.file('yann', 'bretagne', 'La mienne');
    await until(TO_NINE);
    expect(told('yann')).toEqual([
      'Votre résumé, mardi 24 novembre\n' +
        'Labo Bretagne : 2 nouvelles idées, 3 attendent une réponse.\n' +
        'Pour les voir : /idee a-traiter\n' +
        'Pour ne plus recevoir ce résumé : /idee moi notifications=jamais',
    ]);
  });

  test('that old ideas still wait is no news', async () => {
    await prefer('yann', 'jour');
    await until(TO_NINE);
    expect(told('yann')).toHaveLength(1);
    expect(await until(TO_NINE + DAY)).toBe(0);
    await chat.file('chloe', 'bretagne', 'Un abri à vélos');
    await until(TO_NINE + 2 * DAY);
    expect(told('yann')[1]).toContain('Labo Bretagne : 1 nouvelle idée, 2 attendent une réponse.');
  });

  test('one who facilitates no more when it leaves is told nothing of the lab', async () => {
    await prefer('yann', 'jour');
    await stage.clock.advance(MONDAY + TO_NINE - stage.clock.now());
    await job();
    await stage.db.tables.deleteFrom('lab_facilitators').execute();
    await stage.deliver();
    expect(told('yann')).toEqual([]);
  });

  test('in their own language', async () => {
    await chat.type('camille', 'bretagne', 'labo animateur bretagne @john');
    await chat.type('john', 'bretagne', 'me notifications=daily');
    await until(TO_NINE);
    expect(told('john')[0]).toBe(
      'Your summary, Tuesday 24 November\n' +
        'Labo Bretagne: 1 new idea, 1 awaits an answer.\n' +
        'To see them: /idee todo\n' +
        'To stop receiving this summary: /idee me notifications=never',
    );
  });
});
