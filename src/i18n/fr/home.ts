/** The page of one's own that some chats have. */
export const home = {
  title: 'Votre boîte à idées',
  begin: "Une idée ? Tapez {{command}} et une phrase, dans n'importe quel salon.",
  beginGuest: "Ouvrez le salon d'un labo : vous pourrez y lire les idées et voter.",
  answer: 'Réponse du labo : « {{text}} »',
  supportedTitle: 'Ce que vous soutenez',
  supportedDiscreet: 'Cette liste ne se montre à personne, sauf à vous.',
  waitingTitle: 'À traiter dans vos labos',
  settingsTitle: 'Vos réglages',
  more_one: 'Et {{count, number}} autre : {{command}}',
  more_other: 'Et {{count, number}} autres : {{command}}',
} as const;
