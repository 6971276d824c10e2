import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Desk, numberIn } from './desk.ts';
import { textOf } from './said.ts';
import { Stage } from './stage.ts';

/** A platform where everybody in the channel reads every answer: closed things are never said there. */
let stage: Stage;
let loud: Desk;
let open: number;
let closed: number;

beforeEach(async () => {
  stage = await Stage.open();
  loud = stage.platform('other', { can: { forms: 'none', buttons: false, private: false } });
  await stage.withLabs(loud);
  open = await filed('malika', 'numerique', 'Un badge unique');
  closed = await filed('malika', 'rh-prive', 'Tutorat croisé');
});
afterEach(() => stage.close());

async function filed(user: string, channel: string, title: string): Promise<number> {
  await loud.type(user, channel, title);
  return numberIn(await loud.type(user, channel, 'oui'));
}

/** malika wrote the closed idea and facilitates its lab. */
const malika = (text: string, channel = 'general') => loud.says('malika', channel, text);

test('in the lab’s own channel nothing is hidden', async () => {
  for (const text of ['top', 'nouveautes', 'mes', 'a-traiter', `voir #${closed}`]) {
    expect(await malika(text, 'rh-prive')).toContain('Tutorat croisé');
  }
  expect(await malika(`pour #${closed}`, 'rh-prive')).toContain('Déjà compté');
  expect(await malika(`modifier #${closed} Tutorat entre services`, 'rh-prive')).toContain('est à jour');
  expect(await malika(`repondre #${closed} retenue`, 'rh-prive')).toContain('« retenue »');
});

describe('elsewhere', () => {
  test('lists hold open ideas alone, one’s own among them', async () => {
    for (const text of ['top', 'nouveautes', 'mes', 'a-traiter']) {
      const said = await malika(text);
      expect(said).toContain('Un badge unique');
      expect(said).not.toContain('Tutorat');
    }
  });

  test.each([
    'voir #N',
    'pour #N',
    'neutre #N',
    'repondre #N retenue',
    'repondre #N retenue Oui.',
    'modifier #N Autre',
    'completer #N Encore.',
    'retirer #N',
    'separer #N',
    'double #N #1',
    'double #1 #N',
  ])(
    '"%s" knows a closed idea no more than an unknown one, also for its author and facilitator',
    async (text) => {
      const said = async (number: number) =>
        (await malika(text.replace('N', String(number)))).replaceAll(String(number), 'N');
      expect(await said(closed)).toBe(await said(99_999));
      expect(await said(closed)).toContain('Je ne trouve pas');
      expect((await stage.idea(closed)).status).toBe('new');
    },
  );

  test('closed labs are named nowhere', async () => {
    for (const text of [
      'moi',
      'aide',
      'labo modifier inconnu nom=X',
      'labo modifier rh nom=X',
      'digest apercu rh',
    ]) {
      expect(await malika(text)).not.toContain('RH');
    }
    expect(await malika('moi')).toContain('Vous animez : Labo Numérique');
    expect(await malika('Une cantine bio')).not.toContain('RH');
  });

  test('what is open can be done as usual', async () => {
    expect(await malika(`retirer #${open}`)).toContain('/idee oui');
    expect(await malika('non')).toContain('reste en place');
    expect(await malika(`completer #${open} Aussi le samedi.`)).toContain('est ajouté');
    expect(await malika(`repondre #${open} retenue`)).toContain('« retenue »');
    expect(await malika('annuler')).toContain('de nouveau « nouvelle »');
  });

  test('a decision in the lab’s channel is not undone aloud from elsewhere', async () => {
    await malika(`repondre #${closed} retenue`, 'rh-prive');
    expect(await malika('annuler')).toContain("Vous n'avez aucune décision");
    expect(await malika('annuler', 'rh-prive')).toContain(`#${closed} est de nouveau`);
  });

  test('similar ideas of closed labs are not offered', async () => {
    stage.similar = [closed, open];
    const asked = await loud.says('malika', 'numerique', 'Une cantine bio');
    expect(asked).toContain(`#${open}`);
    expect(asked).not.toContain('Tutorat');
  });

  test('the same person is told everything where answers are private', async () => {
    await stage.chat.type('camille', 'general', 'labo animateur rh @malika');
    expect(await stage.chat.says('malika', 'dm-malika', `voir #${closed}`)).toContain('Tutorat croisé');
  });

  test('a question about a closed idea is not asked again elsewhere', async () => {
    expect(textOf(await loud.type('malika', 'rh-prive', `retirer #${closed}`))).toContain('Tutorat');
    expect(await malika('oui')).not.toContain('Tutorat');
    expect((await stage.idea(closed)).status).toBe('new');
  });
});
