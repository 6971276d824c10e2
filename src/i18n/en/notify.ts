import type { notify as french } from '../fr/notify.ts';
import { translationOf } from '../texts.ts';

export const notify = translationOf<typeof french>()({
  field: 'News on ideas',
  now: 'News on your ideas and on those you support: {{when}}.',
  'when-at-once': 'at once',
  'when-daily': 'one summary a day, at 9:00',
  'when-never': 'never',
  'button-at-once': 'At once',
  'button-daily': 'One summary a day',
  'button-never': 'Never',
  'set-at-once': 'Noted: each answer to an idea that concerns you is sent to you at once.',
  'set-daily': 'Noted: one message a day, at 9:00, on days when there is news.',
  'set-never': 'Noted: the box no longer writes to you with news on ideas.',
  'typed-at-once': 'notifications=all',
  'typed-daily': 'notifications=daily',
  'typed-never': 'notifications=never',
  typeInstead: 'Can also be set by typing {{commands}}.',
  unknownValue: 'I do not know this setting. Type for example {{commands}}.',

  title: 'Your summary, {{day}}',
  decided_one: '{{count, number}} idea was answered',
  decided_other: '{{count, number}} ideas were answered',
  fresh_one: '{{count, number}} new idea',
  fresh_other: '{{count, number}} new ideas',
  waiting_one: '{{count, number}} awaits an answer',
  waiting_other: '{{count, number}} await an answer',
  ofLab: '{{lab}}: {{fresh}}, {{waiting}}.',
  seeWaiting: 'To see them: {{command}}',
  change: 'To stop receiving this summary: {{command}}',
});
