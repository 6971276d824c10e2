import type { vote as french } from '../fr/vote.ts';
import { translationOf } from '../texts.ts';

export const vote = translationOf<typeof french>()({
  forButton: '👍 For',
  againstButton: '👎 Against',
  forSays: 'For, idea {{number}}',
  againstSays: 'Against, idea {{number}}',

  tallyFor: '👍 {{votes}} for',
  tallyAgainst: '👎 {{votes}} against',
  tally: '{{for}} for, {{against}} against',
  votes_zero: 'no votes',
  votes_one: '{{count, number}} vote',
  votes_other: '{{count, number}} votes',
  supporters_zero: 'nobody supports it yet',
  supporters_one: '{{count, number}} person supports it',
  supporters_other: '{{count, number}} people support it',

  countedFor: 'Counted: you are for #{{number}}.',
  countedAgainst: 'Counted: you are against #{{number}}.',
  takenBack: 'Your vote on #{{number}} is taken back.',
  alreadyFor: 'Already counted: you are for #{{number}}. To change your mind: {{command}}',
  alreadyAgainst: 'Already counted: you are against #{{number}}. To change your mind: {{command}}',
  noneToTakeBack: 'You have not voted on #{{number}}.',
  closed: '#{{number}} is {{status}}: voting is closed. Thank you for your interest.',
  againstOff: 'There are no votes against here. Tell the person who proposes what troubles you instead.',
  discreet: 'The whole channel sees a reaction; a button or a command stays discreet.',
});
