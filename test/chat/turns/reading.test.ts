import { beforeEach, describe, expect, test } from '@jest/globals';
import { button, formOf, messageOf, typedIn } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { buttonsOf, messageText, textOf } from './said.ts';

/** Numbers of ideas by lab. */
let tools: number;
let badge: number;
let closed: number;

onStage();
beforeEach(async () => {
  tools = await chat.file('anais', 'bretagne', 'Prêter les outils');
  await stage.clock.advance(60_000);
  badge = await chat.file('bilal', 'numerique', 'Un badge unique');
  await stage.clock.advance(60_000);
  closed = await chat.file('chloe', 'rh-prive', 'Tutorat croisé');
  await chat.type('denis', 'numerique', `pour #${badge}`);
});

const numbersIn = (text: string) => [...text.matchAll(/#(\d+)/g)].map(([, number]) => Number(number));

describe('lists', () => {
  test('top is by votes, of every open lab; in a channel of a lab, of that lab', async () => {
    expect(numbersIn(await chat.says('denis', 'general', 'top'))).toEqual([badge, tools]);
    expect(numbersIn(await chat.says('denis', 'bretagne', 'top'))).toEqual([tools]);
    expect(await chat.says('denis', 'general', 'top')).toContain(
      `#${badge} Un badge unique · 2 pour, 0 contre · nouvelle`,
    );
  });

  test('nouveautes is newest first', async () => {
    expect(numbersIn(await chat.says('denis', 'general', 'nouveautes'))).toEqual([badge, tools]);
    expect(numbersIn(await chat.says('denis', 'rh-prive', 'nouveautés'))).toEqual([closed]);
  });

  test('mes are one’s own, whatever the lab', async () => {
    await chat.file('chloe', 'bretagne', 'Un abri à vélos');
    expect(numbersIn(await chat.says('chloe', 'general', 'mes'))).toEqual([closed + 1, closed]);
    expect(await chat.says('emma', 'general', 'mes')).toContain("Vous n'avez pas encore proposé d'idée.");
  });

  test('a-traiter is what waits in the labs one facilitates, oldest first, each with its button', async () => {
    const answer = await chat.type('malika', 'dm-malika', 'a-traiter');
    const text = textOf(answer);
    expect(text).toContain('À traiter : Labo Numérique');
    expect(text).toContain('À traiter : Labo RH');
    expect(numbersIn(text)).toEqual([badge, closed]);
    const [first] = buttonsOf(messageOf(answer));
    const form = formOf(await chat.press('malika', 'dm-malika', first!));
    await chat.submit('malika', form, { status: 'accepted' });
    expect(numbersIn(await chat.says('malika', 'dm-malika', 'à traiter'))).toEqual([closed]);
    expect(await chat.says('anais', 'bretagne', 'a-traiter')).toContain('pas ouvert ici');
  });

  test('empty ones say what to do instead', async () => {
    await chat.type('camille', 'ouest', 'labo creer ouest nom=Ouest');
    await chat.type('camille', 'ouest', 'labo lier ouest');
    expect(await chat.says('anais', 'ouest', 'top')).toContain('La première peut être la vôtre : /idee');
    expect(await chat.says('anais', 'ouest', 'nouveautes')).toContain(
      'La prochaine peut être la vôtre : /idee',
    );
  });

  test('what is not shown is counted', async () => {
    for (let idea = 0; idea < 23; idea += 1) await chat.file('bilal', 'bretagne', `Idée numéro ${idea}`);
    const mine = await chat.says('bilal', 'bretagne', 'mes');
    expect(numbersIn(mine)).toHaveLength(20);
    expect(mine).toMatch(/Et \d+ autres\./);
    expect(await chat.says('yann', 'bretagne', 'a-traiter')).toMatch(/Et \d+ autres\./);
  });

  test('ten at most', async () => {
    for (let idea = 0; idea < 11; idea += 1) await chat.file('anais', 'bretagne', `Idée numéro ${idea}`);
    expect(numbersIn(await chat.says('denis', 'bretagne', 'top'))).toHaveLength(10);
    expect(numbersIn(await chat.says('denis', 'bretagne', 'nouveautes'))).toHaveLength(10);
  });
});

describe('one idea', () => {
  test('voir, or "En savoir plus", shows everything', async () => {
    const body = `${'Un long texte. '.repeat(60)}Fin.`;
    const long = await chat.file('anais', 'bretagne', 'Une idée longue', { body });
    await stage.deliver();
    const card = chat.card(long, 'bretagne');
    expect(messageText(card.message)).toContain('… (la suite : « En savoir plus »)');
    const page = await chat.press('denis', 'bretagne', button(card.message, 'En savoir plus'));
    expect(textOf(page)).toContain(body);
    expect(await chat.says('denis', 'bretagne', `voir #${long}`)).toBe(textOf(page));
  });

  test('hidden, its text is shown to nobody', async () => {
    await stage.db.tables
      .updateTable('ideas')
      .set({ hidden_at: 1, listed: 0, open: 0 })
      .where('number', '=', tools)
      .execute();
    for (const user of ['anais', 'yann', 'denis']) {
      const text = await chat.says(user, 'bretagne', `voir #${tools}`);
      expect(text).toContain("Le texte de cette idée n'est plus affiché.");
      expect(text).not.toContain('outils');
    }
  });
});

describe('a closed lab', () => {
  const reads = async (user: string, channel: string) => {
    const texts = ['top', 'nouveautes', `voir #${closed}`].map((text) => chat.says(user, channel, text));
    return (await Promise.all(texts)).map((text) => text.includes('Tutorat'));
  };

  test.each(['denis', 'yann', 'camille', 'lea'])('is not there for %s elsewhere', async (user) => {
    for (const channel of ['general', 'bretagne', `dm-${user}`]) {
      expect(await reads(user, channel)).toEqual([false, false, false]);
    }
  });

  test.each(['denis', 'camille', 'lea'])('is there for %s in its channel', async (user) => {
    await chat.says(user, 'rh-prive', 'moi');
    expect(await reads(user, 'rh-prive')).toEqual([true, true, true]);
  });

  test('is there for its facilitator and, of their own idea, for the author, anywhere', async () => {
    expect(await reads('malika', 'dm-malika')).toEqual([true, true, true]);
    expect(await reads('chloe', 'dm-chloe')).toEqual([true, true, true]);
    const second = await chat.file('denis', 'rh-prive', 'Parrainage');
    expect(await chat.says('chloe', 'dm-chloe', `voir #${second}`)).toContain("Je ne trouve pas d'idée");
  });

  test('that opens is there for everybody', async () => {
    await chat.type('malika', 'dm-malika', 'labo modifier rh acces=ouvert');
    expect(await reads('denis', 'general')).toEqual([true, true, true]);
  });
});

test('a guest reads in the channels of a lab, that lab alone', async () => {
  await chat.says('lea', 'bretagne', 'moi');
  expect(numbersIn(await chat.says('lea', 'bretagne', 'top'))).toEqual([tools]);
  expect(await chat.says('lea', 'general', 'top')).toContain('Aucune idée');
  expect(await chat.says('lea', 'dm-lea', `voir #${tools}`)).toContain("Je ne trouve pas d'idée");
  expect(await chat.says('lea', 'numerique', `voir #${tools}`)).toContain("Je ne trouve pas d'idée");
});

test('reading makes nobody known to the database', async () => {
  const before = await Promise.all([stage.count('identities'), stage.count('claims')]);
  for (const text of ['top', 'nouveautes', 'mes', 'moi', 'aide', 'a-traiter', `voir #${tools}`, 'Une idée']) {
    await chat.type('emma', 'bretagne', text);
  }
  expect(await Promise.all([stage.count('identities'), stage.count('claims')])).toEqual(before);
});

describe('moi', () => {
  test('says what the box knows, and how ADMINS would name this account', async () => {
    const text = await chat.says('camille', 'dm-camille', 'moi');
    expect(text).toContain('Compte : chat:site:camille');
    expect(text).toContain('Vous administrez la boîte');
    const yann = await chat.says('yann', 'dm-yann', 'moi');
    expect(yann).toContain('Vous animez : Labo Bretagne');
    expect(yann).not.toContain('administrez');
    expect(await chat.says('emma', 'dm-emma', 'moi')).not.toContain('Numéro de personne');
    expect(await chat.says('anais', 'dm-anais', 'moi')).toContain('Nom affiché : Anaïs L.');
  });
});

describe('aide', () => {
  test('names commands in the words of who reads', async () => {
    await chat.says('denis', 'general', 'moi en');
    const help = await chat.says('denis', 'general', 'help');
    expect(help).toContain('type /idee for #2256');
    expect(help).toContain('/idee help lab');
    expect(await chat.says('denis', 'general', 'show #999')).toContain('/idee top');
  });

  test('shows what this person may do, and no closed door', async () => {
    const member = await chat.says('denis', 'general', 'aide');
    expect(member).toContain('/idee completer #2256');
    expect(member).not.toContain('repondre');
    expect(await chat.says('yann', 'general', 'aide')).toContain('/idee repondre #2256 retenue');
    expect(await chat.says('yann', 'general', 'aide')).toContain('/idee labo : lier, délier, animateur');
    expect(await chat.says('yann', 'general', 'aide')).not.toContain('creer');
    expect(await chat.says('camille', 'general', 'aide')).toContain('/idee labo creer bretagne');
    await chat.says('lea', 'bretagne', 'moi');
    const guest = await chat.says('lea', 'bretagne', 'aide');
    expect(guest).toContain('/idee voir #2256');
    expect(guest).not.toContain('completer');
    expect(member).not.toMatch(/\/idee (oui|non)/);
  });

  test.each(['top', 'voir', 'labo', 'digest', 'labo créer', 'aide', 'help', 'digest preview'])(
    'of %s',
    async (word) => {
      expect(await chat.says('denis', 'general', `aide ${word}`)).toContain('Exemple : /idee ');
    },
  );

  test('in English', async () => {
    expect(await chat.says('john', 'general', 'help')).toContain('/idee complete #2256');
  });
});

describe('the language of an answer', () => {
  const OF_ENGLISH = 'The most supported ideas';
  const OF_FRENCH = 'Les idées les plus soutenues';

  test('is the setting, before all', async () => {
    expect(await chat.says('denis', 'general', 'moi en')).toBe('Noted, I speak English to you.');
    expect(await chat.says('denis', 'general', 'top', { locale: 'fr-FR' })).toContain(OF_ENGLISH);
    expect(await chat.says('denis', 'general', 'me fr')).toBe("C'est noté, je vous parle français.");
    expect(await chat.says('denis', 'general', 'top', { locale: 'en' })).toContain(OF_FRENCH);
  });

  test.each([
    ['en-GB', OF_ENGLISH],
    ['en_US', OF_ENGLISH],
    ['fr-CA', OF_FRENCH],
    ['de-DE', OF_FRENCH],
    ['', OF_FRENCH],
  ])('else that of the client: %s', async (locale, title) => {
    expect(await chat.says('denis', 'general', 'top', { locale })).toContain(title);
  });

  test('else that of the profile, else that of the lab, else French', async () => {
    expect(await chat.says('john', 'general', 'top')).toContain(OF_ENGLISH);
    await chat.type('camille', 'bretagne', 'labo modifier bretagne langue=en');
    expect(await chat.says('denis', 'bretagne', 'top')).toContain(OF_ENGLISH);
    expect(await chat.says('denis', 'numerique', 'top')).toContain(OF_FRENCH);
    expect(await chat.says('denis', 'general', 'top')).toContain(OF_FRENCH);
  });

  test('a card speaks the language of its lab, its answers that of who presses', async () => {
    await chat.type('camille', 'bretagne', 'labo modifier bretagne langue=en');
    const number = await chat.file('anais', 'bretagne', 'Un abri à vélos');
    await stage.deliver();
    const { message, posted } = chat.card(number, 'bretagne');
    expect(message.lang).toBe('en');
    const pressed = await chat.press('denis', 'bretagne', button(message, '👍 For'), {
      on: posted,
      locale: 'fr',
    });
    expect(textOf(pressed)).toContain("C'est compté");
  });

  test('a form is in it too', async () => {
    const form = await chat.form('john', 'bretagne', 'A bicycle shelter', { locale: 'en-GB' });
    expect([form.lang, form.title]).toEqual(['en', 'New idea']);
    expect(typedIn(form, 'title')).toBe('A bicycle shelter');
  });
});

test('everything the box says in English is whole too', async () => {
  const typed = [
    'top',
    'new',
    'mine',
    'me',
    'help',
    'help lab',
    'todo',
    `show #${tools}`,
    `for #${tools}`,
    `for #${tools}`,
    `against #${tools}`,
    `against #${tools}`,
    `neutral #${tools}`,
    `neutral #${tools}`,
    'show #99999',
    `withdraw #${tools}`,
    `edit #${tools}`,
    `add to #${tools} More`,
    `reply #${tools} accepted`,
    'undo',
    'digest preview',
    'digest send',
    'lab bind bretagne',
    'lab unbind',
    'lab create x1 name=X',
    'lab change bretagne name=X',
    'lab change nowhere name=X',
    'lab facilitator bretagne @anais',
    'tpo',
    'A bicycle shelter',
  ];
  for (const text of typed) {
    const answer = await chat.type('john', 'bretagne', text, { locale: 'en-GB' });
    expect(answer.kind).not.toBe('nothing');
    expect(textOf(answer)).not.toMatch(/Votre|Vous|idée |Seules/);
  }
});
