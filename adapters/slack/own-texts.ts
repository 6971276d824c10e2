/**
 * What this adapter says by itself, beside the few words the box lends it: where a press or a form never reaches
 * the box, and where a platform's habit needs a sentence.
 */
const TEXTS = {
  buttonExpired: {
    fr: 'Ce bouton a plus de 24 heures. Refaites la demande.',
    en: 'This button is more than 24 hours old. Please ask again.',
  },
  buttonUnknown: {
    fr: "Ce bouton n'est plus valable. Refaites la demande.",
    en: 'This button is no longer valid. Please ask again.',
  },
  formNotYours: {
    fr: "Ce formulaire n'a pas été ouvert par vous, ou il a été modifié. Copiez votre texte et rouvrez-le.",
    en: 'This form was not opened by you, or it was altered. Copy your text and open it again.',
  },
  typeCommand: {
    fr: 'Pour déposer une idée, tapez /idee suivi de votre idée, ici ou dans un canal. Pour le reste : /idee aide.',
    en: 'To file an idea, type /idee followed by your idea, here or in a channel. For the rest: /idee help.',
  },
  done: { fr: "C'est fait. Vous pouvez fermer cette fenêtre.", en: 'Done. You can close this window.' },
  box: { fr: 'Boîte à idées', en: 'Idea box' },
  close: { fr: 'Fermer', en: 'Close' },
  cancel: { fr: 'Annuler', en: 'Cancel' },
  yes: { fr: 'Oui', en: 'Yes' },
  tooLong: {
    fr: 'Votre texte dépasse 3 000 signes et ne tient pas dans ce champ. Le voici en entier : copiez-le et raccourcissez-le.',
    en: 'Your text is over 3,000 characters and does not fit in this field. Here is all of it: copy and shorten it.',
  },
} as const;

/** The name of one of them. */
export type OwnText = keyof typeof TEXTS;

/** The text in the person's language: English where their locale says so, else French. */
export function ownText(name: OwnText, locale: string | undefined): string {
  return TEXTS[name][langOf(locale)];
}

/** The language this adapter speaks to somebody of this locale. */
export function langOf(locale: string | undefined): 'fr' | 'en' {
  return /^en\b/i.test(locale ?? '') ? 'en' : 'fr';
}
