import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Answer } from '../../../src/chat/arrival.ts';
import { button, type Desk } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { messageText, textOf } from './said.ts';

const MINUTE = 60 * 1000;

/** Two chats of one box. Anaïs L. is `anais` on the first and `al` on the second; both names are the chats' own. */
let other: Desk;
let number: number;

onStage();
beforeEach(async () => {
  other = stage.platform('other');
  number = await chat.file('anais', 'bretagne', 'Prêter les outils du labo');
});

/** The code an answer shows. */
function codeIn(answer: Answer): string {
  const code = /\b([A-Z]\d[A-Z]\d-[A-Z]\d[A-Z]\d)\b/.exec(textOf(answer))?.[1];
  if (code === undefined) throw new Error(`no code in: ${textOf(answer)}`);
  return code;
}

const codeFor = async (desk: Desk, user: string): Promise<string> =>
  codeIn(await desk.type(user, 'bretagne', 'lier'));

/** `by` shows a code, `to` types it and says yes. */
async function link(by: [Desk, string], to: [Desk, string]): Promise<Answer> {
  const code = await codeFor(...by);
  const [desk, user] = to;
  const question = await desk.type(user, 'dm-box', `lier ${code}`);
  return desk.press(user, 'dm-box', button(question, 'Relier les comptes'));
}

const membersOf = async () =>
  (
    await stage.db.tables
      .selectFrom('identities')
      .select(['user', 'member'])
      .where('user', 'in', ['anais', 'al'])
      .orderBy('user', 'desc')
      .execute()
  ).map(({ member }) => member);

const areOne = async (): Promise<boolean> => new Set(await membersOf()).size === 1;

describe('linking two accounts', () => {
  test('a code shown on one chat and typed on the other links them after a yes', async () => {
    const shown = await chat.type('anais', 'bretagne', 'lier');
    const code = codeIn(shown);
    expect(textOf(shown)).toBe(
      [
        `Votre code, pour dix minutes et une seule fois : ${code}`,
        `Tapez /idee lier ${code} dans votre autre messagerie. La boîte vous y demandera de confirmer.`,
        "Ne le donnez à personne : ce compte et celui qui le tape ne feront plus qu'une personne.",
      ].join('\n'),
    );
    const question = await other.type('al', 'salon', `lier ${code}`);
    expect(textOf(question)).toContain(
      'Ce code vient du compte Anaïs L. (Chat). Relier ce compte au vôtre ?',
    );
    expect(textOf(question)).toContain('Confirmez seulement si vous avez demandé ce code vous-même');
    expect(await stage.count('identities')).toBe(await stage.count('members'));
    const done = await other.press('al', 'salon', button(question, 'Relier les comptes'));
    expect(textOf(done)).toBe(
      [
        "C'est fait : le compte Anaïs L. (Chat) et celui-ci ne font qu'une personne.",
        "Pour défaire ce lien, depuis l'un ou l'autre : /idee delier compte",
        '[Délier]',
      ].join('\n'),
    );
    expect(await areOne()).toBe(true);
  });

  test('the account that showed the code is told privately, and can undo it there', async () => {
    await link([chat, 'anais'], [other, 'al']);
    await stage.deliver();
    const [told] = chat.toldTo('anais');
    expect(messageText(told!)).toBe(
      [
        "Le compte al (Other) vient d'être relié au vôtre, avec un code que vous avez demandé ici.",
        "Ce n'est pas vous ? Défaites-le : /idee delier compte",
        '[Délier]',
      ].join('\n'),
    );
    const undone = await chat.press('anais', 'dm-anais', button(told!, 'Délier'));
    expect(textOf(undone)).toBe(
      "C'est fait : al (Other) et ce compte sont de nouveau deux personnes. Chacun garde ses idées et retrouve ses votes.",
    );
    expect(await areOne()).toBe(false);
    await stage.deliver();
    expect(other.toldTo('al').map(messageText)).toEqual([
      "Le compte Anaïs L. (Chat) n'est plus relié au vôtre. Chacun garde ses idées et retrouve ses votes.",
    ]);
  });

  test.each([
    ['the one that showed the code', () => chat, 'anais'],
    ['the one that typed it', () => other, 'al'],
  ])('either side can undo it by command: %s', async (_, desk, user) => {
    await link([chat, 'anais'], [other, 'al']);
    expect(await desk().says(user, 'dm-box', 'délier mon compte')).toContain("C'est fait");
    expect(await areOne()).toBe(false);
    expect(await desk().says(user, 'dm-box', 'delier compte')).toBe(
      "Aucun autre compte n'est relié au vôtre. Pour en relier un : /idee lier",
    );
  });

  test('a repeat of the yes, of the code or of the undoing does nothing twice', async () => {
    const shown = await chat.type('anais', 'bretagne', 'lier', { id: 'one' });
    expect(await chat.type('anais', 'bretagne', 'lier', { id: 'one' })).toEqual({ kind: 'nothing' });
    const question = await other.type('al', 'dm-box', `lier ${codeIn(shown)}`, { id: 'two' });
    const again = await other.type('al', 'dm-box', `lier ${codeIn(shown)}`, { id: 'two' });
    expect(again).toEqual({ kind: 'nothing' });
    const yes = button(question, 'Relier les comptes');
    await other.press('al', 'dm-box', yes, { id: 'three' });
    expect(await other.press('al', 'dm-box', yes, { id: 'three' })).toEqual({ kind: 'nothing' });
    expect(textOf(await other.press('al', 'dm-box', yes))).toContain('Ce code a déjà servi');
    expect((await stage.outbox()).filter(({ what }) => what.kind === 'account')).toHaveLength(1);
  });

  test('three accounts can be one person, and one of them leaves alone', async () => {
    const third = stage.platform('third');
    await link([chat, 'anais'], [other, 'al']);
    await link([third, 'anne'], [other, 'al']);
    const me = await chat.says('anais', 'dm-box', 'moi');
    expect(me).toContain('Compte relié : al (Other) [Délier]');
    expect(me).toContain('Compte relié : anne (Third) [Délier]');
    expect(await other.says('al', 'dm-box', 'delier compte')).toContain('Anaïs L. (Chat) et anne (Third)');
    expect(await chat.says('anais', 'dm-box', 'moi')).toContain('anne (Third)');
    expect(await areOne()).toBe(false);
  });
});

