import type { digest as french } from '../fr/digest.ts';
import { translationOf } from '../texts.ts';

export const digest = translationOf<typeof french>()({
  title: '📬 The week · {{lab}} · {{span}}',
  runningTitle: '📬 The running week · {{lab}} · {{span}}',
  thisWeek: 'This week: {{figures}}.',
  ideas_zero: 'no ideas',
  ideas_one: '{{count, number}} idea',
  ideas_other: '{{count, number}} ideas',
  votes_zero: 'no votes',
  votes_one: '{{count, number}} vote',
  votes_other: '{{count, number}} votes',
  votesChange: '{{votes}} ({{change}})',
  answers_one: '{{count, number}} answer',
  answers_other: '{{count, number}} answers',
  summary: 'The week of {{lab}}, {{span}}: {{figures}}.',

  answeredTitle: 'Answered',
  answered: '{{idea}} {{title}}: {{status}}.',
  answeredWith: '{{idea}} {{title}}: {{status}}. “{{text}}”',
  topTitle: 'Most supported this week',
  topLine: '{{digit}} {{idea}} {{title}} · {{gain}}',
  topLineStatus: '{{digit}} {{idea}} {{title}} · {{gain}} · {{status}}',
  discoverTitle: 'To discover (few votes so far)',
  discoverLine: '{{digit}} {{idea}} {{title}}',
  goneLine: '{{digit}} #{{number}} · withdrawn',
  gone: '#{{number}} · withdrawn',
  howTo: 'Vote by reacting with the number. An idea? Type {{command}}.',
  howToButtons: 'Vote with the buttons. An idea? Type {{command}}.',
  howToType: 'Vote by typing {{vote}}. An idea? Type {{command}}.',
  howToFile: 'An idea? Type {{command}}.',
  moreInThread: 'More in the thread.',

  restSummary_one: 'More of the week of {{lab}}: {{count, number}} idea.',
  restSummary_other: 'More of the week of {{lab}}: {{count, number}} ideas.',
  restAnswered: 'Also answered',
  restTop: 'Also gained support',
  furtherLine: '{{idea}} {{title}} · {{gain}}',
  restAll: 'All ideas of the lab: {{command}}.',

  emptyRunning: 'Nothing to tell for now: this week, no idea has gained support or received an answer yet.',
  emptyLast: 'Nothing to publish: in the week of {{span}}, no idea gained support or received an answer.',
  sent: 'The digest of {{span}} is on its way to {{where}}.',
  alreadySent: 'The digest of {{span}} already appeared on {{when}}, in {{where}}.',
  notFacilitator:
    'Only the people who facilitate {{lab}} can see the digest before it appears, and publish it.',
  noChannel: '{{lab}} is bound to no channel: type {{command}} in the one where the digest should appear.',
});
