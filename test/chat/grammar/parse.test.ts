import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from '../../../src/chat/arrival.ts';
import { type Parsed, parse } from '../../../src/chat/grammar/parse.ts';
import { type Noted, SAMPLE } from './sample.ts';
import { sentence } from './sentences.ts';

const idle = { waiting: false };
const asked = { waiting: true };
const yann = { platform: 'slack', realm: 'E1', user: 'U7' };

/** What a text means, short: "voir {"idea":12}", "near voir", "idea". Its own text is checked on the way. */
function meaning(text: string | readonly Span[], { waiting } = idle): string {
  const spans = typeof text === 'string' ? [text] : text;
  const parsed: Parsed<Noted> = parse(SAMPLE, spans, { waiting });
  if ('text' in parsed)
    expect(parsed.text).toBe(spans.map((s) => (typeof s === 'string' ? s : `@${s.name}`)).join(''));
  if (parsed.kind === 'near') return `near ${parsed.command.word}`;
  if (parsed.kind === 'misused') return `misused ${parsed.command.word}`;
  if (parsed.kind === 'mistyped') return ['mistyped', parsed.group, parsed.said].filter(Boolean).join(' ');
  if (parsed.kind !== 'command') return parsed.kind;
  return `${parsed.command.word} ${JSON.stringify(parsed.args)}`;
}

test.each([
  ['voir #12', 'voir {"idea":12}'],
  ['pour 12', 'pour {"idea":12}'],
  ['pour #12', 'pour {"idea":12}'],
  ['pour n°12', 'pour {"idea":12}'],
  ['pour N° 12', 'pour {"idea":12}'],
  ['pour # 12', 'pour {"idea":12}'],
  ['  Pour\u00A0#12 !', 'pour {"idea":12}'],
  ['for #0012.', 'pour {"idea":12}'],
  ['pour #0', 'pour {"idea":0}'],
  ['pour #99999999999999999999', `pour {"idea":${Number.MAX_SAFE_INTEGER}}`],
  ['top', 'top {}'],
  ['lier', 'lier {}'],
  ['lier K7Q2-M4X9', 'lier {"code":"K7Q2M4X9"}'],
  ['link k7q2m4x9.', 'lier {"code":"K7Q2M4X9"}'],
  ['Lier k7q2 m4x9', 'lier {"code":"K7Q2M4X9"}'],
  ['lier k7q2-mmmm', 'lier {"code":"K7Q2MMMM"}'],
  ['délier compte', 'delier compte {}'],
  ['Délier mon compte', 'delier compte {}'],
  ['TOP ?', 'top {}'],
  ['nouveautés', 'nouveautes {}'],
  ['NOUVEAUTES', 'nouveautes {}'],
  ['mes idées', 'mes {}'],
  ['à traiter', 'a-traiter {}'],
  ['À‑TRAITER', 'a-traiter {}'],
  ['annuler', 'annuler {}'],
  ['annuler #3', 'annuler {"idea":3}'],
  ['moi', 'moi {}'],
  ['moi Français', 'moi {"language":"fr"}'],
  ['me english', 'moi {"language":"en"}'],
  ['completer #12', 'completer {"idea":12}'],
  ['compléter 12', 'completer {"idea":12}'],
  [
    'compléter #12 Aussi le samedi !\nEt après ?',
    'completer {"idea":12,"text":"Aussi le samedi !\\nEt après ?"}',
  ],
  ['completer #12 : aussi', 'completer {"idea":12,"text":"aussi"}'],
  ['completer #12: aussi', 'completer {"idea":12,"text":"aussi"}'],
  ["répondre #12 à l'étude", 'repondre {"idea":12,"status":"under-review"}'],
  ['repondre 12 A L’ÉTUDE Bientôt.', 'repondre {"idea":12,"status":"under-review","text":"Bientôt."}'],
  ['repondre 12 a-l-etude', 'repondre {"idea":12,"status":"under-review"}'],
  ['answer #12 under review: soon', 'repondre {"idea":12,"status":"under-review","text":"soon"}'],
  ['répondre #12', 'repondre {"idea":12}'],
  ['répondre #12 bientôt', 'repondre {"idea":12,"text":"bientôt"}'],
  ['repondre #12 en prototype à Rennes', 'repondre {"idea":12,"status":"prototype","text":"à Rennes"}'],
  ['labo créer bretagne', 'labo creer {"slug":"bretagne"}'],
  ['labo lier Île-de-France', 'labo lier {"slug":"ile-de-france"}'],
  ['digest aperçu', 'digest apercu {}'],
  ['aide', 'aide {}'],
  ['aide digest aperçu', 'aide {"word":"digest apercu"}'],
  ['aide labo', 'aide {"word":"labo"}'],
  ['help lab create', 'aide {"word":"labo creer"}'],
  ['aide show', 'aide {"word":"voir"}'],
  ['chercher une salle', 'chercher {"text":"une salle"}'],
])('%s is a command', (text, expected) => expect(meaning(text)).toBe(expected));

