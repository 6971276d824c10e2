import { beforeEach, describe, expect, test } from '@jest/globals';
import { button } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { buttonsOf, messageText, textOf } from './said.ts';

/** In `bretagne`, the one filed a minute before the other. */
let elder: number;
let duplicate: number;

const fileAt = async (channel: string, title: string, user = 'anais') => {
  await stage.clock.advance(60_000);
  return chat.file(user, channel, title);
};

onStage();
beforeEach(async () => {
  elder = await fileAt('bretagne', "Ouvrir l'atelier le soir");
  duplicate = await fileAt('bretagne', 'Prêter les outils après 18 h', 'bilal');
  await stage.deliver();
});

const card = async (number: number, channel = 'bretagne') => {
  await stage.deliver();
  return messageText(chat.card(number, channel).message);
};
const links = () =>
  stage.db.tables.selectFrom('duplicates').select(['idea', 'elder']).orderBy('idea').execute();

describe('a facilitator links a duplicate to its elder', () => {
  test('and both cards say so, and both pages', async () => {
    const answer = await chat.type('yann', 'bretagne', `double #${duplicate} #${elder}`);
    expect(textOf(answer)).toBe(
      `#${duplicate} est maintenant le double de #${elder}. Les deux cartes le disent, et chaque idée garde ses votes.\n[Séparer]`,
    );
    expect(await card(duplicate)).toContain(`\nDouble de #${elder} · Ouvrir l'atelier le soir\n`);
    expect(await card(elder)).toContain(`\nDouble : #${duplicate}\n`);
    expect(await chat.says('thomas', 'bretagne', `voir #${duplicate}`)).toContain(
      `Double de #${elder} · Ouvrir`,
    );
    expect(await chat.says('thomas', 'bretagne', `voir #${elder}`)).toContain(`Double : #${duplicate}`);
  });

  test('by its other names, with bare numbers, in English', async () => {
    expect(await chat.says('yann', 'bretagne', `doublon ${duplicate} ${elder}`)).toContain('est maintenant');
    expect(await chat.says('yann', 'bretagne', `séparer ${duplicate}`)).toContain("n'est plus le double");
    const odd = { locale: 'en' };
    expect(await chat.says('yann', 'bretagne', `duplicate #${duplicate} #${elder}`, odd)).toBe(
      `#${duplicate} is now the duplicate of #${elder}. Both cards say so, and each idea keeps its votes.\n[Separate]`,
    );
    expect(await chat.says('yann', 'bretagne', `separate #${duplicate}`, odd)).toBe(
      `#${duplicate} is no longer the duplicate of #${elder}. Both cards are up to date.`,
    );
  });

  test('and nobody is told by a message', async () => {
    await chat.type('yann', 'bretagne', `double #${duplicate} #${elder}`);
    await stage.clock.advance(3 * 60_000);
    await stage.deliver();
    for (const user of ['anais', 'bilal', 'yann']) expect(chat.toldTo(user)).toEqual([]);
  });

  test('and the elder’s card names three duplicates and counts the others', async () => {
    const numbers = [duplicate];
    for (let i = 0; i < 6; i += 1) numbers.push(await fileAt('bretagne', `Encore les outils ${i}`));
    for (const number of numbers) await chat.type('yann', 'bretagne', `double #${number} #${elder}`);
    const [a, b, c] = numbers;
    expect(await card(elder)).toContain(`\nDoubles : #${a}, #${b}, #${c} et 4 autres\n`);
    await chat.type('yann', 'bretagne', `separer #${a}`);
    expect(await card(elder)).toContain(`\nDoubles : #${b}, #${c}, #${numbers[3]} et 3 autres\n`);
  });

  test('once: the same arrival again says nothing, the same order that it is so', async () => {
    const order = `double #${duplicate} #${elder}`;
    await chat.type('yann', 'bretagne', order, { id: 'one' });
    expect(await chat.type('yann', 'bretagne', order, { id: 'one' })).toEqual({ kind: 'nothing' });
    const again = await chat.type('yann', 'bretagne', order);
    expect(textOf(again)).toContain(`#${duplicate} est déjà le double de #${elder}.`);
    await chat.press('yann', 'bretagne', button(again, 'Séparer'));
    expect(await links()).toEqual([]);
  });
});

