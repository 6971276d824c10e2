/** Every text of the page itself; what the box says comes from the box. */

export type Lang = 'fr' | 'en';

const fr = {
  title: (where: string) => `${where} · Boîte à idées`,
  skipToWriting: 'Aller au message à écrire',
  appName: 'Boîte à idées',
  appHint: "Chat d'essai, sans compte",
  openChannels: 'Ouvrir la liste des canaux',
  closeChannels: 'Fermer la liste des canaux',
  channels: 'Canaux',
  directMessages: 'Messages directs',
  privateChannel: 'canal privé',
  directWith: (name: string) => `Vous et ${name}`,
  openChannel: 'Ouvert à tout le monde',
  closedChannel: 'Canal privé',
  unread: (count: number) => (count === 1 ? '1 message non lu' : `${count} messages non lus`),
  youAre: 'Vous êtes',
  guest: 'personne invitée',
  language: 'Langue',
  messagesIn: (channel: string) => `Messages de ${channel}`,
  older: 'Messages plus anciens',
  toNewest: 'Aller aux plus récents',
  emptyTitle: "Rien ici pour l'instant",
  emptyHint: (word: string) => `Écrivez un message, ou tapez ${word} pour déposer une idée.`,
  onlyYou: 'Visible de vous uniquement',
  dismiss: 'Masquer',
  dismissLong: 'Masquer ce message',
  follows: 'à la suite',
  bot: 'robot',
  react: 'Réagir',
  reactWith: 'Réagir avec',
  reactionNobody: (name: string) => `${name}, personne encore`,
  reactionBy: (name: string, people: string) => `${name}, ${people}`,
  write: (channel: string) => `Écrire dans ${channel}`,
  writeHere: (word: string) => `Message, ou ${word} pour une idée`,
  send: 'Envoyer',
  sending: 'Envoi…',
  commands: 'Commandes',
  commandsFound: (count: number) => (count === 1 ? '1 commande proposée' : `${count} commandes proposées`),
  newIdea: 'déposer une idée',
  close: 'Fermer',
  optional: 'facultatif',
  count: (used: number, max: number) => `${used} signes sur ${max}`,
  tooMany: (over: number) => (over === 1 ? '1 signe de trop' : `${over} signes de trop`),
  fieldsWrong: (count: number) => (count === 1 ? 'Un champ est à revoir.' : `${count} champs sont à revoir.`),
  leaveForm: 'Fermer sans envoyer ? Ce que vous avez écrit sera perdu.',
  leave: 'Fermer sans envoyer',
  stay: 'Continuer',
  notSent: "L'envoi n'est pas parti : la boîte ne répond pas. Votre texte est gardé, réessayez.",
  offline: 'Connexion perdue. Nouvel essai en cours…',
  image: 'Image',
  noImage: 'Image indisponible',
  thumbUp: 'pouce levé',
  thumbDown: 'pouce baissé',
  eyes: 'yeux',
  check: 'coche',
  cross: 'croix',
  bulb: 'ampoule',
  heart: 'cœur',
  party: 'fête',
  digit: (digit: string) => `chiffre ${digit}`,
};

type Texts = typeof fr;

const en: Texts = {
  title: (where) => `${where} · Idea box`,
  skipToWriting: 'Skip to the message box',
  appName: 'Idea box',
  appHint: 'Trial chat, no account',
  openChannels: 'Open the list of channels',
  closeChannels: 'Close the list of channels',
  channels: 'Channels',
  directMessages: 'Direct messages',
  privateChannel: 'private channel',
  directWith: (name) => `You and ${name}`,
  openChannel: 'Open to everybody',
  closedChannel: 'Private channel',
  unread: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  youAre: 'You are',
  guest: 'guest',
  language: 'Language',
  messagesIn: (channel) => `Messages in ${channel}`,
  older: 'Older messages',
  toNewest: 'Go to the newest',
  emptyTitle: 'Nothing here yet',
  emptyHint: (word) => `Write a message, or type ${word} to file an idea.`,
  onlyYou: 'Visible to you only',
  dismiss: 'Dismiss',
  dismissLong: 'Dismiss this message',
  follows: 'continued',
  bot: 'bot',
  react: 'React',
  reactWith: 'React with',
  reactionNobody: (name) => `${name}, nobody yet`,
  reactionBy: (name, people) => `${name}, ${people}`,
  write: (channel) => `Write in ${channel}`,
  writeHere: (word) => `Message, or ${word} for an idea`,
  send: 'Send',
  sending: 'Sending…',
  commands: 'Commands',
  commandsFound: (count) => (count === 1 ? '1 command offered' : `${count} commands offered`),
  newIdea: 'file an idea',
  close: 'Close',
  optional: 'optional',
  count: (used, max) => `${used} of ${max} characters`,
  tooMany: (over) => (over === 1 ? '1 character too many' : `${over} characters too many`),
  fieldsWrong: (count) => (count === 1 ? 'One field needs a change.' : `${count} fields need a change.`),
  leaveForm: 'Close without sending? What you wrote will be lost.',
  leave: 'Close without sending',
  stay: 'Continue',
  notSent: 'Not sent: the box does not answer. Your text is kept, try again.',
  offline: 'Connection lost. Trying again…',
  image: 'Image',
  noImage: 'Image not available',
  thumbUp: 'thumbs up',
  thumbDown: 'thumbs down',
  eyes: 'eyes',
  check: 'check mark',
  cross: 'cross mark',
  bulb: 'light bulb',
  heart: 'heart',
  party: 'party popper',
  digit: (digit) => `digit ${digit}`,
};

const TEXTS: Readonly<Record<Lang, Texts>> = { fr, en };

export function textsIn(lang: Lang): Texts {
  return TEXTS[lang];
}

type EmojiName = 'thumbUp' | 'thumbDown' | 'eyes' | 'check' | 'cross' | 'bulb' | 'heart' | 'party';

const EMOJI_NAMES: Readonly<Record<string, EmojiName>> = {
  '👍': 'thumbUp',
  '👎': 'thumbDown',
  '👀': 'eyes',
  '✅': 'check',
  '❌': 'cross',
  '💡': 'bulb',
  '❤': 'heart',
  '🎉': 'party',
};

/** An emoji in words, for who does not see it; `emoji` without U+FE0F. */
export function emojiName(emoji: string, texts: Texts): string {
  const digit = /^(\d)\u{20E3}$/u.exec(emoji)?.[1];
  if (digit) return texts.digit(digit);
  const name = EMOJI_NAMES[emoji];
  return name ? texts[name] : emoji;
}
