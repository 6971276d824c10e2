import type { proposal as french } from '../fr/proposal.ts';
import { translationOf } from '../texts.ts';

export const proposal = translationOf<typeof french>()({
  asks: '{{name}} suggests making an idea of your message.',
  asksUnnamed: 'Somebody in your chat suggests making an idea of your message.',
  asksYourself: 'Make an idea of your message?',
  quote: '“{{text}}”',
  seeMessage: 'See the message',
  freely: 'The form will open with your text, to change as you like. Nothing is published without you.',
  yes: 'Yes, propose it',
  no: 'No, thank you',
  declined: 'Noted: your message stays a message. Thank you for answering.',
  messageGone: 'I cannot find that message. You can propose the idea in your own words: {{command}}',

  asked:
    'The person who wrote this message is being asked, with your name. Nothing is published unless they agree.',
  askedBefore: 'The question was already asked about this message. It is only asked once.',
  askedOften:
    'This person was already asked several times today. Try again tomorrow, or talk to them about it.',
  notReadable:
    'I cannot read this message: it is gone, or the box is not in its channel. Propose the idea in your own words: {{command}}',
  ours: 'This message comes from the box itself. To propose an idea: {{command}}',
  notAskable: 'The person who wrote this message cannot be asked here. Propose the idea in your own words.',
  linkNoted: 'The link to the message is already filled in.',
  ownWords: 'In my own words',
});
