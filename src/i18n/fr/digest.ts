/** The digest of the week: what is posted, and the answers of `digest apercu` and `digest envoyer`. */
export const digest = {
  // "La semaine" then the lab's name after a dot: no "du" or "de la" to get wrong
  title: '📬 La semaine · {{lab}} · {{span}}',
  runningTitle: '📬 La semaine en cours · {{lab}} · {{span}}',
  thisWeek: 'Cette semaine : {{figures}}.',
  ideas_zero: 'aucune idée',
  ideas_one: '{{count, number}} idée',
  ideas_other: '{{count, number}} idées',
  votes_zero: 'aucun vote',
  votes_one: '{{count, number}} vote',
  votes_other: '{{count, number}} votes',
  votesChange: '{{votes}} ({{change}})',
  answers_one: '{{count, number}} réponse',
  answers_other: '{{count, number}} réponses',
  summary: 'La semaine de {{lab}}, {{span}} : {{figures}}.',

  answeredTitle: 'Répondu',
  answered: '{{idea}} {{title}} : {{status}}.',
  answeredWith: '{{idea}} {{title}} : {{status}}. « {{text}} »',
  topTitle: 'Les plus soutenues de la semaine',
  topLine: '{{digit}} {{idea}} {{title}} · {{gain}}',
  topLineStatus: '{{digit}} {{idea}} {{title}} · {{gain}} · {{status}}',
  discoverTitle: 'À découvrir (encore peu de votes)',
  discoverLine: '{{digit}} {{idea}} {{title}}',
  // An idea withdrawn or hidden since: its number stays, its text does not
  goneLine: '{{digit}} #{{number}} · retirée',
  gone: '#{{number}} · retirée',
  howTo: 'Votez en réagissant avec le chiffre. Une idée ? Tapez {{command}}.',
  howToButtons: 'Votez avec les boutons. Une idée ? Tapez {{command}}.',
  howToType: 'Votez en tapant {{vote}}. Une idée ? Tapez {{command}}.',
  howToFile: 'Une idée ? Tapez {{command}}.',
  moreInThread: 'La suite est dans le fil.',

  // In the digest's thread
  restSummary_one: 'La suite de la semaine de {{lab}} : encore {{count, number}} idée.',
  restSummary_other: 'La suite de la semaine de {{lab}} : encore {{count, number}} idées.',
  restAnswered: 'Répondu aussi',
  restTop: 'Ont aussi gagné des soutiens',
  furtherLine: '{{idea}} {{title}} · {{gain}}',
  restAll: 'Toutes les idées du labo : {{command}}.',

  emptyRunning:
    "Rien à raconter pour le moment : cette semaine, aucune idée n'a encore gagné de soutien ni reçu de réponse.",
  emptyLast:
    "Rien à publier pour la semaine du {{span}} : aucune idée n'y a gagné de soutien ni reçu de réponse.",
  sent: 'Le bilan du {{span}} part dans {{where}}.',
  alreadySent: 'Le bilan du {{span}} a déjà paru {{when}}, dans {{where}}.',
  notFacilitator:
    'Seules les personnes qui animent {{lab}} peuvent voir le bilan avant sa parution et le publier.',
  noChannel: "{{lab}} n'est relié à aucun salon : tapez {{command}} dans celui où le bilan doit paraître.",
} as const;
