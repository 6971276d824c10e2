import type { form as french } from '../fr/form.ts';
import { translationOf } from '../texts.ts';

export const form = translationOf<typeof french>()({
  title: 'New idea',
  sentence: 'The idea in a sentence',
  sentenceExample: 'Lend the tools of the lab after 6 pm',
  why: 'Why, and how?',
  whyHelp: 'For whom, with what? Three lines are enough, you can add to it later.',
  lab: 'Lab',
  submit: 'File',
  continue: 'Continue',

  similarTitle: 'Similar ideas',
  similar_one: 'One idea looks like yours.',
  similar_other: '{{count, number}} ideas look like yours.',
  similarLabel: 'What to do?',
  different: 'My idea is different',
  differentButton: 'It is something else',
  support: 'Support #{{number}}: {{title}} ({{votes}})',
  supportButton: 'Support #{{number}}',

  completeTitle: 'Add to #{{number}}',
  completeLabel: 'Your addition',
  completeSubmit: 'Add',
  editTitle: 'Edit #{{number}}',
  editSubmit: 'Save',

  near: 'Perhaps you meant {{command}}. Otherwise your idea is already noted below.',
  expired: 'The form had been open for a long time. Here is your text: check it and send it again.',
  kept: 'Your text is kept for 24 hours. You can go on where you left off.',
  resume: 'Resume',
  gone: 'This text is no longer kept, more than 24 hours have passed. You can start again: {{command}}',
  typeInstead: 'Here, this is typed: {{command}}',
  chooseLab: 'For which lab? Answer with its number.',
});
