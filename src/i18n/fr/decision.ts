/** Decisions of a lab: the facilitator's form and answers, and the notices that follow. */
export const decision = {
  title: 'Répondre #{{number}}',
  statusLabel: 'Décision',
  answerLabel: 'Réponse publique',
  answerHelp:
    'Deux phrases, affichées sur la carte avec la décision. Pour écarter, une raison est nécessaire.',
  submit: 'Répondre',
  button: 'Répondre',

  done: '#{{number}} passe à « {{status}} ».',
  renewed: 'La réponse à #{{number}} est à jour.',
  willTell_zero: "Personne d'autre n'est à prévenir.",
  willTell_one: '{{count, number}} personne sera prévenue.',
  willTell_other: '{{count, number}} personnes seront prévenues.',
  undo: 'Annuler (2 min)',
  undone: "C'est annulé : #{{number}} est de nouveau « {{status}} ». Personne n'a été prévenu.",
  nothingToUndo: "Vous n'avez aucune décision à annuler. Une décision s'annule pendant deux minutes.",

  reasonMissing: 'Il manque la raison : une phrase pour la personne qui a proposé.',
  statusMissing: "Il manque la décision : par exemple « à l'étude » ou « retenue ».",
  notPossible: '#{{number}} est {{from}} et ne peut pas passer à « {{to}} ». Possible : {{moves}}.',
  changedMeanwhile:
    '#{{number}} vient de changer : elle est maintenant « {{status}} ». Vérifiez, puis envoyez de nouveau.',
  noMoveLeft: "#{{number}} est {{status}} : il n'y a plus de décision à prendre.",
  notFacilitator: 'Seules les personnes qui animent {{lab}} peuvent décider ici.',
  askThem: 'Demandez à {{people}}.',

  // Notices, privately, to those who cared about the idea
  noticeAuthor: 'Votre idée #{{number}} {{title}} passe à « {{status}} ».',
  noticeSupporter: "L'idée #{{number}} {{title}}, que vous avez soutenue, passe à « {{status}} ».",
  noticeAnswer: '{{lab}} répond : « {{text}} »',

  // After a reaction under the card: the decision is taken with its answer
  markedAccepted:
    '{{emoji}} sous #{{number}} {{title}} : pour la retenir, il reste à confirmer ; une réponse publique peut aller avec.',
  markedDeclined: "{{emoji}} sous #{{number}} {{title}} : pour l'écarter, il reste à écrire la raison.",

  statusNow: '#{{number}} {{title}} est maintenant « {{status}} ».',

  todoTitle: 'À traiter : {{lab}}',
  todoEmpty: 'Rien à traiter, tout a reçu une réponse.',
  todoLine: '#{{number}} {{title}} · {{votes}} · {{status}} · {{ago}}',
} as const;
