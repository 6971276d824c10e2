/** Duplicates: what the cards of both ideas say, and what the facilitator who links them is told. */
export const duplicate = {
  // On the duplicate's card
  of: 'Double de #{{number}} · {{title}}',
  ofUntitled: 'Double de #{{number}}',
  ofElsewhere: 'Double de #{{number}}, {{lab}}',
  // On the elder's card
  has_one: 'Double : {{numbers}}',
  has_other: 'Doubles : {{numbers}}',
  others_one: '{{count, number}} autre',
  others_other: '{{count, number}} autres',
  see: 'Voir #{{number}}',

  linked:
    '#{{number}} est maintenant le double de #{{elder}}. Les deux cartes le disent, et chaque idée garde ses votes.',
  already: '#{{number}} est déjà le double de #{{elder}}.',
  separate: 'Séparer',
  separateSays: 'Séparer #{{number}} de #{{elder}}',
  separated: "#{{number}} n'est plus le double de #{{elder}}. Les deux cartes sont à jour.",
  separatedUnnamed: "#{{number}} n'est plus un double. Sa carte est à jour.",
  notADuplicate: "#{{number}} n'est le double d'aucune idée. Pour la relier à la plus ancienne : {{command}}",

  notFacilitator: 'Seules les personnes qui animent {{lab}} peuvent relier ou séparer ses doubles.',

  // Why two ideas cannot be linked
  itself:
    "#{{number}} n'est pas son propre double. Donnez d'abord le double, puis l'idée plus ancienne : {{command}}",
  gone: "Le texte de #{{number}} n'est plus affiché : elle ne se relie plus à une autre. Les idées affichées : {{command}}",
  apart:
    "#{{number}} et #{{elder}} sont dans deux labos dont l'un est fermé, et ce qui s'y dit n'en sort pas. Répondez plutôt à #{{number}} : {{command}}",
  younger:
    '#{{elder}} a été déposée après #{{number}} : le double est la plus récente. Tapez plutôt {{command}}.',
  toAnother: "#{{number}} est déjà le double de #{{to}}. Séparez-les d'abord : {{command}}",
  toUnnamed: "#{{number}} est déjà le double d'une autre idée. Séparez-les d'abord : {{command}}",
  chain: '#{{elder}} est elle-même le double de #{{to}}. Tapez plutôt {{command}}.',
  chainUnnamed: "#{{elder}} est elle-même le double d'une autre idée. Séparez-les d'abord : {{command}}",
  hasDuplicates:
    "#{{number}} a elle-même des doubles ({{numbers}}), et un double n'en a pas. Séparez-les d'abord : {{command}}. Vous pourrez ensuite les relier à #{{elder}}.",
  hasUnnamed:
    "Une idée d'un autre labo est déjà reliée à #{{number}}, qui ne peut donc pas être un double. Répondez plutôt à #{{number}} : {{command}}",
} as const;