test.each([
  'pour une cantine bio',
  'contre le gaspillage',
  'moi je pense',
  'top 5 des idées',
  'Voir 12 fois mieux la nuit',
  'pour 12 agents, une cantine',
  'mes collègues et moi',
  'mes idées pour la cantine',
  'aide aux devoirs',
  'aidez-moi',
  'digest de la semaine',
  'à traiter les déchets',
  'les outils du labo',
  'mais pourquoi',
  'tout le monde',
  'oui',
  'non',
  'oui aux vélos',
  '3',
  '#12',
  'fine cuisine à la cantine',
  'lier les services',
  'lier 2025 aout',
  'lier 5 cantines',
  'lier services',
  'lier 20252026',
  'délier',
  'voiture partagée',
  'labo photo au 3e étage',
  'labo vélos partagés',
  'labo photo avec @yann',
  'labo de quartier pour tous',
  'moi langue de travail',
  'voir plus loin',
  'Répondre au ticket #12 plus vite',
])('%s is an idea', (text) => expect(meaning(text)).toBe('idea'));

test.each([
  ['vior #12', 'near voir'],
  ['voirr 12', 'near voir'],
  ['vor n°12', 'near voir'],
  ['compléte #12 et le samedi', 'near completer'],
  ['labocréer bretagne', 'near labo creer'],
  ['labo crer bretagne', 'near labo creer'],
  ['nouveauté', 'near nouveautes'],
  ['chercer une salle', 'near chercher'],
  ['les', 'near mes'],
  // the right name, and a rest that a sentence may have as well
  ['compléter 3 fois par an le stock', 'near completer'],
  ['répondre 12 fois à la même question', 'near repondre'],
  ['modifier 12 bureaux en salle de réunion', 'near modifier'],
  // a slip, and something missing
  ['vori', 'near voir'],
  // two words of a command, and a sentence
  ['labo créer un espace détente', 'near labo creer'],
  ['labo lier les équipes', 'near labo lier'],
  ['lab bind the teams', 'near labo lier'],
  ['délier compte par compte', 'near delier compte'],
])('%s is an idea to ask about: %s', (text, expected) => expect(meaning(text)).toBe(expected));

test.each([
  ['labo', 'mistyped labo'],
  ['Labo !', 'mistyped labo'],
  ['lab', 'mistyped labo'],
  ['labo liste', 'mistyped labo liste'],
  ['lab list', 'mistyped labo list'],
  ['labo délir', 'mistyped labo délir'],
  // an unknown word, and what no title has
  ['labo renommer bretagne nom="Labo B"', 'mistyped labo renommer'],
])('%s is a command that was mistyped: %s', (text, expected) => expect(meaning(text)).toBe(expected));

test.each([
  // something is missing
  ['voir', 'misused voir'],
  ['Show', 'misused voir'],
  ['pour !', 'misused pour'],
  ['modifier #12', 'misused modifier'],
  ['modifier 12', 'misused modifier'],
  ['labo lier', 'misused labo lier'],
  ['labo animateur bretagne', 'misused labo animateur'],
  ['labo modifier bretagne', 'misused labo modifier'],
  ['lab edit bretagne', 'misused labo modifier'],
  // one word, and it does not fit
  ['labo créer x', 'misused labo creer'],
  ['lab create x', 'misused labo creer'],
  ['labo lier île_de_france', 'misused labo lier'],
  ['digest envoyer lundi', 'misused digest envoyer'],
  ['délier compte slack', 'misused delier compte'],
  // words that no title has
  ['pour #12 et #13', 'misused pour'],
  ['for #12 please', 'misused pour'],
  ['annuler #3 vite', 'misused annuler'],
  ['voir #', 'misused voir'],
  ['voir #abc', 'misused voir'],
  ['pour #', 'misused pour'],
  ['show #', 'misused voir'],
  ['labo modifier bretagne nme=X', 'misused labo modifier'],
  ['labo modifier bretagne nom="Labo', 'misused labo modifier'],
  ['labo créer nom="Labo Bretagne"', 'misused labo creer'],
  ['labo créer bretagne Labo de Bretagne zone=Europe/Paris', 'misused labo creer'],
  ['labo animateur bretagne @yann', 'misused labo animateur'],
  ['labo animateur @yann bretagne', 'misused labo animateur'],
  ['lier k7q2', 'misused lier'],
  ['lier k7q2 m4x9 vite', 'misused lier'],
])('%s is a command that was misused: %s', (text, expected) => expect(meaning(text)).toBe(expected));

test.each(['labo de quartier pour tous', 'labo vélos partagés', 'un labo', 'labos'])(
  '%s is a title all the same',
  (text) => expect(meaning(text)).toBe('idea'),
);

