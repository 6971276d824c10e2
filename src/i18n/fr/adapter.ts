/** The few texts an adapter says by itself, before or without the box's answer. */
export const adapter = {
  stillRecording: "C'est en cours d'enregistrement, le résultat arrive ici dans un instant.",
  tryAgain: "Cela n'a pas abouti. Réessayez dans un instant.",
  loading: 'Un instant…',
  done: "C'est fait. Vous pouvez fermer cette fenêtre.",
  answerComesDirectly: 'Je vous réponds en message direct.',
  buttonExpired: 'Ce bouton a plus de 24 heures. Refaites la demande.',
  buttonUnknown: "Ce bouton n'est plus valable. Refaites la demande.",
  formNotYours:
    "Ce formulaire n'a pas été ouvert par vous, ou il a été modifié. Copiez votre texte et rouvrez-le.",
  sendAgain: "C'est prêt. Envoyez de nouveau le formulaire pour continuer.",
  tooLong: 'Votre texte est trop long pour ce champ. Le voici en entier : copiez-le et raccourcissez-le.',
  formNotOpened: "Le formulaire n'a pas pu s'ouvrir. Rien de ce que vous avez écrit n'est perdu.",
  openForm: 'Ouvrir le formulaire',
  typeCommand:
    'Pour déposer une idée, tapez /idee suivi de votre idée, ici ou dans un salon. Pour le reste : /idee aide.',
  commandUnknown:
    'La boîte à idées ne reconnaît pas cette commande dans cette équipe. Prévenez la personne qui administre la boîte.',
  workspaceUnknown:
    "La boîte à idées n'est pas reliée à cet espace de travail. Prévenez la personne qui administre la boîte.",
  box: 'Boîte à idées',
  close: 'Fermer',
  cancel: 'Annuler',
  yes: 'Oui',
} as const;