describe('no vote moves', () => {
  const kept = async () => ({
    tallies: [await stage.tallies(duplicate), await stage.tallies(elder)],
    ideas: await stage.db.tables.selectFrom('ideas').selectAll().orderBy('number').execute(),
    votes: await stage.db.tables.selectFrom('votes').selectAll().orderBy('idea').orderBy('member').execute(),
    words: await stage.db.tables
      .selectFrom('words')
      .selectAll()
      .orderBy('idea')
      .orderBy('identity')
      .execute(),
    changes: await stage.db.tables.selectFrom('vote_changes').selectAll().orderBy('id').execute(),
    top: await chat.says('thomas', 'bretagne', 'top'),
    newest: await chat.says('thomas', 'bretagne', 'nouveautes'),
    waiting: await chat.says('yann', 'bretagne', 'a-traiter'),
    digest: await chat.says('yann', 'bretagne', 'digest apercu'),
  });

  test('nor status, list or digest, by linking or by separating', async () => {
    for (const user of ['thomas', 'lea']) await chat.type(user, 'bretagne', `pour #${duplicate}`);
    await chat.type('thomas', 'bretagne', `contre #${elder}`);
    const before = await kept();
    expect(before.tallies).toEqual(['3 for, 0 against', '1 for, 1 against']);
    await chat.type('yann', 'bretagne', `double #${duplicate} #${elder}`);
    expect(await kept()).toEqual(before);
    await chat.type('yann', 'bretagne', `separer #${duplicate}`);
    expect(await kept()).toEqual(before);
  });

  test('and people go on voting on both', async () => {
    await chat.type('yann', 'bretagne', `double #${duplicate} #${elder}`);
    for (const number of [duplicate, elder]) await chat.type('thomas', 'bretagne', `pour #${number}`);
    expect([await stage.tallies(duplicate), await stage.tallies(elder)]).toEqual([
      '2 for, 0 against',
      '2 for, 0 against',
    ]);
  });
});

describe('a link is undone', () => {
  beforeEach(async () => {
    await chat.type('yann', 'bretagne', `double #${duplicate} #${elder}`);
    await stage.deliver();
  });

  test('by command, a year later too: both cards are as before', async () => {
    await stage.clock.advance(365 * 24 * 3_600_000);
    expect(await chat.says('yann', 'dm-yann', `separer #${duplicate}`)).toBe(
      `#${duplicate} n'est plus le double de #${elder}. Les deux cartes sont à jour.`,
    );
    expect(await card(duplicate)).not.toContain('Double');
    expect(await card(elder)).not.toContain('Double');
  });

  test('by the button under "En savoir plus", which only a facilitator has', async () => {
    const labels = async (user: string, number = duplicate) => {
      const answer = await chat.press(user, 'bretagne', { action: 'more', value: `#${number}` });
      return answer.kind === 'private' ? buttonsOf(answer.message).map(({ label }) => label) : [];
    };
    expect(await labels('thomas')).not.toContain('Séparer');
    expect(await labels('yann', elder)).not.toContain('Séparer');
    expect(await labels('yann')).toContain('Séparer');
    const page = await chat.type('yann', 'bretagne', `voir #${duplicate}`);
    await chat.press('yann', 'bretagne', button(page, 'Séparer'));
    expect(await links()).toEqual([]);
    expect(await labels('yann')).not.toContain('Séparer');
  });

  test('from the duplicate one gets to the elder', async () => {
    const page = await chat.type('thomas', 'bretagne', `voir #${duplicate}`);
    const there = await chat.press('thomas', 'bretagne', button(page, `Voir #${elder}`));
    expect(textOf(there)).toContain(`💡 #${elder} · Ouvrir l'atelier le soir`);
  });

  test('not twice: the second is told how to link', async () => {
    await chat.type('yann', 'bretagne', `separer #${duplicate}`);
    expect(await chat.says('yann', 'bretagne', `separer #${duplicate}`)).toBe(
      `#${duplicate} n'est le double d'aucune idée. Pour la relier à la plus ancienne : /idee double #${duplicate} #…`,
    );
  });

  test('not by anybody else, nor by one who facilitates no more', async () => {
    for (const user of ['anais', 'bilal', 'camille', 'malika']) {
      expect(await chat.says(user, 'bretagne', `separer #${duplicate}`)).toContain(
        'Seules les personnes qui animent Labo Bretagne peuvent relier ou séparer ses doubles.',
      );
    }
    const page = await chat.type('yann', 'bretagne', `voir #${duplicate}`);
    await stage.db.tables.deleteFrom('lab_facilitators').execute();
    expect(textOf(await chat.press('yann', 'bretagne', button(page, 'Séparer')))).toContain(
      'Seules les personnes',
    );
    expect(await links()).toHaveLength(1);
  });
});

