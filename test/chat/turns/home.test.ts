import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Answer } from '../../../src/chat/arrival.ts';
import type { Button } from '../../../src/chat/message.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { buttonsOf, messageText, textOf } from './said.ts';

onStage();

function pageOf(answer: Answer) {
  if (answer.kind !== 'home') throw new Error(`no page but ${answer.kind}: ${textOf(answer)}`);
  return answer.message;
}
const open = async (user: string, locale?: string) =>
  pageOf(await chat.home(user, locale === undefined ? {} : { locale }));
const page = async (user: string, locale?: string) => messageText(await open(user, locale));

/** The lines under a heading, up to the next one. */
async function under(user: string, heading: string): Promise<string[]> {
  const { blocks } = await open(user);
  const texts = blocks.map((block) => ({
    heading: block.kind === 'heading',
    text: messageText({ lang: 'fr', summary: '', blocks: [block] }),
  }));
  const from = texts.findIndex((one) => one.heading && one.text === heading);
  if (from < 0) return [];
  const to = texts.findIndex((one, place) => place > from && one.heading);
  return texts.slice(from + 1, to < 0 ? undefined : to).map(({ text }) => text);
}

async function settingButton(user: string, label: string): Promise<Button> {
  const found = buttonsOf(await open(user)).find((one) => one.label === label);
  if (!found) throw new Error(`no button ${label}`);
  return found;
}

/** Every row there is, by table. */
async function rows(): Promise<Record<string, number>> {
  const { tables } = stage.db;
  const names = await sql<{ name: string }>`select name from sqlite_schema where type = 'table'`.execute(
    tables,
  );
  const counts: Record<string, number> = {};
  for (const { name } of names.rows) {
    const found = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(tables);
    counts[name] = found.rows[0]?.n ?? 0;
  }
  return counts;
}

describe('somebody new', () => {
  test('is told in one line how to begin, and sees no empty list', async () => {
    expect(await page('denis')).toBe(
      'Votre boîte à idées\n' +
        "Une idée ? Tapez /idee et une phrase, dans n'importe quel salon.\n" +
        'Vos réglages\n' +
        'Nouvelles de vos idées et de celles que vous soutenez : tout de suite.\n' +
        '[Tout de suite] [Un résumé par jour] [Jamais]\n' +
        'Langue : celle de votre messagerie.\n' +
        '[Français] [English] [Comme ma messagerie]',
    );
  });

  test('leaves no trace by looking', async () => {
    await chat.file('anais', 'bretagne', 'Prêter les outils');
    const before = await rows();
    for (const user of ['denis', 'anais', 'yann', 'lea', 'robot', 'paul', 'camille']) await chat.home(user);
    expect(await rows()).toEqual(before);
  });

  test('reads it in their language, as their chat says it', async () => {
    const english = await page('denis', 'en-GB');
    expect(english).toContain('Your idea box\nAn idea? Type /idee and a sentence');
    expect(english).toContain('Language: your chat');
    expect(english).toContain('[At once] [One summary a day] [Never]');
  });
});

test('bots and deactivated accounts have no page', async () => {
  for (const user of ['robot', 'paul']) expect(await chat.home(user)).toEqual({ kind: 'nothing' });
});

test('a guest, who reads in channels alone, is sent there', async () => {
  const number = await chat.file('anais', 'bretagne', 'Prêter les outils');
  await chat.type('lea', 'bretagne', `pour #${number}`);
  const text = await page('lea');
  expect(text).toContain("Ouvrez le salon d'un labo");
  expect(text).not.toContain('Prêter');
});

