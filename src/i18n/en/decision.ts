import type { decision as french } from '../fr/decision.ts';
import { translationOf } from '../texts.ts';

export const decision = translationOf<typeof french>()({
  title: 'Answer #{{number}}',
  statusLabel: 'Decision',
  answerLabel: 'Public answer',
  answerHelp: 'Two sentences, shown on the card with the decision. Declining takes a reason.',
  submit: 'Answer',
  button: 'Answer',

  done: '#{{number}} is now “{{status}}”.',
  renewed: 'The answer to #{{number}} is up to date.',
  willTell_zero: 'Nobody else needs to be told.',
  willTell_one: '{{count, number}} person will be told.',
  willTell_other: '{{count, number}} people will be told.',
  undo: 'Undo (2 min)',
  undone: 'Undone: #{{number}} is “{{status}}” again. Nobody was told.',
  nothingToUndo: 'You have no decision to undo. A decision can be undone for two minutes.',

  reasonMissing: 'The reason is missing: one sentence for the person who proposed it.',
  statusMissing: 'The decision is missing: for example “under review” or “accepted”.',
  notPossible: '#{{number}} is {{from}} and cannot become “{{to}}”. Possible: {{moves}}.',
  changedMeanwhile: '#{{number}} has just changed: it is now “{{status}}”. Have a look, then send again.',
  noMoveLeft: '#{{number}} is {{status}}: there is nothing left to decide.',
  notFacilitator: 'Only the people who facilitate {{lab}} can decide here.',
  askThem: 'Ask {{people}}.',

  noticeAuthor: 'Your idea #{{number}} {{title}} is now “{{status}}”.',
  noticeSupporter: 'The idea #{{number}} {{title}}, which you supported, is now “{{status}}”.',
  noticeAnswer: '{{lab}} answers: “{{text}}”',

  markedAccepted:
    '{{emoji}} under #{{number}} {{title}}: to accept it, confirm the decision; a public answer may go with it.',
  markedDeclined: '{{emoji}} under #{{number}} {{title}}: to decline it, the reason is still to be written.',

  statusNow: '#{{number}} {{title}} is now “{{status}}”.',

  todoTitle: 'To answer: {{lab}}',
  todoEmpty: 'Nothing to do, everything has an answer.',
  todoLine: '#{{number}} {{title}} · {{votes}} · {{status}} · {{ago}}',
});