describe('while a question waits', () => {
  test.each([
    ['oui', 'oui {}'],
    ['Oui !', 'oui {}'],
    ['NON.', 'non {}'],
    ['yes', 'oui {}'],
    ['3', 'choix {"choice":3}'],
    ['0', 'idea'],
    ['12', 'idea'],
    ['oui aux vélos', 'idea'],
    ['3 vélos', 'idea'],
    ['top', 'top {}'],
  ])('%s is %s', (text, expected) => expect(meaning(text, asked)).toBe(expected));
});

test.each(['', '   ', '\n\t', '\u200B', '\u2060\uFEFF', '\u202E'])('%j is empty', (text) => {
  expect(meaning(text)).toBe('empty');
});

test('a person is a resolved mention, or written out', () => {
  expect(meaning(['labo animateur bretagne ', { person: yann, name: 'Yann' }, ' '])).toBe(
    `labo animateur {"slug":"bretagne","person":${JSON.stringify(yann)}}`,
  );
  expect(meaning('labo animateur bretagne matrix:all:@yann:tchap.fr')).toBe(
    'labo animateur {"slug":"bretagne","person":{"platform":"matrix","realm":"all","user":"@yann:tchap.fr"}}',
  );
  // A name alone could be anybody.
  expect(meaning('labo animateur bretagne @yann')).toBe('misused labo animateur');
});

test('a mention inside a text stays as its name', () => {
  const text = ['completer #12 avec ', { person: yann, name: 'Yann' }, ', bien sûr'];
  expect(meaning(text)).toBe('completer {"idea":12,"text":"avec @Yann, bien sûr"}');
  expect(meaning(['pour ', { person: yann, name: 'Yann' }])).toBe('idea');
  expect(meaning(['vo', 'ir #1', '2'])).toBe('voir {"idea":12}');
});

test.each([
  ['nom=Bretagne', { name: 'Bretagne' }],
  ['nom="Labo Bretagne" zone=Europe/Paris', { name: 'Labo Bretagne', zone: 'Europe/Paris' }],
  ['NOM=« Labo Bretagne » langue=fr', { name: 'Labo Bretagne', language: 'fr' }],
  ['name=“Labo d’Arvor” acces=ferme', { name: 'Labo d’Arvor', access: 'ferme' }],
  ["accès=fermé\n digest='0 9 * * 1'", { access: 'fermé', digest: '0 9 * * 1' }],
  ['digest="0 9 * * 1"', { digest: '0 9 * * 1' }],
  ['nom="" nom=B', { name: 'B' }],
  ['nom="Oui !"', { name: 'Oui !' }],
])('settings %s', (text, settings) => {
  expect(meaning(`labo creer bretagne ${text}`)).toBe(
    `labo creer ${JSON.stringify({ slug: 'bretagne', settings })}`,
  );
});

describe('any French sentence', () => {
  test('is the text of an idea, unchanged', () => {
    fc.assert(
      fc.property(sentence, fc.boolean(), (text, waiting) => {
        expect(meaning(text, { waiting })).toMatch(/^(idea|near .*)$/);
      }),
      { numRuns: 3000 },
    );
  });

  test('without figures nobody is even asked', () => {
    const plain = sentence.filter((text) => !/\d|^(labo (cr|li|mo|an)|digest ap)/iu.test(text));
    fc.assert(
      fc.property(plain, (text) => expect(meaning(text)).toBe('idea')),
      { numRuns: 2000 },
    );
  });
});

test('anything may be typed', () => {
  const odd = fc.constantFrom(
    '\u200B',
    '\u202E',
    '\u200F',
    'مرحبا',
    '👩🏽‍🚀',
    '\uD83D',
    '\0',
    'voir',
    '#12',
    '«',
    'a=«',
    '=',
    '"',
  );
  const typed = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      odd,
      fc.string().map((name) => ({ person: yann, name })),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(typed, fc.boolean(), (text, waiting) => {
      meaning(text, { waiting });
    }),
    { numRuns: 2000 },
  );
});

test('an invisible character does not hide a command', () => {
  expect(meaning('\u200Bvoir #12')).toBe('voir {"idea":12}');
  expect(meaning('vo\u00ADir #12')).toBe('voir {"idea":12}');
});

test.each(['.', '! ', 'a', 'a=« ', 'top ', '\u0301'])('a long run of %j takes no time', (piece) => {
  const started = performance.now();
  for (const start of ['', 'labo creer bretagne nom=« ']) meaning(`${start}${piece.repeat(40_000)}x`);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('a command runs with what was read', async () => {
  const parsed = parse(SAMPLE, ['show #12'], idle);
  if (parsed.kind !== 'command') throw new Error('not a command');
  const call: Noted = { notes: [] };
  await parsed.command.run(call, parsed.args);
  expect(call.notes).toEqual([{ idea: 12 }]);
});

test.each([
  ['completer #12', true],
  ['completer #12 aussi', false],
  ['repondre #12 retenue', true],
  ['voir #12', false],
])('%s answers with a form: %s', (text, expected) => {
  const parsed = parse(SAMPLE, [text], idle);
  expect(parsed.kind === 'command' && parsed.command.opensForm(parsed.args)).toBe(expected);
});
