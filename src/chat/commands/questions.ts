import type { Answer } from '../arrival.ts';
import { answerQuestion } from '../dialogue.ts';
import { arg } from '../grammar/args.ts';
import { command } from '../grammar/command.ts';
import { privately, typed } from '../messages/said.ts';
import type { Turn } from '../turn.ts';

/** Answers to a question of the box, on platforms without forms; only while one waits for this person. */

async function say(turn: Turn, said: 'yes' | 'no' | number): Promise<Answer> {
  const nothingAsked = () =>
    privately(turn, turn.speak.runs('error.nothingAsked', { command: typed(turn, 'aide') }));
  return (await answerQuestion(turn, said)) ?? nothingAsked();
}

export const yes = command({
  word: 'oui',
  names: { fr: ['oui'], en: ['yes'] },
  args: {},
  who: 'reader',
  help: 'help.oui',
  example: 'oui',
  waiting: true,
  run: (turn: Turn) => say(turn, 'yes'),
});

export const no = command({
  word: 'non',
  names: { fr: ['non'], en: ['no'] },
  args: {},
  who: 'reader',
  help: 'help.non',
  example: 'non',
  waiting: true,
  run: (turn: Turn) => say(turn, 'no'),
});

export const choice = command({
  word: 'choix',
  names: { fr: [], en: [] },
  args: { digit: arg.digit() },
  who: 'reader',
  help: 'help.choix',
  example: '2',
  waiting: true,
  run: (turn: Turn, { digit }) => say(turn, digit),
});
