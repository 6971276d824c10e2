import type { Speak } from '../../i18n/speak.ts';
import type { IdeaLine } from '../../ideas/idea-lists.ts';
import { excerpt } from '../../text.ts';
import type { Block, Button, Inline, Message } from '../message.ts';
import type { Turn } from '../turn.ts';
import { ideaLine, waitingLine } from './idea-list.ts';
import { type Chosen, preferenceBlocks } from './preferences.ts';
import { typed } from './said.ts';

/** Code points of an official answer on the page; the whole is one press away. */
const HOME_ANSWER = 200;

/** The first lines of a list, and how many more there are. */
export interface Some<L> {
  first: readonly L[];
  more: number;
}

/** An idea of the reader's own, with the official answer. */
export interface OwnLine {
  line: IdeaLine;
  answer: string | null;
}

/** What the page of one person shows at one moment. */
export interface HomeView {
  mine: Some<OwnLine>;
  supported: Some<IdeaLine>;
  top: readonly IdeaLine[];
  waiting: Some<IdeaLine>;
  /** May they file ideas? */
  files: boolean;
  chosen: Chosen;
  now: number;
}

type Reading = Pick<Turn, 'speak' | 'commandWord' | 'inOwnWords'>;

/** The page; a list that has nothing is not there. Who has done nothing yet is told how to begin. */
export function homeMessage(turn: Reading, view: HomeView): Message {
  const { t, lang } = turn.speak;
  const title = t('home.title');
  return {
    lang,
    summary: title,
    blocks: [
      { kind: 'heading', text: [title] },
      ...beginning(turn, view),
      ...mine(turn, view),
      ...supported(turn, view),
      ...top(turn, view),
      ...waiting(turn, view),
      { kind: 'heading', text: [t('home.settingsTitle')] },
      ...preferenceBlocks(turn.speak, view.chosen, 'home-setting'),
    ],
  };
}

function beginning(turn: Reading, { mine, supported, files }: HomeView): Block[] {
  if (mine.first.length > 0 || supported.first.length > 0) return [];
  const { t, runs } = turn.speak;
  const text = files ? runs('home.begin', { command: typed(turn, '') }) : [t('home.beginGuest')];
  return [{ kind: 'text', text }];
}

function mine(turn: Reading, view: HomeView): Block[] {
  const { t } = turn.speak;
  const lines = view.mine.first.map(({ line, answer }) => {
    const said = answer === null ? '' : `\n${t('home.answer', { text: excerpt(answer, HOME_ANSWER) })}`;
    return withMore(turn.speak, line, ideaLine(turn.speak, line) + said);
  });
  return section(t('idea.mineTitle'), lines, andMore(turn, view.mine.more, 'mes'));
}

function supported(turn: Reading, view: HomeView): Block[] {
  const { t } = turn.speak;
  const { first, more } = view.supported;
  const lines = first.map((line) => withMore(turn.speak, line, ideaLine(turn.speak, line)));
  const others = more > 0 ? `${t('idea.moreInList', { count: more })} ` : '';
  return section(t('home.supportedTitle'), lines, [others + t('home.supportedDiscreet')]);
}

function top(turn: Reading, view: HomeView): Block[] {
  const lines = view.top.map((line) => withMore(turn.speak, line, ideaLine(turn.speak, line)));
  return section(turn.speak.t('idea.topTitle'), lines, []);
}

function waiting(turn: Reading, view: HomeView): Block[] {
  const { t } = turn.speak;
  const lines = view.waiting.first.map((line): Block => {
    const button = {
      action: 'answer',
      value: `#${line.number}`,
      label: t('decision.button'),
      says: t('decision.title', { number: line.number }),
    };
    return { kind: 'text', text: [waitingLine(turn.speak, line, view.now)], button };
  });
  return section(t('home.waitingTitle'), lines, andMore(turn, view.waiting.more, 'a-traiter'));
}

/** A heading, the lines and what stands below them; nothing where there are no lines. */
function section(title: string, lines: readonly Block[], below: readonly Inline[]): Block[] {
  if (lines.length === 0) return [];
  return [
    { kind: 'heading', text: [title] },
    ...lines,
    ...(below.length > 0 ? [{ kind: 'context', text: below } as const] : []),
  ];
}

/** "Et 3 autres : /idee mes" */
function andMore(turn: Reading, count: number, command: string): readonly Inline[] {
  return count > 0 ? turn.speak.runs('home.more', { count, command: typed(turn, command) }) : [];
}

function withMore({ t }: Speak, { number }: IdeaLine, text: string): Block {
  const label = t('idea.more');
  const button: Button = { action: 'more', value: `#${number}`, label, says: `${label}, #${number}` };
  return { kind: 'text', text: [text], button };
}