describe('it is refused, with the way out,', () => {
  const refusal = (text: string, user = 'yann') => chat.says(user, 'bretagne', text);

  test('to whoever does not facilitate the duplicate’s lab', async () => {
    for (const user of ['anais', 'bilal', 'camille', 'malika']) {
      expect(await refusal(`double #${duplicate} #${elder}`, user)).toBe(
        'Seules les personnes qui animent Labo Bretagne peuvent relier ou séparer ses doubles. Demandez à @yann.',
      );
    }
    expect(await links()).toEqual([]);
  });

  test('for an unknown number, on either side', async () => {
    expect(await refusal(`double #999 #${elder}`)).toContain("Je ne trouve pas d'idée #999");
    expect(await refusal(`double #${duplicate} #999`)).toContain("Je ne trouve pas d'idée #999");
  });

  test('for an idea and itself', async () => {
    expect(await refusal(`double #${elder} #${elder}`)).toBe(
      `#${elder} n'est pas son propre double. Donnez d'abord le double, puis l'idée plus ancienne : /idee double #${elder} #…`,
    );
  });

  test('the wrong way round, with the order to be copied', async () => {
    const text = await refusal(`double #${elder} #${duplicate}`);
    expect(text).toBe(
      `#${duplicate} a été déposée après #${elder} : le double est la plus récente. Tapez plutôt /idee double #${duplicate} #${elder}.`,
    );
    const [, order = ''] = text.split('/idee ');
    expect(await refusal(order)).toContain('est maintenant le double');
    expect(await links()).toEqual([{ idea: duplicate, elder }]);
  });

  test('in English words for those who read English', async () => {
    expect(await chat.says('yann', 'bretagne', `double #${elder} #${duplicate}`, { locale: 'en' })).toContain(
      `Type /idee duplicate #${duplicate} #${elder} instead`,
    );
  });

  test('for a withdrawn idea on either side', async () => {
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${elder}` });
    expect(await refusal(`double #${duplicate} #${elder}`)).toContain(
      `Le texte de #${elder} n'est plus affiché`,
    );
    const third = await fileAt('bretagne', 'Encore les outils');
    await chat.press('bilal', 'bretagne', { action: 'withdraw-yes', value: `#${duplicate}` });
    expect(await refusal(`double #${third} #${duplicate}`)).toContain(`Le texte de #${duplicate} n'est plus`);
  });

  test('for a second elder: the first link is to be undone before', async () => {
    const third = await fileAt('bretagne', 'Encore les outils');
    await refusal(`double #${third} #${elder}`);
    expect(await refusal(`double #${third} #${duplicate}`)).toBe(
      `#${third} est déjà le double de #${elder}. Séparez-les d'abord : /idee separer #${third}`,
    );
  });

  test('in a chain: the order to the first elder is there to be copied', async () => {
    const third = await fileAt('bretagne', 'Encore les outils');
    await refusal(`double #${duplicate} #${elder}`);
    const text = await refusal(`double #${third} #${duplicate}`);
    expect(text).toBe(
      `#${duplicate} est elle-même le double de #${elder}. Tapez plutôt /idee double #${third} #${elder}.`,
    );
    expect(await refusal(text.split('/idee ')[1] ?? '')).toContain('est maintenant le double');
  });

  test('in a chain whose end is withdrawn: its link is to be undone', async () => {
    const third = await fileAt('bretagne', 'Encore les outils');
    await refusal(`double #${duplicate} #${elder}`);
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${elder}` });
    expect(await refusal(`double #${third} #${duplicate}`)).toBe(
      `#${duplicate} est elle-même le double d'une autre idée. Séparez-les d'abord : /idee separer #${duplicate}`,
    );
  });

  test('for an idea that has duplicates of its own', async () => {
    const third = await fileAt('bretagne', 'Encore les outils');
    await refusal(`double #${third} #${duplicate}`);
    expect(await refusal(`double #${duplicate} #${elder}`)).toBe(
      `#${duplicate} a elle-même des doubles (#${third}), et un double n'en a pas. Séparez-les d'abord : ` +
        `/idee separer #${third}. Vous pourrez ensuite les relier à #${elder}.`,
    );
  });

  test('and two who link at once make no chain', async () => {
    const third = await fileAt('bretagne', 'Encore les outils');
    await Promise.all([
      refusal(`double #${third} #${duplicate}`),
      refusal(`double #${duplicate} #${elder}`),
      refusal(`double #${third} #${elder}`),
    ]);
    const made = await links();
    const linked = new Set(made.map(({ idea }) => idea));
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((link) => linked.has(link.elder))).toEqual([]);
  });
});

