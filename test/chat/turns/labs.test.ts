import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { faultsOf } from './desk.ts';
import { textOf } from './said.ts';
import { Stage } from './stage.ts';

let stage: Stage;
let chat: Stage['chat'];

beforeEach(async () => {
  stage = await Stage.open();
  chat = stage.chat;
});
afterEach(() => stage.close());

const lab = (slug: string) =>
  stage.db.tables.selectFrom('labs').selectAll().where('slug', '=', slug).executeTakeFirst();
const camille = (text: string, channel = 'bretagne') => chat.says('camille', channel, text);

describe('what does not fit behind "labo"', () => {
  const exists = 'vient un de ces mots : lier, délier, animateur, retirer-animateur, modifier, créer.';

  test('is answered by the words that do, with their examples, and files nothing', async () => {
    const answer = await camille('labo liste');
    expect(answer).toContain(`Je ne connais pas « liste ». Après « labo » ${exists}`);
    expect(answer).toContain('/idee labo lier bretagne');
    expect(answer).toContain("C'était une idée ?");
    expect(await camille('labo')).toContain(`Après « labo » ${exists}`);
    expect(await camille('digest')).toContain('Après « digest » vient un de ces mots : aperçu, envoyer.');
  });

  test('says which settings there are, and how the command is written', async () => {
    const answer = await camille('labo modifier bretagne couleur=rouge');
    expect(answer).toContain('/idee labo modifier nom-court clé=valeur');
    expect(answer).toContain('Les mots possibles : nom, domaine, région, fuseau, langue, accès, bilan.');
    expect(await camille('labo lier')).toContain('/idee labo lier nom-court');
  });

  test('is a title where it goes on', async () => {
    await camille('labo creer bretagne nom="Labo Bretagne"');
    expect(await chat.type('camille', 'bretagne', 'labo de quartier pour tous')).toMatchObject({
      kind: 'form',
    });
  });

  test('is said in English to who reads English', async () => {
    await camille('moi english');
    expect(await camille('lab list')).toContain(
      'I do not know “list”. After “lab” comes one of these words:',
    );
    expect(await camille('lab change bretagne colour=red')).toContain('name, field, region, zone, language');
  });
});

describe('creating', () => {
  test('an administrator makes a lab with its settings; what is not said takes the defaults', async () => {
    expect(await camille('labo creer bretagne nom="Labo Bretagne" région=Bretagne langue=en')).toBe(
      'Labo Bretagne existe, sous le nom court bretagne. Tapez /idee labo lier bretagne dans son salon pour le relier.',
    );
    expect(await lab('bretagne')).toMatchObject({
      name: 'Labo Bretagne',
      region: 'Bretagne',
      field: '',
      zone: 'Europe/Paris',
      language: 'en',
      access: 'open',
      digest_cron: '0 9 * * 1',
    });
  });

  test.each(['anais', 'lea'])('%s may not', async (user) => {
    expect(await chat.says(user, 'bretagne', 'labo creer bretagne nom=Bretagne')).toBe(
      'Seules les personnes qui administrent la boîte peuvent faire cela.',
    );
    expect(await lab('bretagne')).toBeUndefined();
    expect(await stage.count('identities')).toBe(1);
  });

  test('the same delivery twice is one lab; another one learns that the name is taken', async () => {
    const text = 'labo creer bretagne nom=Bretagne';
    await chat.type('camille', 'bretagne', text, { id: 'one' });
    expect(await chat.type('camille', 'bretagne', text, { id: 'one' })).toEqual({ kind: 'nothing' });
    expect(await camille(text)).toContain('Le nom court « bretagne » est déjà pris');
  });

  test.each([
    ['nom=""', "Le nom d'un labo tient sur une ligne : de 1 à 60 signes."],
    ['nom="\u200B"', "Le nom d'un labo tient sur une ligne : de 1 à 60 signes."],
    [`nom="${'x'.repeat(61)}"`, "Le nom d'un labo tient sur une ligne : de 1 à 60 signes."],
    [
      `domaine="${'x'.repeat(61)}"`,
      'Le domaine et la région tiennent chacun sur une ligne : 60 signes au plus.',
    ],
    [
      `région="${'x'.repeat(61)}"`,
      'Le domaine et la région tiennent chacun sur une ligne : 60 signes au plus.',
    ],
    ['fuseau=Mars/Nord', 'Je ne connais pas le fuseau « Mars/Nord ». Exemple : Europe/Paris.'],
    ['langue=de', 'La langue est « fr » ou « en ».'],
    ['accès=secret', "L'accès est « ouvert » ou « fermé »."],
    ['bilan="lundi"', 'Je ne comprends pas « lundi ». Exemple, pour le lundi à 9 h : 0 9 * * 1.'],
    ['bilan="0 9 31 2 *"', 'Je ne comprends pas « 0 9 31 2 * ».'],
    [
      'bilan="0 9 * * *"',
      'Le bilan paraît une fois par semaine au plus, « 0 9 * * * » le ferait plus souvent.',
    ],
  ])('%s is refused, and says why', async (setting, why) => {
    expect(await camille(`labo creer bretagne ${setting}`)).toContain(why);
    expect(await lab('bretagne')).toBeUndefined();
  });

  test('markup in a name stays text', async () => {
    expect(await camille('labo creer x1 nom="<b>gras</b> *@channel*"')).toContain(
      '<b>gras</b> *@channel* existe',
    );
  });
});

