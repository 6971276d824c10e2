/** The forms: filing, similar ideas, completing, editing. A decision's form is in `decision.ts`. */
export const form = {
  title: 'Nouvelle idée',
  sentence: "L'idée en une phrase",
  sentenceExample: 'Prêter les outils du labo après 18 h',
  why: 'Pourquoi, comment ?',
  whyHelp: 'Pour qui, avec quoi ? Trois lignes suffisent, vous pourrez compléter.',
  lab: 'Labo',
  submit: 'Déposer',
  continue: 'Continuer',

  // Second step, or buttons where there is none
  similarTitle: 'Des idées proches',
  similar_one: 'Une idée ressemble à la vôtre.',
  similar_other: '{{count, number}} idées ressemblent à la vôtre.',
  similarLabel: 'Que faire ?',
  different: 'Mon idée est différente',
  differentButton: "C'est autre chose",
  support: 'Soutenir #{{number}} : {{title}} ({{votes}})',
  supportButton: 'Soutenir #{{number}}',

  completeTitle: 'Compléter #{{number}}',
  completeLabel: 'Votre complément',
  completeSubmit: 'Ajouter',
  editTitle: 'Modifier #{{number}}',
  editSubmit: 'Enregistrer',

  near: 'Vous cherchiez peut-être {{command}}. Sinon, votre idée est déjà notée ci-dessous.',
  expired: 'Le formulaire était resté ouvert longtemps. Voici votre texte : vérifiez et envoyez de nouveau.',
  kept: 'Votre texte est gardé 24 heures. Vous pouvez le reprendre là où vous en étiez.',
  resume: 'Reprendre',
  gone: "Ce texte n'est plus gardé, plus de 24 heures ont passé. Vous pouvez recommencer : {{command}}",
  typeInstead: 'Ici, cela se tape : {{command}}',
  chooseLab: 'Pour quel labo ? Répondez par son chiffre.',
} as const;
