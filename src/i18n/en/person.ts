import type { person as french } from '../fr/person.ts';
import { translationOf } from '../texts.ts';

export const person = translationOf<typeof french>()({
  erased: 'a person who has since left',
  meTitle: 'What the box knows of you',
  name: 'Name shown',
  account: 'Account',
  member: 'Person number',
  language: 'Language',
  languageFr: 'French',
  languageEn: 'English',
  languageAuto: "your chat's own",
  languageSet: 'Noted, I speak English to you.',
  languageAutoSet: 'Noted, I speak the language of your chat.',
  languageNow: 'Language: {{language}}.',
  buttonFr: 'Français',
  buttonEn: 'English',
  buttonAuto: 'As in my chat',
  facilitates: 'You facilitate',
  administers: 'You administer the box',
  discreet: 'Your votes are shown to nobody, except reactions, which the whole channel sees.',
});
