import { mayEver } from '../../members/permissions.ts';
import type { Answer } from '../arrival.ts';
import { arg } from '../grammar/args.ts';
import { type Command, command, type Who } from '../grammar/command.ts';
import { commandsUnder, exampleOf, usageOf } from '../grammar/help.ts';
import type { Block, Inline } from '../message.ts';
import { paragraph, typed } from '../messages/said.ts';
import type { Turn } from '../turn.ts';

/** The help: three lines for everybody, then what this person may do here; or the help of one word. */
export function helpCommand(all: () => readonly Command<Turn>[]) {
  return command({
    word: 'aide',
    names: { fr: ['aide'], en: ['help'] },
    args: { word: arg.word({ optional: true }) },
    who: 'reader',
    help: 'help.aide',
    example: 'aide digest',
    async run(turn: Turn, { word }): Promise<Answer> {
      return word === undefined ? overview(turn, all()) : ofWord(turn, commandsUnder(all(), word));
    },
  });
}

function overview(turn: Turn, commands: readonly Command<Turn>[]): Answer {
  const { t, runs, lang } = turn.speak;
  const text = (run: readonly Inline[]): Block => ({ kind: 'text', text: run });
  const blocks: Block[] = [
    { kind: 'heading', text: [t('help.title')] },
    ...(mayEver(turn.reader, 'file') ? [text(runs('help.file', { command: typed(turn, '') }))] : []),
    text(runs(turn.can.buttons ? 'help.vote' : 'help.voteTyped', { command: typed(turn, 'pour #2256') })),
    text(runs('help.search', { command: typed(turn, 'chercher badge'), top: typed(turn, 'top') })),
  ];
  const sections: [string, readonly Who[]][] = [
    [t('help.youCan'), ['reader', 'member', 'author']],
    [t('help.facilitatorsCan'), ['facilitator']],
    [t('help.administratorsCan'), ['administrator']],
  ];
  for (const [title, who] of sections) {
    const lines = linesOf(
      turn,
      commands.filter((one) => !one.waiting && who.includes(one.who) && isFor(turn, one.who)),
    );
    if (lines.length === 0) continue;
    blocks.push(text([{ kind: 'strong', text: title }, ...lines.flatMap((line) => ['\n', ...line])]));
  }
  blocks.push({
    kind: 'context',
    text: runs('help.oneWord', { command: typed(turn, lang === 'fr' ? 'aide labo' : 'aide lab') }),
  });
  return { kind: 'private', message: { lang, summary: t('help.title'), blocks } };
}

/**
 * A line a command, but one line for those that share a first word ("labo lier, délier, …"): the whole fits one
 * screen, and `aide labo` tells the rest.
 */
function linesOf(turn: Turn, commands: readonly Command<Turn>[]): Inline[][] {
  const { t, lang } = turn.speak;
  const groups = new Map<string, { one: Command<Turn>; rest: string }[]>();
  for (const one of commands) {
    const [first = '', ...rest] = (one.names[lang][0] ?? one.word).split(' ');
    groups.set(first, [...(groups.get(first) ?? []), { one, rest: rest.join(' ') }]);
  }
  return [...groups].flatMap(([first, members]) => {
    if (members.length === 1) return members.map(({ one }) => exampleLine(turn, one));
    return [[typed(turn, first), t('help.means', { what: members.map(({ rest }) => rest).join(', ') })]];
  });
}

function ofWord(turn: Turn, commands: readonly Command<Turn>[]): Answer {
  const { t, lang } = turn.speak;
  const blocks = linesUnder(turn, commands);
  return { kind: 'private', message: { ...paragraph(turn.speak, t('help.title')), lang, blocks } };
}

/** Each command with its example and its other names. */
export function linesUnder(turn: Turn, commands: readonly Command<Turn>[]): Block[] {
  const { t, runs, lang } = turn.speak;
  return commands.flatMap((one): Block[] => {
    const aliases = [...new Set([...one.names.fr, ...one.names.en])].join(', ');
    return [
      { kind: 'text', text: line(turn, one) },
      {
        kind: 'context',
        text: [
          ...runs('help.example', { command: typed(turn, exampleOf(one, lang)) }),
          ` · ${t('help.alsoWritten', { names: aliases })}`,
        ],
      },
    ];
  });
}

/** "/idee voir #2256 : une idée en entier", to be copied. */
function exampleLine(turn: Turn, one: Command<Turn>): Inline[] {
  const { t, lang } = turn.speak;
  return [typed(turn, exampleOf(one, lang)), t('help.means', { what: t(one.help) })];
}

/** "/idee voir #n : une idée en entier" */
function line(turn: Turn, one: Command<Turn>): Inline[] {
  const { t, lang } = turn.speak;
  return [typed(turn, usageOf(one, lang)), t('help.means', { what: t(one.help) })];
}

/** Only what they may do: a list of closed doors is no help. */
function isFor({ reader }: Turn, who: Who): boolean {
  switch (who) {
    case 'reader':
      return true;
    case 'member':
    case 'author':
      return mayEver(reader, 'file');
    case 'facilitator':
      return reader.facilitates.length > 0 || reader.administrator;
    case 'administrator':
      return reader.administrator;
  }
}
