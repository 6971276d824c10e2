import type { CommandHelp } from '../../src/chat/adapter.ts';
import type { Answer, Arrival, ArrivalOf } from '../../src/chat/arrival.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Channel } from '../../src/chat/place.ts';

/** A box of a few answers, enough to see every part of the page. */

export const GRAMMAR: readonly CommandHelp[] = [
  command('top', '', 'les idées les plus soutenues', 'the most supported ideas', 'top'),
  command('nouveautes', '', 'les dernières idées', 'the newest ideas', 'nouveautes'),
  command('voir', '#n', 'une idée', 'one idea', 'voir #2256'),
  command('pour', '#n', 'voter pour', 'vote for', 'pour #2256'),
  command('contre', '#n', 'voter contre', 'vote against', 'contre #2256'),
  command('aide', '[mot]', "l'aide", 'help', 'aide voir'),
];

function command(word: string, args: string, fr: string, en: string, example: string): CommandHelp {
  return { word, aliases: [], usage: { fr: args, en: args }, help: { fr, en }, example };
}

export function scripted(arrival: Arrival): Answer {
  switch (arrival.kind) {
    case 'command':
      return answerTo(arrival);
    case 'press':
      return privately(
        arrival.action === 'more' ? 'En savoir plus : rien de secret.' : 'Votre voix est comptée.',
      );
    case 'submit':
      return submitted(arrival);
    case 'mark':
    case 'shortcut':
    case 'home':
      return { kind: 'nothing' };
  }
}

function answerTo({ text, where }: ArrivalOf<'command'>): Answer {
  const typed = text.map((span) => (typeof span === 'string' ? span : `@${span.name}`)).join('');
  if (typed.startsWith('top')) return { kind: 'private', message: TOP };
  return { kind: 'form', form: ideaForm(where, typed) };
}

function submitted({ form, values }: ArrivalOf<'submit'>): Answer {
  if (form.step === 'idea' && (values.title ?? '').trim().length < 3) {
    return { kind: 'invalid', fields: { title: "Il manque l'idée : une phrase suffit." } };
  }
  if (form.step === 'idea') return { kind: 'form', form: similarForm(form.where) };
  return privately('Merci. Votre idée porte le numéro #2256.');
}

function privately(text: string): Answer {
  return {
    kind: 'private',
    message: { lang: 'fr', summary: text, blocks: [{ kind: 'text', text: [text] }] },
  };
}

function ideaForm(where: Channel | null, typed: string): Form {
  return {
    lang: 'fr',
    title: 'Nouvelle idée',
    intro: ['Votre idée sera affichée dans ', { kind: 'strong', text: 'labo-bretagne' }, '.'],
    fields: [
      {
        kind: 'input',
        id: 'title',
        label: "L'idée en une phrase",
        placeholder: 'Prêter les outils du labo après 18 h',
        value: typed,
        max: 150,
      },
      {
        kind: 'area',
        id: 'body',
        label: 'Pourquoi, comment ?',
        help: 'Pour qui, avec quoi ? Trois lignes suffisent, vous pourrez compléter.',
        max: 3000,
        optional: true,
      },
      {
        kind: 'one-of',
        id: 'lab',
        label: 'Labo',
        value: 'bretagne',
        options: [
          { value: 'bretagne', label: 'Bretagne' },
          { value: 'numerique', label: 'Numérique' },
        ],
      },
      { kind: 'checkbox', id: 'follow', label: 'Me tenir au courant', value: 'yes', optional: true },
      { kind: 'address', id: 'source', label: 'Une source', optional: true },
    ],
    submit: 'Déposer',
    state: { nonce: 'n', step: 'idea', draft: null, where, expired: false },
  };
}

function similarForm(where: Channel | null): Form {
  return {
    lang: 'fr',
    title: 'Idées proches',
    intro: ['Deux idées ressemblent à la vôtre.'],
    fields: [
      {
        kind: 'one-of',
        id: 'choice',
        label: 'Votre choix',
        value: 'different',
        options: [
          { value: 'different', label: 'Mon idée est différente' },
          { value: '1980', label: "Soutenir #1980 : Ouvrir l'atelier le soir (31 pour)" },
          { value: '2101', label: 'Soutenir #2101 : Prêt de matériel entre services (9 pour)' },
        ],
      },
    ],
    submit: 'Continuer',
    state: { nonce: 'n', step: 'similar', draft: 'd', where, expired: false },
  };
}

/** The card of WORDING. */
export const CARD: Message = {
  lang: 'fr',
  summary: '#2256 Prêter les outils du labo après 18 h',
  blocks: [
    {
      kind: 'heading',
      text: ['💡 #2256 · ', { kind: 'strong', text: 'Prêter les outils du labo après 18 h' }],
    },
    {
      kind: 'text',
      text: [
        "Ouvrir l'atelier et ses machines aux agents en dehors des heures de travail, avec une personne " +
          'référente par soir. Cela existe déjà à Rennes et coûte surtout une clé. ',
        { kind: 'link', url: 'https://boite.example/p/2256', text: 'lire la suite' },
      ],
    },
    {
      kind: 'fields',
      fields: [
        { label: 'Pour', value: '12' },
        { label: 'Contre', value: '2' },
      ],
    },
    { kind: 'context', text: ['Labo Bretagne · proposée par Anaïs L. · il y a 2 jours · à l’étude'] },
    {
      kind: 'buttons',
      buttons: [
        { action: 'for', value: '2256', label: '👍 Pour', says: 'Pour, idée 2256', style: 'primary' },
        { action: 'against', value: '2256', label: '👎 Contre', says: 'Contre, idée 2256' },
        { action: 'more', value: '2256', label: 'En savoir plus', says: 'En savoir plus, idée 2256' },
      ],
    },
  ],
};

/** A digest: entries with a button each. */
export const DIGEST: Message = {
  lang: 'fr',
  summary: 'La semaine du labo Bretagne',
  blocks: [
    { kind: 'heading', text: ['📬 La semaine du labo Bretagne · 16–22 novembre'] },
    { kind: 'text', text: ['Cette semaine : 6 idées, 84 votes (+31), 1 réponse.'] },
    { kind: 'text', text: [{ kind: 'strong', text: 'Les plus soutenues de la semaine' }] },
    ...[
      ['1️⃣', 2256, 'Prêter les outils du labo après 18 h', 12],
      ['2️⃣', 2241, 'Un annuaire des savoir-faire', 9],
      ['3️⃣', 2239, 'Relire nos courriers en langage clair', 7],
    ].map(([sign, number, title, gained]) => ({
      kind: 'text' as const,
      text: [`${sign} #${number} ${title} · +${gained}`],
      button: { action: 'for', value: String(number), label: '👍 Pour', says: `Pour, idée ${number}` },
    })),
    {
      kind: 'context',
      text: ['Votez en réagissant avec le chiffre. Une idée ? Tapez ', { kind: 'code', text: '/idee' }, '.'],
    },
  ],
};

const TOP: Message = {
  lang: 'fr',
  summary: 'Les plus soutenues',
  blocks: [
    { kind: 'heading', text: ['Les plus soutenues'] },
    {
      kind: 'text',
      text: ['#2256 Prêter les outils du labo après 18 h · 12 pour'],
      button: { action: 'for', value: '2256', label: '👍 Pour', says: 'Pour, idée 2256' },
    },
    { kind: 'image', url: 'https://elsewhere.example/top.png', alt: 'Les trois premières en barres' },
  ],
};
