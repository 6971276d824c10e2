/** Labs: making, changing, channels, facilitators. `{{lab}}` is the lab's name: "Labo Bretagne". */
export const lab = {
  created: '{{lab}} existe, sous le nom court {{slug}}. Tapez {{command}} dans son salon pour le relier.',
  changed: '{{lab}} est à jour.',
  bound: 'Ce salon est relié à {{lab}} : les nouvelles idées et le bilan de la semaine y seront affichés.',
  boundClosed:
    'Ce salon est privé : {{lab}} est donc fermé, ses idées ne se lisent que dans ses salons. Pour ouvrir : {{command}}',
  unbound: "Ce salon n'est plus relié à {{lab}}. Les cartes déjà affichées restent.",
  facilitatorAdded: '{{name}} anime maintenant {{lab}}.',
  facilitatorRemoved: "{{name}} n'anime plus {{lab}}.",
  noFacilitator: "Cette personne n'anime pas {{lab}}.",

  channelLost:
    'Je ne peux plus écrire dans {{channel}}, un salon de {{lab}} : il est archivé, supprimé, ou la boîte en a été retirée.',
  channelLostThen:
    "Rien n'est perdu : invitez la boîte de nouveau, ou désarchivez le salon, et tout y reprend. Si cela ne suffit pas, tapez {{command}} dans le salon.",
  channelForbidden:
    "Je suis dans {{channel}}, un salon de {{lab}}, mais je n'ai pas le droit d'y écrire : il est modéré, ou une permission me manque. Demandez à la personne qui l'administre de laisser la boîte y écrire. Rien n'est perdu : je réessaie, et ce qui attend y sera affiché.",
  channelsFound: 'Je peux de nouveau écrire dans {{where}}. Les idées déposées entre-temps y arrivent.',
  workspaceLost:
    "La boîte à idées a été retirée d'un espace de travail. Je ne peux plus écrire dans {{where}} : rien n'est perdu, et tout reprendra de soi-même quand la personne qui l'administre l'aura remise en place.",
  unknown: 'Je ne trouve pas de labo « {{slug}} ». Il y a : {{labs}}.',
  noneOpenHere:
    "Aucun labo n'est ouvert d'ici. Déposez votre idée depuis un salon de labo, avec la même commande.",
  noneYet: "Il n'y a pas encore de labo. La personne qui administre la boîte peut en créer un : {{command}}",
  slugTaken: 'Le nom court « {{slug}} » est déjà pris.',
  channelTaken: "Ce salon est déjà relié à {{lab}}. Un salon n'appartient qu'à un labo.",
  noneHere: "Ce salon n'est relié à aucun labo.",
  notAChannel: 'Cette commande se tape dans le salon à relier, pas dans une conversation privée.',
  notWritable: "Je ne peux pas écrire dans ce salon. Invitez d'abord la boîte à idées, puis recommencez.",
  adminsOnly: 'Seules les personnes qui administrent la boîte peuvent faire cela.',
  managersOnly: 'Seules les personnes qui animent {{lab}} ou administrent la boîte peuvent faire cela.',
  personMissing: 'Je ne reconnais pas cette personne. Mentionnez-la, avec @ devant son nom.',
  badZone: 'Je ne connais pas le fuseau « {{zone}} ». Exemple : Europe/Paris.',
  badCron: 'Je ne comprends pas « {{cron}} ». Exemple, pour le lundi à 9 h : 0 9 * * 1.',
  tooOften: 'Le bilan paraît une fois par semaine au plus, « {{cron}} » le ferait plus souvent.',
  badAccess: "L'accès est « ouvert » ou « fermé ».",
  badLanguage: 'La langue est « fr » ou « en ».',
  badName: "Le nom d'un labo tient sur une ligne : de 1 à {{max, number}} signes.",
  badLine: 'Le domaine et la région tiennent chacun sur une ligne : {{max, number}} signes au plus.',
} as const;
