/** Words used everywhere. */
export const common = {
  boxName: 'Boîte à idées',
  cancel: 'Annuler',
  cancelled: "C'est annulé, rien n'a changé.",
  confirm: 'Confirmer',
  edited: 'modifiée',
  justNow: "à l'instant",
  optional: 'facultatif',
  seeHelp: "L'aide est là : {{command}}",
} as const;
