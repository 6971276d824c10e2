import type { I18nKey } from '../../i18n/texts.ts';
import type { Word } from '../../votes/vote.ts';
import { arg } from '../grammar/args.ts';
import { command } from '../grammar/command.ts';
import type { Turn } from '../turn.ts';
import { voting } from '../voting.ts';

/** Votes by command: discreet, and the way to vote where there are neither buttons nor reactions. */

const vote = <W extends string>(
  word: W,
  value: Word,
  names: { fr: readonly string[]; en: readonly string[] },
  help: Extract<I18nKey, 'help.pour' | 'help.contre' | 'help.neutre'>,
) =>
  command({
    word,
    names,
    args: { idea: arg.idea() },
    who: 'reader',
    help,
    example: `${word} #2256`,
    run: (turn: Turn, { idea }) => voting(turn, idea, value),
  });

export const voteFor = vote('pour', 'for', { fr: ['pour'], en: ['for'] }, 'help.pour');
export const voteAgainst = vote('contre', 'against', { fr: ['contre'], en: ['against'] }, 'help.contre');
export const takeBack = vote('neutre', 'none', { fr: ['neutre'], en: ['neutral', 'unvote'] }, 'help.neutre');
