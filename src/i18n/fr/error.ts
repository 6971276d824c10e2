/** When things go wrong: always what happened and the way out, never blame. */
export const error = {
  notFound: "Je ne trouve pas d'idée #{{number}} que vous puissiez lire ici. Essayez {{command}}.",
  failed:
    "Quelque chose a échoué de notre côté, rien n'est perdu : votre texte est gardé ci-dessous. Référence {{reference}}.",
  failedPlain: 'Quelque chose a échoué de notre côté. Réessayez dans un instant. Référence {{reference}}.',
  stopping: "La boîte s'arrête un moment : rien n'est enregistré. Réessayez dans une minute.",
  stoppingKept:
    'La boîte redémarre. Ce que vous venez de faire est gardé : la réponse arrive dès son retour.',
  noRight: 'Cela ne vous est pas ouvert ici. Pour voir ce que vous pouvez faire : {{command}}',
  guestsDoNotFile: 'Les personnes invitées votent et lisent ; déposer une idée est réservé aux agents.',
  oldButton: 'Ce bouton ne sert plus. Tapez plutôt {{command}}.',
  unknownMessage:
    "Je ne connais pas ce message : rien n'est compté. Réessayez dans une minute, ou tapez {{command}}.",
  nothingAsked: "Je n'attends pas de réponse de votre part. Pour voir ce que je sais faire : {{command}}",

  // On the form's fields
  titleMissing: "Il manque l'idée : une phrase suffit.",
  titleTooShort: "C'est un peu court : {{min, number}} signes au moins.",
  tooLong_one: "C'est un peu long : {{max, number}} signes au plus, il y en a {{count, number}} de trop.",
  tooLong_other: "C'est un peu long : {{max, number}} signes au plus, il y en a {{count, number}} de trop.",
  textMissing: 'Il manque le texte : une phrase suffit.',
  labClosed: "Ce labo n'est plus ouvert d'ici. Choisissez-en un autre, ou déposez depuis l'un de ses salons.",
  labMissing: 'Choisissez le labo qui recevra votre idée.',
  choiceMissing: 'Choisissez une des réponses proposées.',
} as const;
