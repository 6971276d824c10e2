/** Accounts of one person on several chats: linking them by a code, and undoing it. */
export const account = {
  // "Anaïs L. (Mattermost)"
  named: '{{name}} ({{platform}})',

  code: 'Votre code, pour dix minutes et une seule fois : {{code}}',
  codeUse: 'Tapez {{command}} dans votre autre messagerie. La boîte vous y demandera de confirmer.',
  codeKeep: "Ne le donnez à personne : ce compte et celui qui le tape ne feront plus qu'une personne.",
  readAlong:
    "Ici, d'autres liraient avec vous. Tapez {{command}} dans un message direct à la boîte, ou dans votre autre messagerie.",
  spoilt:
    "D'autres ont pu lire ce code, il ne vaut donc plus rien. Demandez-en un nouveau, et tapez-le dans un message direct à la boîte.",

  ask: 'Ce code vient du compte {{account}}. Relier ce compte au vôtre ?',
  askOnly:
    "Confirmez seulement si vous avez demandé ce code vous-même, avec ce compte. Si quelqu'un vous l'a donné, ne reliez rien : cette personne agirait à votre place.",
  askMeans:
    "Reliés, vos comptes ne font qu'une personne : un seul vote par idée, le plus récent, et vos idées dans les deux messageries. Animer ou administrer reste au compte qui le peut déjà.",
  yes: 'Relier les comptes',
  no: 'Ne pas relier',
  kept: "Rien n'est relié, et ce code ne vaut plus rien.",
  linked: "C'est fait : le compte {{account}} et celui-ci ne font qu'une personne.",
  undoBy: "Pour défaire ce lien, depuis l'un ou l'autre : {{command}}",
  undo: 'Délier',
  undoSays: 'Délier le compte {{account}}',

  linkedTold: "Le compte {{account}} vient d'être relié au vôtre, avec un code que vous avez demandé ici.",
  notYou: "Ce n'est pas vous ? Défaites-le : {{command}}",
  unlinkedTold:
    "Le compte {{account}} n'est plus relié au vôtre. Chacun garde ses idées et retrouve ses votes.",
  unlinked:
    "C'est fait : {{accounts}} et ce compte sont de nouveau deux personnes. Chacun garde ses idées et retrouve ses votes.",
  notLinked: "Aucun autre compte n'est relié au vôtre. Pour en relier un : {{command}}",
  linkedLine: 'Compte relié : {{account}}',

  // Why a code links nothing
  wrong: 'Ce code ne mène à aucun compte. Relisez-le, ou demandez-en un autre : {{command}}',
  expired: "Ce code n'est plus valable. Demandez-en un autre dans votre autre messagerie : {{command}}",
  used: "Ce code a déjà servi, et il ne sert qu'une fois. Demandez-en un autre : {{command}}",
  own: "C'est ce compte-ci qui a demandé ce code. Tapez-le dans votre autre messagerie.",
  tooManyTries:
    'Cela fait trop de codes qui ne vont pas. Attendez dix minutes, puis demandez-en un autre : {{command}}',
  alreadyLinked: 'Ce compte est déjà relié au vôtre. Pour défaire ce lien : {{command}}',
  sameChat:
    "Ce code vient d'un autre compte de cette messagerie, et une personne n'en a qu'un ici. Tapez-le dans votre autre messagerie.",
  linkedElsewhere:
    "L'un des deux est déjà relié à un compte {{platform}}, et une personne n'en a qu'un par messagerie. Défaites d'abord ce lien : {{command}}",
} as const;
