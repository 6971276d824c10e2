import type { IdeaLine } from '../../ideas/idea-lists.ts';
import { mayEver } from '../../members/permissions.ts';
import type { Answer } from '../arrival.ts';
import { arg } from '../grammar/args.ts';
import { type Command, command } from '../grammar/command.ts';
import { andMore, ideaList, LIST_LINES, waitingLine } from '../messages/idea-list.ts';
import { paragraph, privately, typed } from '../messages/said.ts';
import { showing } from '../showing.ts';
import type { Turn } from '../turn.ts';

/** Commands that read. In a lab's channel, lists are that lab's; elsewhere, of all the labs one may read. */

const LIST = 10;
/** Lines read of one's own ideas and of those that wait: what is not shown is counted, up to this bound. */
const COUNTED = 120;

const scope = (turn: Turn) => ({ ...(turn.reader.here !== null && { lab: turn.reader.here }), limit: LIST });

interface ListCommand extends Pick<Command<Turn>, 'word' | 'names' | 'who' | 'help'> {
  title: 'idea.topTitle' | 'idea.newTitle' | 'idea.mineTitle';
  empty: 'idea.topEmpty' | 'idea.newEmpty' | 'idea.mineEmpty';
  lines(turn: Turn): Promise<IdeaLine[]>;
}

/** A command without arguments that shows a list; an empty one says how to file the first idea. */
const listing = ({ title, empty, lines, ...declared }: ListCommand) =>
  command({
    ...declared,
    args: {},
    example: declared.word,
    async run(turn: Turn): Promise<Answer> {
      const { t, runs } = turn.speak;
      const instead = mayEver(turn.reader, 'file')
        ? runs(empty, { command: typed(turn, '') })
        : [t('idea.emptyForGuests')];
      return { kind: 'private', message: ideaList(turn.speak, t(title), await lines(turn), instead) };
    },
  });

export const top = listing({
  word: 'top',
  names: { fr: ['top'], en: ['top'] },
  who: 'reader',
  help: 'help.top',
  title: 'idea.topTitle',
  empty: 'idea.topEmpty',
  lines: (turn) => turn.box.reads.ideas.top(turn.reader, scope(turn)),
});

export const newest = listing({
  word: 'nouveautes',
  names: { fr: ['nouveautés'], en: ['new', 'latest'] },
  who: 'reader',
  help: 'help.nouveautes',
  title: 'idea.newTitle',
  empty: 'idea.newEmpty',
  lines: (turn) => turn.box.reads.ideas.newest(turn.reader, scope(turn)),
});

export const mine = listing({
  word: 'mes',
  names: { fr: ['mes'], en: ['mine'] },
  who: 'member',
  help: 'help.mes',
  title: 'idea.mineTitle',
  empty: 'idea.mineEmpty',
  lines: (turn) => turn.box.reads.ideas.mine(turn.reader, { limit: COUNTED }),
});

export const show = command({
  word: 'voir',
  names: { fr: ['voir'], en: ['show', 'view'] },
  args: { idea: arg.idea() },
  who: 'reader',
  help: 'help.voir',
  example: 'voir #2256',
  run: (turn: Turn, { idea }) => showing(turn, idea),
});

/** What waits for a facilitator, a heading each lab, oldest first. */
export const waiting = command({
  word: 'a-traiter',
  names: { fr: ['à-traiter', 'à traiter'], en: ['todo', 'to do'] },
  args: {},
  who: 'facilitator',
  help: 'help.a-traiter',
  example: 'a-traiter',
  async run(turn: Turn): Promise<Answer> {
    const { t, lang } = turn.speak;
    if (turn.reader.facilitates.length === 0) {
      return privately(turn, turn.speak.runs('error.noRight', { command: typed(turn, 'aide') }));
    }
    const all = await turn.box.reads.ideas.waiting(turn.reader, { limit: COUNTED });
    const lines = all.slice(0, LIST_LINES);
    if (lines.length === 0)
      return { kind: 'private', message: paragraph(turn.speak, t('decision.todoEmpty')) };
    const now = turn.box.clock.now();
    const labs = [...new Set(lines.map(({ labName }) => labName))];
    return {
      kind: 'private',
      message: {
        lang,
        summary: t('decision.todoTitle', { lab: labs.join(', ') }),
        blocks: [
          ...labs.flatMap((lab) => [
            { kind: 'heading', text: [t('decision.todoTitle', { lab })] } as const,
            ...lines
              .filter(({ labName }) => labName === lab)
              .map((line) => ({
                kind: 'text' as const,
                text: [waitingLine(turn.speak, line, now)],
                button: {
                  action: 'answer',
                  value: `#${line.number}`,
                  label: t('decision.button'),
                  says: t('decision.title', { number: line.number }),
                },
              })),
          ]),
          ...andMore(turn.speak, all),
        ],
      },
    };
  },
});
