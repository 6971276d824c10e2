import type { error as french } from '../fr/error.ts';
import { translationOf } from '../texts.ts';

export const error = translationOf<typeof french>()({
  notFound: 'I cannot find an idea #{{number}} that you may read here. Try {{command}}.',
  failed: 'Something failed on our side, nothing is lost: your text is kept below. Reference {{reference}}.',
  failedPlain: 'Something failed on our side. Try again in a moment. Reference {{reference}}.',
  stopping: 'The box is stopping for a moment: nothing is recorded. Try again in a minute.',
  stoppingKept: 'The box is restarting. What you just did is kept: the answer comes as soon as it is back.',
  noRight: 'This is not open to you here. To see what you can do: {{command}}',
  guestsDoNotFile: 'Guests vote and read; filing an idea is for staff.',
  oldButton: 'This button no longer works. Type {{command}} instead.',
  unknownMessage:
    'I do not know this message, so nothing was counted. Try again in a minute, or type {{command}}.',
  nothingAsked: 'I am not waiting for an answer from you. To see what I can do: {{command}}',

  titleMissing: 'The idea is missing: one sentence is enough.',
  titleTooShort: 'This is a little short: at least {{min, number}} characters.',
  tooLong_one: 'This is a little long: at most {{max, number}} characters, {{count, number}} too many.',
  tooLong_other: 'This is a little long: at most {{max, number}} characters, {{count, number}} too many.',
  textMissing: 'The text is missing: one sentence is enough.',
  labClosed: 'This lab is no longer open from here. Choose another one, or file from one of its channels.',
  labMissing: 'Choose the lab that will receive your idea.',
  choiceMissing: 'Choose one of the answers offered.',
});
