import type { home as french } from '../fr/home.ts';
import { translationOf } from '../texts.ts';

export const home = translationOf<typeof french>()({
  title: 'Your idea box',
  begin: 'An idea? Type {{command}} and a sentence, in any channel.',
  beginGuest: "Open a lab's channel: there you can read its ideas and vote.",
  answer: "The lab's answer: “{{text}}”",
  supportedTitle: 'What you support',
  supportedDiscreet: 'This list is shown to nobody but you.',
  waitingTitle: 'To do in your labs',
  settingsTitle: 'Your settings',
  more_one: 'And {{count, number}} more: {{command}}',
  more_other: 'And {{count, number}} more: {{command}}',
});
