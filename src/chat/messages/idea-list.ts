import { ago, number } from '../../i18n/format.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { IdeaLine } from '../../ideas/idea-lists.ts';
import { excerpt } from '../../text.ts';
import type { Block, Inline, Message } from '../message.ts';
import { paragraph, statusName } from './said.ts';

/** Code points of a title in a list: one line on a phone, near enough. */
const LINE_TITLE = 90;

/** Lines a list shows at most; it says how many more there are. */
export const LIST_LINES = 20;

/** A titled list of ideas, a line each; an empty one says what to do instead. */
export function ideaList(
  speaking: Speak,
  title: string,
  lines: readonly IdeaLine[],
  empty: string | readonly Inline[],
): Message {
  if (lines.length === 0) return paragraph(speaking, empty);
  return {
    lang: speaking.lang,
    summary: title,
    blocks: [
      { kind: 'heading', text: [title] },
      {
        kind: 'text',
        text: [
          lines
            .slice(0, LIST_LINES)
            .map((line) => ideaLine(speaking, line))
            .join('\n'),
        ],
      },
      ...andMore(speaking, lines),
    ],
  };
}

/** "Et 4 autres.", where a list is longer than what it shows. */
export function andMore({ t }: Speak, lines: readonly unknown[]): Block[] {
  const more = lines.length - LIST_LINES;
  return more > 0 ? [{ kind: 'context', text: [t('idea.moreInList', { count: more })] }] : [];
}

/** "#2256 Prêter les outils du labo · 12 votes · à l'étude" */
export function ideaLine(speaking: Speak, line: IdeaLine): string {
  return speaking.t('idea.line', { ...inWords(speaking, line) });
}

/** The same with how long it has waited, for those who decide. */
export function waitingLine(speaking: Speak, line: IdeaLine, now: number): string {
  return speaking.t('decision.todoLine', {
    ...inWords(speaking, line),
    ago: ago(speaking.lang, line.createdAt, now),
  });
}

/** What a line says of an idea, for `idea.line` and the texts like it. */
export function inWords(speaking: Speak, line: IdeaLine) {
  return {
    number: line.number,
    // A withdrawn or hidden idea has no title left to show.
    title: line.title === '' ? '…' : excerpt(line.title, LINE_TITLE),
    votes: speaking.t('vote.tally', {
      for: number(speaking.lang, line.votesFor),
      against: number(speaking.lang, line.votesAgainst),
    }),
    status: statusName(speaking, line.status),
  };
}
