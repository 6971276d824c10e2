/** A message that may become an idea: the question to its author, and what the person who had the thought is told. */
export const proposal = {
  // To the author, privately
  asks: '{{name}} propose de faire une idée de votre message.',
  asksUnnamed: 'Une personne de votre messagerie propose de faire une idée de votre message.',
  asksYourself: 'Faire une idée de votre message ?',
  quote: '« {{text}} »',
  seeMessage: 'Voir le message',
  freely:
    "Le formulaire s'ouvrira avec votre texte, que vous changerez à votre goût. Rien n'est publié sans vous.",
  yes: 'Oui, la proposer',
  no: 'Non merci',
  declined: "C'est noté : votre message reste un message. Merci d'avoir répondu.",
  messageGone: "Je ne retrouve pas ce message. Vous pouvez proposer l'idée avec vos mots : {{command}}",

  // To the person who had the thought
  asked:
    "La personne qui a écrit ce message reçoit la question, avec votre nom. Rien n'est publié sans son accord.",
  askedBefore: "La question a déjà été posée pour ce message. Elle ne l'est qu'une fois.",
  askedOften:
    "Cette personne a déjà reçu plusieurs questions aujourd'hui. Réessayez demain, ou parlez-lui de l'idée.",
  notReadable:
    "Je ne peux pas lire ce message : il n'existe plus, ou la boîte n'est pas dans son salon. Proposez l'idée avec vos mots : {{command}}",
  ours: 'Ce message vient de la boîte elle-même. Pour proposer une idée : {{command}}',
  notAskable:
    "La personne qui a écrit ce message ne peut pas être interrogée ici. Proposez l'idée avec vos mots.",
  linkNoted: 'Le lien vers le message est déjà noté.',
  ownWords: 'Avec mes mots',
} as const;