describe('across labs', () => {
  const CLOSED = ['Ce qui se dit entre nous', 'Ce que la RH prépare'] as const;

  test('two open ones link: the card names the lab and not the title, which a guest might read', async () => {
    const other = await fileAt('numerique', 'Un atelier numérique le soir');
    expect(await chat.says('malika', 'numerique', `double #${other} #${elder}`)).toContain('est maintenant');
    expect(await card(other, 'numerique')).toContain(`\nDouble de #${elder}, Labo Bretagne\n`);
    expect(await card(elder)).toContain(`\nDouble : #${other}\n`);
    expect(await chat.says('thomas', 'numerique', `voir #${other}`)).toContain(
      `Double de #${elder} · Ouvrir`,
    );
  });

  test('the elder’s facilitator may not link, but separate: it is on their card', async () => {
    const other = await fileAt('numerique', 'Un atelier numérique le soir');
    expect(await chat.says('yann', 'bretagne', `double #${other} #${elder}`)).toContain(
      'Demandez à @malika.',
    );
    // Named the wrong way round it is the same link, and the same people are to be asked.
    expect(await chat.says('yann', 'bretagne', `double #${elder} #${other}`)).toContain(
      'Demandez à @malika.',
    );
    await chat.type('malika', 'numerique', `double #${other} #${elder}`);
    const page = await chat.type('yann', 'bretagne', `voir #${other}`);
    await chat.press('yann', 'bretagne', button(page, 'Séparer'));
    expect(await links()).toEqual([]);
  });

  test('a closed lab and an open one do not, either way', async () => {
    const closed = await fileAt('rh-prive', CLOSED[0], 'chloe');
    const open = await fileAt('numerique', 'Le télétravail');
    for (const [channel, order] of [
      ['numerique', `double #${open} #${closed}`],
      ['rh-prive', `double #${closed} #${elder}`],
    ] as const) {
      expect(await chat.says('malika', channel, order)).toContain("dans deux labos dont l'un est fermé");
    }
    // To whoever may not read it, it is an unknown number.
    expect(await chat.says('yann', 'bretagne', `double #${open} #${closed}`)).toContain('Je ne trouve pas');
    expect(await links()).toEqual([]);
  });

  test('two ideas of one closed lab do, and the card there has the title', async () => {
    const [first, second] = [
      await fileAt('rh-prive', CLOSED[0], 'chloe'),
      await fileAt('rh-prive', CLOSED[1], 'chloe'),
    ];
    await chat.type('malika', 'rh-prive', `double #${second} #${first}`);
    expect(await card(second, 'rh-prive')).toContain(`Double de #${first} · ${CLOSED[0]}`);
  });

  describe('once one of them is closed', () => {
    let other: number;
    beforeEach(async () => {
      other = await fileAt('numerique', 'Un atelier numérique le soir');
      await chat.type('malika', 'numerique', `double #${other} #${elder}`);
      await stage.deliver();
      await chat.type('malika', 'numerique', 'labo modifier numerique acces=ferme');
    });

    test('the open one’s card no longer names its idea, and does again once it is open', async () => {
      expect(await card(elder)).not.toContain('Double');
      expect(await card(other, 'numerique')).toContain(`Double de #${elder}, Labo Bretagne`);
      await chat.type('malika', 'numerique', 'labo modifier numerique acces=ouvert');
      expect(await card(elder)).toContain(`Double : #${other}`);
      expect(await card(other, 'numerique')).toContain(`Double de #${elder}, Labo Bretagne`);
    });

    test('no refusal names what one may not read', async () => {
      expect(await chat.says('yann', 'bretagne', `separer #${other}`)).toContain("Je ne trouve pas d'idée");
      const before = await fileAt('bretagne', 'Venue avec un import');
      await stage.db.tables
        .updateTable('ideas')
        .set({ created_at: 0 })
        .where('number', '=', before)
        .execute();
      expect(await chat.says('yann', 'bretagne', `double #${elder} #${before}`)).toBe(
        `Une idée d'un autre labo est déjà reliée à #${elder}, qui ne peut donc pas être un double. ` +
          `Répondez plutôt à #${elder} : /idee repondre #${elder}`,
      );
    });

    test('it is separated by those who still read it', async () => {
      expect(await chat.says('malika', 'numerique', `separer #${other}`)).toContain(
        "n'est plus le double de",
      );
    });
  });

  test('the elder’s lab closed: nothing of it is told where the duplicate is separated', async () => {
    const other = await fileAt('numerique', 'Un atelier numérique le soir');
    const third = await fileAt('numerique', 'Encore un atelier');
    await chat.type('malika', 'numerique', `double #${other} #${elder}`);
    await chat.type('yann', 'bretagne', 'labo modifier bretagne acces=ferme');
    expect(await card(other, 'numerique')).not.toContain('Double');
    expect(await chat.says('malika', 'numerique', `double #${third} #${other}`)).toBe(
      `#${other} est elle-même le double d'une autre idée. Séparez-les d'abord : /idee separer #${other}`,
    );
    await chat.type('malika', 'numerique', `labo animateur numerique @bilal`);
    expect(await chat.says('bilal', 'numerique', `separer #${other}`)).toBe(
      `#${other} n'est plus un double. Sa carte est à jour.`,
    );
  });

  test('a private channel that closes the lab takes the link off the cards', async () => {
    const other = await fileAt('numerique', 'Un atelier numérique le soir');
    await chat.type('malika', 'numerique', `double #${other} #${elder}`);
    expect(await card(elder)).toContain('Double');
    await chat.type('malika', 'cercle', 'labo lier numerique');
    expect(await card(elder)).not.toContain('Double');
  });
});

