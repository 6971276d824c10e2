import { excerpt } from '../../text.ts';
import type { Answer } from '../arrival.ts';
import type { Command } from '../grammar/command.ts';
import { commandsUnder, exampleOf, inWordsOf, usageOf } from '../grammar/help.ts';
import type { Block } from '../message.ts';
import { privately, typed } from '../messages/said.ts';
import type { Turn } from '../turn.ts';
import { linesUnder } from './help.ts';

/** Of a word that nobody knows; code points. */
const QUOTED = 40;

/**
 * The answer to a command whose arguments are missing or do not fit: how it is written, and how to file an idea that
 * begins so.
 */
export function misused(turn: Turn, command: Command<Turn>): Answer {
  const { t, runs, lang } = turn.speak;
  const words = Object.values(command.args).flatMap((kind) => kind.words?.[lang] ?? []);
  const known: Block[] =
    words.length === 0 ? [] : [{ kind: 'text', text: [t('help.wordsKnown', { words: words.join(', ') })] }];
  return privately(
    turn,
    runs('help.notUnderstood', { command: typed(turn, usageOf(command, lang)) }),
    ...known,
    { kind: 'context', text: runs('help.example', { command: typed(turn, exampleOf(command, lang)) }) },
    asIdea(turn),
  );
}

/**
 * The answer to a word that several commands begin with and to what none of them has behind it: which words do, and how
 * to file an idea that begins so.
 */
export function mistyped(
  turn: Turn,
  all: readonly Command<Turn>[],
  { group, said }: { group: string; said: string | null },
): Answer {
  const { t, lang } = turn.speak;
  const first = firstWord(all, group, turn);
  const under = commandsUnder(all, group);
  const words = under.map((one) => (one.names[lang][0] ?? one.word).split(' ').slice(1).join(' '));
  const unknown =
    said === null
      ? t('help.wordsAfter', { group: first, words: words.join(', ') })
      : t('help.unknownAfter', { said: excerpt(said, QUOTED), group: first, words: words.join(', ') });
  return privately(turn, unknown, ...linesUnder(turn, under), asIdea(turn));
}

function asIdea({ speak: { t } }: Turn): Block {
  return { kind: 'context', text: [t('help.ideaInstead')] };
}

/** The word of a group as its reader types it: "lab" in English. */
function firstWord(all: readonly Command<Turn>[], group: string, { speak: { lang } }: Turn): string {
  const [one] = commandsUnder(all, group);
  return inWordsOf(all, lang, one?.word ?? group).split(' ')[0] ?? group;
}