describe('a code that links nothing', () => {
  test.each([
    [
      'a wrong one',
      'A2B3-C4D5',
      'Ce code ne mène à aucun compte. Relisez-le, ou demandez-en un autre : /idee lier',
    ],
    ['one with a slip in it', 'A2B3C4DX', 'Ce code ne mène à aucun compte.'],
  ])('%s is answered with the way out', async (_, code, answer) => {
    expect(await other.says('al', 'dm-box', `lier ${code}`)).toContain(answer);
    expect(await stage.count('account_code_tries')).toBe(1);
    expect(await other.says('al', 'dm-box', 'moi')).not.toContain('Numéro');
  });

  test('after five wrong ones the right one waits ten minutes, and only for who typed them', async () => {
    const code = await codeFor(chat, 'anais');
    for (let tries = 0; tries < 5; tries += 1) await other.type('al', 'dm-box', 'lier A2B3-C4D5');
    expect(await other.says('al', 'dm-box', `lier ${code}`)).toBe(
      'Cela fait trop de codes qui ne vont pas. Attendez dix minutes, puis demandez-en un autre : /idee lier',
    );
    expect(await other.says('bilal', 'dm-box', `lier ${code}`)).toContain('Relier ce compte au vôtre ?');
    await stage.clock.advance(10 * MINUTE + 1);
    const fresh = await codeFor(chat, 'anais');
    expect(await other.says('al', 'dm-box', `lier ${fresh}`)).toContain('Relier ce compte au vôtre ?');
  });

  test('an expired one, before the question and after it', async () => {
    const code = await codeFor(chat, 'anais');
    await stage.clock.advance(10 * MINUTE - 1);
    const question = await other.type('al', 'dm-box', `lier ${code}`);
    await stage.clock.advance(1);
    const expired =
      "Ce code n'est plus valable. Demandez-en un autre dans votre autre messagerie : /idee lier";
    expect(textOf(await other.press('al', 'dm-box', button(question, 'Relier les comptes')))).toBe(expired);
    expect(await other.says('al', 'dm-box', `lier ${code}`)).toBe(expired);
    expect(await areOne()).toBe(false);
  });

  test('the one before, once a new one was asked for', async () => {
    const before = await codeFor(chat, 'anais');
    const now = await codeFor(chat, 'anais');
    expect(now).not.toBe(before);
    expect(await other.says('al', 'dm-box', `lier ${before}`)).toContain("n'est plus valable");
    expect(await other.says('al', 'dm-box', `lier ${now}`)).toContain('Relier ce compte au vôtre ?');
  });

  test('one that somebody else typed first: whoever read it on a screen comes too late', async () => {
    const code = await codeFor(chat, 'anais');
    const question = await other.type('al', 'dm-box', `lier ${code}`);
    expect(await other.says('mallory', 'dm-box', `lier ${code}`)).toContain('Ce code a déjà servi');
    const stolen = button(question, 'Relier les comptes');
    expect(textOf(await other.press('mallory', 'dm-box', stolen))).toContain('ne mène à aucun compte');
    await other.press('al', 'dm-box', stolen);
    expect(await areOne()).toBe(true);
    expect(await stage.count('account_code_tries')).toBe(0);
  });

  test('one that was refused: a code somebody was tricked into typing dies with the no', async () => {
    const code = await codeFor(chat, 'anais');
    const question = await other.type('al', 'dm-box', `lier ${code}`);
    const no = button(question, 'Ne pas relier');
    expect(textOf(await other.press('mallory', 'dm-box', no))).toContain("Rien n'est relié");
    expect(textOf(await other.press('al', 'dm-box', no))).toBe(
      "Rien n'est relié, et ce code ne vaut plus rien.",
    );
    expect(textOf(await other.press('al', 'dm-box', button(question, 'Relier les comptes')))).toContain(
      "n'est plus valable",
    );
    expect(await areOne()).toBe(false);
  });

  test("one's own, one of the same chat, one of an account that is linked already", async () => {
    const code = await codeFor(chat, 'anais');
    expect(await chat.says('anais', 'dm-box', `lier ${code}`)).toContain(
      "C'est ce compte-ci qui a demandé ce code.",
    );
    expect(await chat.says('bilal', 'dm-box', `lier ${code}`)).toContain(
      "Ce code vient d'un autre compte de cette messagerie",
    );
    await link([chat, 'anais'], [other, 'al']);
    expect(await other.says('al', 'dm-box', `lier ${await codeFor(chat, 'anais')}`)).toBe(
      'Ce compte est déjà relié au vôtre. Pour défaire ce lien : /idee delier compte',
    );
  });

  test('a second account of a chat for one person, whichever side it would come from', async () => {
    await link([chat, 'anais'], [other, 'al']);
    const refused =
      "L'un des deux est déjà relié à un compte Other, et une personne n'en a qu'un par messagerie. " +
      "Défaites d'abord ce lien : /idee delier compte";
    expect(await other.says('mallory', 'dm-box', `lier ${await codeFor(chat, 'anais')}`)).toBe(refused);
    expect(await chat.says('anais', 'dm-box', `lier ${await codeFor(other, 'mallory')}`)).toBe(refused);
  });

  test('what becomes of it meanwhile is looked at again at the yes', async () => {
    const code = await codeFor(chat, 'anais');
    const question = await other.type('mallory', 'dm-box', `lier ${code}`);
    await link([other, 'al'], [chat, 'anais']);
    const answer = await other.press('mallory', 'dm-box', button(question, 'Relier les comptes'));
    expect(textOf(answer)).toContain('une personne');
    expect(await stage.count('members')).toBe((await stage.count('identities')) - 1);
  });
});

