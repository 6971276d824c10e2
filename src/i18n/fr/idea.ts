/** An idea: its card, its lists, and what its author is told. */
export const idea = {
  // The card
  cardTitle: '💡 #{{number}} · {{title}}',
  readMore: '(la suite : « En savoir plus »)',
  by: 'proposée par {{name}}',
  edited: 'modifiée {{ago}}',
  supplement: 'Complément, {{ago}} : {{text}}',
  answer: 'Réponse du labo, {{ago}} : « {{text}} »',
  declinedBecause: 'Pourquoi : « {{text}} »',
  withdrawnText: "Cette idée a été retirée par la personne qui l'a proposée.",
  hiddenText: "Le texte de cette idée n'est plus affiché.",
  summary: 'Idée #{{number}}, {{lab}} : {{title}}',
  more: 'En savoir plus',

  // Statuses, as adjectives of "idée"
  'status-new': 'nouvelle',
  'status-under-review': "à l'étude",
  'status-accepted': 'retenue',
  'status-prototype': 'en prototype',
  'status-handed-over': 'transférée',
  'status-in-service': 'en service',
  'status-declined': 'écartée',
  'status-merged': 'fusionnée',
  'status-withdrawn': 'retirée',

  // After filing, privately
  recorded: "Merci. Votre idée porte le numéro #{{number}} et s'affiche dans {{where}}.",
  recordedNowhere: 'Merci. Votre idée porte le numéro #{{number}}, dans {{lab}}.',
  seeCard: 'Voir la carte',
  answerComesHere: 'La réponse du labo vous sera envoyée ici.',
  supportedInstead: "C'est noté : vous soutenez #{{number}} {{title}}. Votre texte n'a pas été publié.",
  complete: 'Compléter',
  edit: 'Modifier',
  withdraw: 'Retirer mon idée',

  // The author's own moves
  completed: 'Votre complément est ajouté à #{{number}}.',
  modified: '#{{number}} est à jour. La carte indique que le texte a été modifié.',
  notYours: 'Seule la personne qui a proposé #{{number}} peut faire cela.',
  noLongerEditable:
    "#{{number}} ne se modifie plus : d'autres personnes ont déjà donné leur avis sur ce texte. Vous pouvez le compléter : {{command}}",
  noLongerCompletable: '#{{number}} est {{status}} : son texte ne change plus.',
  withdrawAsk:
    'Retirer #{{number}} {{title}} ? Son numéro et ses votes restent, son texte ne sera plus affiché.',
  withdrawYes: 'Oui, la retirer',
  withdrawNo: 'Non, la garder',
  withdrawKept: '#{{number}} reste en place.',
  withdrawn: '#{{number}} est retirée. Son texte ne sera plus affiché.',
  alreadyWithdrawn: '#{{number}} est déjà retirée.',
  notWithdrawable: '#{{number}} est {{status}} : elle ne peut plus être retirée. Le labo peut vous aider.',

  // Lists
  topTitle: 'Les idées les plus soutenues',
  emptyForGuests: 'Aucune idée à lire ici pour le moment.',
  topEmpty: 'Aucune idée pour le moment. La première peut être la vôtre : {{command}}',
  newTitle: 'Les dernières idées',
  newEmpty: 'Aucune idée récente. La prochaine peut être la vôtre : {{command}}',
  mineTitle: 'Vos idées',
  mineEmpty: "Vous n'avez pas encore proposé d'idée. Une phrase suffit : {{command}}",
  line: '#{{number}} {{title}} · {{votes}} · {{status}}',
  moreInList_one: 'Et {{count, number}} autre.',
  moreInList_other: 'Et {{count, number}} autres.',

  // Without forms, before publishing
  draftCheck: 'Voici votre idée pour {{lab}}. Je la publie ? Répondez {{yes}} ou {{no}}.',
  draftDropped: "Rien n'est publié. Voici votre texte, si vous voulez le reprendre.",
} as const;