describe('changing', () => {
  beforeEach(() => stage.withLabs());

  test('administrators and its facilitators change a lab', async () => {
    expect(await camille('labo modifier bretagne nom="Labo Ouest"')).toBe('Labo Ouest est à jour.');
    expect(await chat.says('yann', 'dm-yann', 'labo modifier bretagne accès=fermé bilan="0 10 * * 2"')).toBe(
      'Labo Ouest est à jour.',
    );
    expect(await lab('bretagne')).toMatchObject({ access: 'closed', digest_cron: '0 10 * * 2' });
  });

  test('others are told who can', async () => {
    for (const user of ['anais', 'malika']) {
      expect(await chat.says(user, 'general', 'labo modifier bretagne nom=X')).toBe(
        'Seules les personnes qui animent Labo Bretagne ou administrent la boîte peuvent faire cela. Demandez à @yann.',
      );
    }
  });

  test('a bad setting changes nothing', async () => {
    expect(await camille('labo modifier bretagne nom=Ouest fuseau=Mars')).toContain('Mars');
    expect(await lab('bretagne')).toMatchObject({ name: 'Labo Bretagne' });
  });

  test('an unknown lab and a closed one are answered alike to those who may not, with the labs they know', async () => {
    const unknown = await chat.says('yann', 'general', 'labo modifier inconnu nom=X');
    expect(unknown).toBe('Je ne trouve pas de labo « inconnu ». Il y a : bretagne et numerique.');
    expect(await chat.says('yann', 'general', 'labo modifier rh nom=X')).toBe(
      unknown.replace('inconnu', 'rh'),
    );
    expect(await chat.says('yann', 'general', 'labo lier rh')).toBe(unknown.replace('inconnu', 'rh'));
    // In its own channel the lab is no secret.
    expect(await chat.says('yann', 'rh-prive', 'labo modifier rh nom=X')).toContain('Seules les personnes');
  });
});

describe('channels', () => {
  beforeEach(() => stage.withLabs());

  const channels = async (slug: string) =>
    (
      await stage.db.tables
        .selectFrom('lab_channels')
        .innerJoin('labs', 'labs.id', 'lab_channels.lab')
        .select('channel')
        .where('slug', '=', slug)
        .execute()
    ).map(({ channel }) => channel);

  test('binding and unbinding the channel where it is typed', async () => {
    expect(await chat.says('yann', 'place', 'labo lier bretagne')).toBe(
      'Ce salon est relié à Labo Bretagne : les nouvelles idées et le bilan de la semaine y seront affichés.',
    );
    expect(await channels('bretagne')).toEqual(['bretagne', 'place']);
    expect(await chat.says('yann', 'place', 'labo lier bretagne')).toContain(
      'Ce salon est relié à Labo Bretagne',
    );
    expect(await chat.says('yann', 'place', 'labo délier')).toBe(
      "Ce salon n'est plus relié à Labo Bretagne. Les cartes déjà affichées restent.",
    );
    expect(await chat.says('yann', 'place', 'labo délier')).toBe("Ce salon n'est relié à aucun labo.");
    expect(await channels('bretagne')).toEqual(['bretagne']);
  });

  test('those who neither facilitate nor administer may not', async () => {
    expect(await chat.says('anais', 'place', 'labo lier bretagne')).toContain(
      'Seules les personnes qui animent',
    );
    expect(await chat.says('anais', 'bretagne', 'labo delier')).toContain('Seules les personnes qui animent');
    expect(await chat.says('malika', 'bretagne', 'labo delier')).toContain(
      'Seules les personnes qui animent',
    );
    expect(await channels('bretagne')).toEqual(['bretagne']);
  });

  test('a channel belongs to one lab', async () => {
    expect(await camille('labo lier numerique')).toBe(
      "Ce salon est déjà relié à Labo Bretagne. Un salon n'appartient qu'à un labo.",
    );
    expect(await chat.says('malika', 'bretagne', 'labo lier rh')).toContain('déjà relié à Labo Bretagne');
  });

  test('a direct message is no channel, a channel the box may not write in neither', async () => {
    for (const text of ['labo lier bretagne', 'labo delier']) {
      expect(await chat.says('yann', 'dm-yann', text)).toContain('pas dans une conversation privée');
    }
    expect(await chat.says('yann', 'muet', 'labo lier bretagne')).toContain(
      "Invitez d'abord la boîte à idées",
    );
    expect(await chat.says('yann', 'inconnu', 'labo lier bretagne')).toContain(
      "Invitez d'abord la boîte à idées",
    );
  });

  test('a private channel closes the lab, unless its people say otherwise afterwards', async () => {
    const text = await chat.says('yann', 'cercle', 'labo lier bretagne');
    expect(text).toContain('Ce salon est privé : Labo Bretagne est donc fermé');
    expect(text).toContain('/idee labo modifier bretagne acces=ouvert');
    expect(await lab('bretagne')).toMatchObject({ access: 'closed' });
    await chat.says('yann', 'cercle', 'labo modifier bretagne acces=ouvert');
    expect(await lab('bretagne')).toMatchObject({ access: 'open' });
  });

  test('a thread belongs to its channel', async () => {
    const where = { ...chat.channel('fil'), thread: 't1' };
    const { createInbox } = await import('../../../src/chat/router.ts');
    const by = chat.person('yann');
    const arrival = { kind: 'command', id: 'x', by, at: stage.clock.now(), where } as const;
    await createInbox(stage.box, stage.kept)({ ...arrival, text: ['labo lier bretagne'] });
    expect(await channels('bretagne')).toEqual(['bretagne', 'fil']);
  });

  test('a lost channel that is bound again works again', async () => {
    await stage.db.tables
      .updateTable('lab_channels')
      .set({ lost_at: 1 })
      .where('channel', '=', 'bretagne')
      .execute();
    await chat.file('anais', 'bretagne', 'Une cantine bio');
    expect(await stage.outbox()).toEqual([]);
    await chat.type('yann', 'bretagne', 'labo lier bretagne');
    await chat.file('anais', 'bretagne', 'Un abri à vélos');
    // That of meanwhile is shown too.
    expect((await stage.outbox()).map(({ what }) => what.idea)).toEqual([1, 2]);
  });
});