describe('lists', () => {
  test('my own ideas with status and answer, the newest five, and how many more', async () => {
    const numbers: number[] = [];
    for (let n = 1; n <= 8; n += 1) {
      numbers.push(await chat.file('anais', 'bretagne', `Idée numéro ${'abcdefgh'[n - 1]}`));
      await stage.clock.advance(1000);
    }
    const newest = numbers.at(-1)!;
    const form = await chat.form('yann', 'bretagne', `repondre #${newest}`);
    await chat.submit('yann', form, { status: 'accepted', answer: 'Dès janvier.' });
    const own = await under('anais', 'Vos idées');
    expect(own).toHaveLength(6);
    expect(own[0]).toBe(
      `#${newest} Idée numéro h · 1 pour, 0 contre · retenue\nRéponse du labo : « Dès janvier. » [En savoir plus]`,
    );
    expect(own[5]).toBe('Et 3 autres : /idee mes');
    expect(await page('anais')).not.toContain('Une idée ?');
  });

  test('what I support of others, the newest vote first, as long as the vote stands', async () => {
    const mine = await chat.file('bilal', 'bretagne', 'La mienne');
    const first = await chat.file('anais', 'bretagne', 'Prêter les outils');
    const second = await chat.file('anais', 'numerique', 'Un abri à vélos');
    const against = await chat.file('anais', 'bretagne', 'Un parking');
    const withdrawn = await chat.file('anais', 'bretagne', 'Une erreur');
    for (const number of [second, first, mine, withdrawn]) {
      await stage.clock.advance(1000);
      await chat.type('bilal', 'bretagne', `pour #${number}`);
    }
    await chat.type('bilal', 'bretagne', `contre #${against}`);
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${withdrawn}` });
    expect(await under('bilal', 'Ce que vous soutenez')).toEqual([
      `#${first} Prêter les outils · 2 pour, 0 contre · nouvelle [En savoir plus]`,
      `#${second} Un abri à vélos · 2 pour, 0 contre · nouvelle [En savoir plus]`,
      'Cette liste ne se montre à personne, sauf à vous.',
    ]);
    await chat.type('bilal', 'bretagne', `neutre #${first}`);
    await chat.type('bilal', 'bretagne', `contre #${second}`);
    expect(await under('bilal', 'Ce que vous soutenez')).toEqual([]);
  });

  test('the top of the labs I read, never of a closed one', async () => {
    const open = await chat.file('anais', 'bretagne', 'Prêter les outils');
    const closed = await chat.file('anais', 'rh-prive', 'Une affaire interne');
    expect((await under('denis', 'Les idées les plus soutenues')).join()).toContain(`#${open} `);
    expect(await page('denis')).not.toContain(`#${closed} `);
    // Its author and who facilitates it read it.
    expect(await page('anais')).toContain(`#${closed} Une affaire interne`);
    expect(await page('malika')).toContain(`#${closed} Une affaire interne`);
  });

  test('a closed idea I voted for in its channel is not on a page of mine', async () => {
    const closed = await chat.file('anais', 'rh-prive', 'Une affaire interne');
    await chat.type('bilal', 'rh-prive', `pour #${closed}`);
    expect(await page('bilal')).not.toContain('Une affaire interne');
  });

  test('what waits for those who facilitate, the five oldest, each with its button', async () => {
    const numbers: number[] = [];
    for (const title of ['Un banc', 'Un abri', 'Un arbre', 'Une horloge', 'Un panneau', 'Une lampe']) {
      numbers.push(await chat.file('anais', 'bretagne', title));
      await stage.clock.advance(1000);
    }
    const waiting = await under('yann', 'À traiter dans vos labos');
    expect(waiting).toHaveLength(6);
    expect(waiting[0]).toMatch(new RegExp(`^#${numbers[0]} Un banc · .* \\[Répondre\\]$`));
    expect(waiting[5]).toBe('Et 1 autre : /idee a-traiter');
    expect(await under('anais', 'À traiter dans vos labos')).toEqual([]);
    const answer = buttonsOf(await open('yann')).find(({ label }) => label === 'Répondre')!;
    expect(await chat.press('yann', 'dm-yann', answer)).toMatchObject({ kind: 'form' });
  });
});

describe('settings on the page', () => {
  test('a press answers the page anew, as it stands then', async () => {
    const pressed = await chat.press('denis', 'dm-denis', await settingButton('denis', 'Un résumé par jour'));
    expect(messageText(pageOf(pressed))).toContain('que vous soutenez : un résumé par jour, à 9 h.');
    const marked = buttonsOf(pageOf(pressed)).filter(({ style }) => style === 'primary');
    expect(marked.map(({ label }) => label)).toEqual(['Un résumé par jour', 'Comme ma messagerie']);
  });

  test('a language is spoken at once, and one goes back to that of the chat', async () => {
    const english = await chat.press('denis', 'dm-denis', await settingButton('denis', 'English'));
    expect(messageText(pageOf(english))).toContain('Your idea box');
    expect(await page('denis')).toContain('Language: English.');
    const auto = buttonsOf(pageOf(english)).find(({ label }) => label === 'As in my chat')!;
    expect(messageText(pageOf(await chat.press('denis', 'dm-denis', auto)))).toContain('Votre boîte à idées');
  });

  test('the same press twice shows the page twice and sets once', async () => {
    const never = await settingButton('denis', 'Jamais');
    await chat.press('denis', 'dm-denis', never, { id: 'one' });
    await chat.type('denis', 'bretagne', 'moi notifications=tout');
    const again = await chat.press('denis', 'dm-denis', never, { id: 'one' });
    expect(messageText(pageOf(again))).toContain('tout de suite');
  });

  test('a value of another version is answered with what to type', async () => {
    const before = await rows();
    for (const value of ['notices=hourly', 'colour=blue', '', 'language=br']) {
      const pressed = await chat.press('denis', 'dm-denis', { action: 'home-setting', value });
      expect(textOf(pressed)).toContain('/idee aide');
    }
    expect(await rows()).toEqual(before);
  });
});

test('a page that fails is an apology in its place', async () => {
  const { ideas } = stage.box.reads;
  stage.box.reads.ideas = { ...ideas, mine: () => Promise.reject(new Error('broken')) };
  const answer = await chat.home('anais');
  expect(answer.kind).toBe('home');
  expect(textOf(answer)).toMatch(/Référence/);
  stage.box.reads.ideas = ideas;
});

test('where nothing can be pressed, the page says what to type', async () => {
  const plain = stage.platform('other', { can: { buttons: false } });
  const text = textOf(await plain.home('denis'));
  expect(text).toContain('Un résumé par jour : /idee moi notifications=jour');
  expect(text).toContain('Comme ma messagerie : /idee moi langue=auto');
  expect(text).not.toContain('[');
});
