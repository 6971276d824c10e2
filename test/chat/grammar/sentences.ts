import fc from 'fast-check';

/** Words commands begin with, as people also begin a sentence with them; and some that are one slip away. */
const opening = fc.constantFrom(
  ...['pour', 'contre', 'voir', 'mes', 'top', 'moi', 'aide', 'digest', 'labo', 'oui', 'non', 'modifier'],
  ...['compléter', 'répondre', 'annuler', 'Labo créer', 'labo lier', 'labo modifier', 'les', 'mais', 'tout'],
  ...[
    'Une',
    'à',
    'digest aperçu',
    'nouveautés',
    'à traiter',
    'labo animateur',
    'new',
    'for',
    'help',
    'retirer',
    'double',
    'doublon',
    'séparer',
    'lier',
    'délier',
    'link',
  ],
);

const ordinary = fc.constantFrom(
  ...['une', 'cantine', 'bio', 'le', 'gaspillage', 'des', 'agents', 'vélos', 'l’été', "d'accord", 'plus'],
  ...['je', 'pense', 'que', 'semaine', '12', '5', '3', 'fois', 'salle', 'étage', 'bâtiment', 'B', 'et', '🚲'],
);

const space = fc.constantFrom(' ', '  ', '\u00A0', '\n');

/** A sentence of at least three words that begins as a command might; after it numbers alone are no sentence. */
export const sentence = fc
  .tuple(
    opening,
    fc.array(fc.tuple(space, ordinary), { minLength: 2, maxLength: 8 }),
    fc.constantFrom('', '.', ' !'),
  )
  .filter(([, rest]) => rest.some(([, word]) => !/^\d+$/.test(word)))
  .map(([first, rest, end]) => first + rest.flat().join('') + end);