describe('facilitators', () => {
  beforeEach(() => stage.withLabs());

  test('the first by an administrator, the others by a facilitator too', async () => {
    await camille('labo creer ouest nom=Ouest');
    expect(await chat.says('anais', 'general', 'labo animateur ouest @anais')).toContain(
      'administrent la boîte',
    );
    expect(await camille('labo animateur ouest @anais')).toBe('Anaïs L. anime maintenant Ouest.');
    expect(await chat.says('anais', 'general', 'labo animateur ouest @bilal')).toBe(
      'bilal anime maintenant Ouest.',
    );
    expect(await chat.says('bilal', 'dm-bilal', 'moi')).toContain('Vous animez : Ouest');
  });

  test('one who is removed decides no more, whatever button they still see', async () => {
    const number = await chat.file('anais', 'bretagne', 'Une cantine bio');
    const form = await chat.form('yann', 'bretagne', `repondre #${number}`);
    for (const user of ['anais', 'malika']) {
      expect(await chat.says(user, 'general', 'labo retirer-animateur bretagne @yann')).toContain(
        'Seules les',
      );
    }
    expect(await camille('labo retirer-animateur bretagne @yann')).toBe("yann n'anime plus Labo Bretagne.");
    expect(await camille('labo retirer-animateur bretagne @yann')).toBe(
      "Cette personne n'anime pas Labo Bretagne.",
    );
    expect(await camille('labo retirer-animateur rh @yann')).toBe("Cette personne n'anime pas Labo RH.");
    expect(await chat.says('yann', 'general', 'labo retirer-animateur rh @malika')).toContain('« rh »');
    expect(faultsOf(await chat.submit('yann', form)).status).toContain('Seules les personnes');
    const answer = { action: 'answer', value: `#${number}` };
    expect(textOf(await chat.press('yann', 'bretagne', answer))).toContain('Seules les personnes');
    expect(await chat.says('yann', 'bretagne', 'a-traiter')).toContain('pas ouvert ici');
  });

  test('twice is once', async () => {
    await camille('labo animateur bretagne @yann');
    expect(await stage.db.tables.selectFrom('lab_facilitators').selectAll().execute()).toHaveLength(3);
  });

  test.each(['lea', 'robot', 'paul'])('%s cannot be one', async (user) => {
    expect(await camille(`labo animateur bretagne @${user}`)).toContain(
      'Je ne reconnais pas cette personne.',
    );
  });

  test('nobody the platform does not know, nor of a platform that does not run', async () => {
    expect(await camille('labo animateur bretagne slack:T0:U1')).toContain(
      'Je ne reconnais pas cette personne.',
    );
    chat.platform.profileFailure = new Error('no such user');
    const named = camille('labo animateur bretagne @inconnu');
    await stage.clock.advance(10_000);
    expect(await named).toContain('Je ne reconnais pas cette personne.');
  });
});