describe('where others read along', () => {
  test('no code is shown, and one that was typed there is worth nothing any more', async () => {
    const open = stage.platform('open', { can: { private: false } });
    expect(await open.says('al', 'salon', 'lier')).toBe(
      "Ici, d'autres liraient avec vous. Tapez /idee lier dans un message direct à la boîte, ou dans votre autre messagerie.",
    );
    expect(await stage.count('account_codes')).toBe(0);
    const code = await codeFor(chat, 'anais');
    expect(await open.says('al', 'salon', `lier ${code}`)).toContain('il ne vaut donc plus rien');
    expect(await other.says('al', 'dm-box', `lier ${code}`)).toContain("n'est plus valable");
  });

  test('a direct conversation is read by nobody else', async () => {
    const open = stage.platform('open', { can: { private: false } });
    const code = codeIn(await open.type('al', 'dm-al', 'lier'));
    expect(await chat.says('anais', 'dm-box', `lier ${code}`)).toContain('al (Open)');
  });

  test('where nothing can be pressed, the question is answered by yes and no', async () => {
    const plain = stage.platform('plain', { can: { buttons: false, forms: 'none' } });
    const code = await codeFor(chat, 'anais');
    expect(await plain.says('al', 'dm-al', `lier ${code}`)).toContain('/idee oui · /idee non');
    expect(await plain.says('al', 'dm-al', 'non')).toContain("Rien n'est relié");
    const fresh = await codeFor(chat, 'anais');
    await plain.type('al', 'dm-al', `lier ${fresh}`);
    expect(await plain.says('al', 'dm-al', 'oui')).toContain("C'est fait");
    expect(await areOne()).toBe(true);
  });
});