describe('what becomes of a linked idea', () => {
  beforeEach(async () => {
    await chat.type('yann', 'bretagne', `double #${duplicate} #${elder}`);
    await stage.deliver();
  });

  test('an elder whose title changes has it changed on the duplicate’s card', async () => {
    await chat.type('anais', 'bretagne', `modifier #${elder} Ouvrir la menuiserie`);
    expect(await card(duplicate)).toContain(`Double de #${elder} · Ouvrir la menuiserie\n`);
  });

  test('a withdrawn elder is a number on it, and its title is nowhere', async () => {
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${elder}` });
    expect(await card(duplicate)).toContain(`\nDouble de #${elder}\n`);
    expect(await card(duplicate)).not.toContain('atelier');
    expect(await chat.says('thomas', 'bretagne', `voir #${duplicate}`)).not.toContain('atelier');
    expect(await card(elder)).toContain(`\nDouble : #${duplicate}\n`);
  });

  test('a withdrawn duplicate still leads to its elder, and can be separated', async () => {
    await chat.press('bilal', 'bretagne', { action: 'withdraw-yes', value: `#${duplicate}` });
    expect(await card(duplicate)).toContain(`Double de #${elder} · Ouvrir l'atelier le soir`);
    expect(await card(duplicate)).not.toContain('outils');
    await chat.type('yann', 'bretagne', `separer #${duplicate}`);
    expect(await card(duplicate)).not.toContain('Double');
  });

  test('a hidden elder is a number', async () => {
    await stage.db.tables
      .updateTable('ideas')
      .set({ hidden_at: stage.clock.now(), listed: 0, open: 0 })
      .where('number', '=', elder)
      .execute();
    const text = await chat.says('thomas', 'bretagne', `voir #${duplicate}`);
    expect(text).toContain(`\nDouble de #${elder}\n`);
    expect(text).not.toContain('atelier');
  });

  test('a decision on either changes nothing of the link', async () => {
    const form = await chat.form('yann', 'bretagne', `repondre #${elder} retenue`);
    await chat.submit('yann', form);
    expect(await card(elder)).toContain('retenue');
    expect(await card(elder)).toContain(`Double : #${duplicate}`);
    expect((await stage.idea(duplicate)).status).toBe('new');
  });
});

test('where nothing can be pressed, the answer says what to type instead', async () => {
  const plain = stage.platform('plain', { can: { buttons: false, forms: 'none' } });
  await chat.type('camille', 'bretagne', 'aide');
  const { id } = await stage.db.unitOfWork.run((tx) => tx.members.identify(plain.person('yann'), 0));
  const lab = await stage.db.reads.labs.bySlug('bretagne');
  await stage.db.unitOfWork.run((tx) => tx.labs.addFacilitator(lab?.id ?? 0, id, 0));
  expect(await plain.says('yann', 'dm-yann', `double #${duplicate} #${elder}`)).toContain(
    `Séparer : /idee separer #${duplicate}`,
  );
});

test('help tells facilitators, and nobody else', async () => {
  expect(await chat.says('yann', 'bretagne', 'aide')).toContain(
    "/idee double #2256 #1980 : relie une idée à l'idée plus ancienne qu'elle redit",
  );
  expect(await chat.says('thomas', 'bretagne', 'aide')).not.toContain('double');
  expect(await chat.says('yann', 'bretagne', 'aide séparer')).toContain('/idee séparer #n : défait ce lien');
});
