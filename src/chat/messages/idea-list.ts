import { ago } from '../../i18n/format.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { IdeaLine } from '../../ideas/idea-lists.ts';
import { excerpt } from '../../text.ts';
import type { Inline, Message } from '../message.ts';
import { paragraph, statusName } from './said.ts';

/** Code points of a title in a list: one line on a phone, near enough. */
const LINE_TITLE = 90;

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
      { kind: 'text', text: [lines.map((line) => ideaLine(speaking, line)).join('\n')] },
    ],
  };
}

/** "#2256 Prêter les outils du labo · 12 votes · à l'étude" */
function ideaLine(speaking: Speak, line: IdeaLine): string {
  return speaking.t('idea.line', { ...inWords(speaking, line) });
}

/** The same with how long it has waited, for those who decide. */
export function waitingLine(speaking: Speak, line: IdeaLine, now: number): string {
  return speaking.t('decision.todoLine', {
    ...inWords(speaking, line),
    ago: ago(speaking.lang, line.createdAt, now),
  });
}

function inWords(speaking: Speak, line: IdeaLine) {
  return {
    number: line.number,
    // A withdrawn or hidden idea has no title left to show.
    title: line.title === '' ? '…' : excerpt(line.title, LINE_TITLE),
    votes: speaking.t('vote.votes', { count: line.votesFor }),
    status: statusName(speaking, line.status),
  };
}
