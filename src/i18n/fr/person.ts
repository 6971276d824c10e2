/** People: how they are named when no name is left, and what `moi` tells them. */
export const person = {
  erased: 'une personne partie depuis',
  meTitle: 'Ce que la boîte sait de vous',
  name: 'Nom affiché',
  account: 'Compte',
  member: 'Numéro de personne',
  language: 'Langue',
  languageFr: 'français',
  languageEn: 'anglais',
  languageAuto: 'celle de votre messagerie',
  languageSet: "C'est noté, je vous parle français.",
  facilitates: 'Vous animez',
  administers: 'Vous administrez la boîte',
  discreet: 'Vos votes ne sont montrés à personne, sauf les réactions, que voit tout le salon.',
} as const;
