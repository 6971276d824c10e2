import { mayEver } from '../../members/permissions.ts';
import { excerpt, isBlank, tidy } from '../../text.ts';
import type { Answer } from '../arrival.ts';
import { arg } from '../grammar/args.ts';
import { type Command, command } from '../grammar/command.ts';
import { parse } from '../grammar/parse.ts';
import { privately, typed } from '../messages/said.ts';
import { foundMessage, nothingFoundMessage } from '../messages/search-results.ts';
import { showing } from '../showing.ts';
import type { Turn } from '../turn.ts';

/** Ideas shown. */
const SHOWN = 10;
/** Code points of a query that are looked at: more than a sentence, so that a pasted page costs no more. */
const QUERY_MAX = 300;
/** Longer words are not repeated as something to be typed. */
const FILED_MAX = 100;

/**
 * Looks for ideas in all that the person may read, wherever it is asked: an idea is found without knowing its lab.
 * A number with its sign is that idea. The one command that takes any text; `all` tells which texts would be ideas.
 */
export function searchCommand(all: () => readonly Command<Turn>[]) {
  return command({
    word: 'chercher',
    names: { fr: ['chercher'], en: ['search'] },
    args: { text: arg.query() },
    who: 'reader',
    help: 'help.chercher',
    example: 'chercher badge',
    async run(turn: Turn, { text = '' }): Promise<Answer> {
      const query = excerpt(tidy(text).replace(/\s+/gu, ' '), QUERY_MAX);
      if (isBlank(query)) {
        return privately(turn, turn.speak.runs('search.empty', { command: typed(turn, 'chercher badge') }));
      }
      const number = /^(?:#|n[°º]) ?(\d{1,9})$/iu.exec(query)?.[1];
      if (number !== undefined) return showing(turn, Number(number));
      // One more than is shown tells whether there are more.
      const found = await turn.box.reads.search.find(turn.reader, query, { limit: SHOWN + 1 });
      const message =
        found.length > 0
          ? foundMessage(turn, query, found.slice(0, SHOWN), found.length > SHOWN)
          : nothingFoundMessage(turn, query, mayEver(turn.reader, 'file') ? filed(all(), query) : null);
      return { kind: 'private', message };
    },
  });
}

/** The words as they would be filed; '' for those that are too long to be typed again, or that are a command. */
function filed(commands: readonly Command<Turn>[], query: string): string {
  const isIdea = parse(commands, [query], { waiting: true }).kind === 'idea';
  return isIdea && excerpt(query, FILED_MAX) === query ? query : '';
}