describe('as one person', () => {
  /** yann accepts the idea. */
  async function accept(): Promise<void> {
    const form = await chat.form('yann', 'bretagne', `repondre #${number}`);
    await chat.submit('yann', form, { status: 'accepted', answer: 'Oui.' });
  }

  const vote = (desk: Desk, user: string, word: string) => desk.type(user, 'dm-box', `${word} #${number}`);

  test('two votes on one idea become one by the newest word, and two again', async () => {
    const idea = await chat.file('bilal', 'bretagne', 'Un banc devant la porte');
    number = idea;
    await vote(chat, 'anais', 'pour');
    await stage.clock.advance(1000);
    await vote(other, 'al', 'contre');
    expect(await stage.tallies(idea)).toBe('2 for, 1 against');
    await link([chat, 'anais'], [other, 'al']);
    expect(await stage.tallies(idea)).toBe('1 for, 1 against');
    await stage.clock.advance(1000);
    expect(textOf(await vote(chat, 'anais', 'pour'))).toContain('2 pour   👎 0 contre');
    await chat.type('anais', 'dm-box', 'delier compte');
    expect(await stage.tallies(idea)).toBe('2 for, 1 against');
    await stage.deliver();
    expect(messageText(chat.card(idea, 'bretagne').message)).toContain('👍 2 pour   👎 1 contre');
  });

  test('votes for the same thing are one, and the card says so', async () => {
    const idea = await chat.file('bilal', 'bretagne', 'Un banc devant la porte');
    number = idea;
    await vote(chat, 'anais', 'pour');
    await vote(other, 'al', 'pour');
    await stage.deliver();
    expect(messageText(chat.card(idea, 'bretagne').message)).toContain('👍 3 pour');
    await link([chat, 'anais'], [other, 'al']);
    await stage.clock.advance(MINUTE);
    await stage.deliver();
    expect(messageText(chat.card(idea, 'bretagne').message)).toContain('👍 2 pour');
  });

  test('a word that arrives late does not undo what the other account said after it', async () => {
    const idea = await chat.file('bilal', 'bretagne', 'Un banc devant la porte');
    const begun = stage.clock.now();
    number = idea;
    await vote(chat, 'anais', 'pour');
    await stage.clock.advance(MINUTE);
    await vote(other, 'al', 'contre');
    await link([chat, 'anais'], [other, 'al']);
    await chat.type('anais', 'dm-box', `pour #${idea}`, { at: begun + 1000 });
    expect(await stage.tallies(idea)).toBe('1 for, 1 against');
  });

  test('taking a reaction back takes back what the other account had said before it', async () => {
    const idea = await chat.file('bilal', 'bretagne', 'Un banc devant la porte');
    number = idea;
    await stage.deliver();
    const { posted } = chat.card(idea, 'bretagne');
    await vote(other, 'al', 'pour');
    await stage.clock.advance(MINUTE);
    await chat.react('anais', posted, '👎');
    await link([chat, 'anais'], [other, 'al']);
    expect(await stage.tallies(idea)).toBe('1 for, 1 against');
    await stage.clock.advance(MINUTE);
    await chat.react('anais', posted, '👎', false);
    expect(await stage.tallies(idea)).toBe('1 for, 0 against');
  });

  test('undone, an account has its own word again, whatever the other one has reacted since', async () => {
    const idea = await chat.file('bilal', 'bretagne', 'Un banc devant la porte');
    number = idea;
    await stage.deliver();
    const { posted } = chat.card(idea, 'bretagne');
    await vote(other, 'al', 'pour');
    await link([chat, 'anais'], [other, 'al']);
    await stage.clock.advance(MINUTE);
    await chat.react('anais', posted, '👎');
    expect(await stage.tallies(idea)).toBe('1 for, 1 against');
    await other.type('al', 'dm-box', 'delier compte');
    expect(await stage.tallies(idea)).toBe('2 for, 1 against');
  });

  test("an author's other account is no other person: the idea can still be changed from it", async () => {
    await link([chat, 'anais'], [other, 'al']);
    await vote(other, 'al', 'contre');
    expect(await stage.tallies(number)).toBe('0 for, 1 against');
    expect(await other.says('al', 'dm-box', 'mes')).toContain('Prêter les outils du labo');
    expect(await other.says('al', 'dm-box', `modifier #${number} Prêter les outils le soir`)).toContain(
      `#${number}`,
    );
    expect((await stage.idea(number)).title).toBe('Prêter les outils le soir');
    const page = await other.type('al', 'dm-box', `voir #${number}`);
    const question = await other.press('al', 'dm-box', button(page, 'Retirer mon idée'));
    await other.press('al', 'dm-box', button(question, 'Oui, la retirer'));
    expect((await stage.idea(number)).status).toBe('withdrawn');
  });

  test('what an account may do stays with it: facilitating, administering', async () => {
    await link([chat, 'yann'], [other, 'al']);
    await link([chat, 'camille'], [other, 'cc']);
    expect(await other.says('al', 'dm-box', `repondre #${number} retenue Oui.`)).toContain(
      'Seules les personnes',
    );
    expect(await other.says('al', 'dm-box', 'a-traiter')).toContain('Cela ne vous est pas ouvert');
    expect(await other.says('cc', 'dm-box', 'labo creer nord nom=Nord')).toBe(
      'Seules les personnes qui administrent la boîte peuvent faire cela.',
    );
  });

  test('an idea in a closed lab is read by its author from both', async () => {
    await link([chat, 'anais'], [other, 'al']);
    const closed = await chat.file('anais', 'rh-prive', 'Une salle de repos');
    expect(await other.says('al', 'dm-box', `voir #${closed}`)).toContain('Une salle de repos');
    await other.type('al', 'dm-box', 'delier compte');
    expect(await other.says('al', 'dm-box', `voir #${closed}`)).toContain("Je ne trouve pas d'idée");
  });

  test('who cared is told once, where they acted on the idea', async () => {
    await link([chat, 'anais'], [other, 'al']);
    const idea = await chat.file('bilal', 'bretagne', 'Un banc devant la porte');
    number = idea;
    await vote(chat, 'anais', 'pour');
    await stage.clock.advance(1000);
    await vote(other, 'al', 'pour');
    await accept();
    const told = (await stage.outbox()).filter(({ what }) => what.kind === 'decision');
    expect(told.map(({ to }) => to.user)).toEqual(['al', 'bilal']);
  });

  test('accounts linked while both wait to be told of a decision are told once', async () => {
    const idea = await chat.file('bilal', 'bretagne', 'Un banc devant la porte');
    number = idea;
    await vote(chat, 'anais', 'pour');
    await vote(other, 'al', 'pour');
    await accept();
    await link([chat, 'anais'], [other, 'al']);
    const told = (await stage.outbox()).filter(({ what }) => what.kind === 'decision');
    expect(told.map(({ to }) => to.user).sort()).toEqual(['anais', 'bilal']);
    await stage.clock.advance(3 * MINUTE);
    await stage.deliver();
    expect(chat.toldTo('anais').map(messageText).join()).toContain('retenue');
    expect(other.toldTo('al')).toHaveLength(0);
  });

  test('what waits for the summary of the account that says yes is not lost', async () => {
    const idea = await chat.file('bilal', 'bretagne', 'Un banc devant la porte');
    number = idea;
    await other.type('al', 'dm-box', 'moi notifications=jour');
    await vote(other, 'al', 'pour');
    await accept();
    await stage.clock.advance(3 * MINUTE);
    await stage.deliver();
    await link([chat, 'anais'], [other, 'al']);
    await stage.clock.advance(3 * MINUTE);
    await stage.deliver();
    expect([...chat.toldTo('anais'), ...other.toldTo('al')].map(messageText).join()).toContain('retenue');
  });
});
