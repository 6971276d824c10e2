import { day } from '../../i18n/format.ts';
import type { Speak } from '../../i18n/speak.ts';
import type { Status } from '../../ideas/status.ts';
import type { Answer } from '../arrival.ts';
import { type Block, type Inline, type Message, plain } from '../message.ts';
import type { Turn } from '../turn.ts';

/** A command as it is typed here, in the words of who reads it: "/idee top". */
export function typed(
  { commandWord, inOwnWords }: Pick<Turn, 'commandWord'> & Partial<Pick<Turn, 'inOwnWords'>>,
  words: string,
): Extract<Inline, { kind: 'code' }> {
  const own = inOwnWords ? inOwnWords(words) : words;
  return { kind: 'code', text: own === '' ? commandWord : `${commandWord} ${own}` };
}

/** A status as people read it: "à l'étude". */
export function statusName({ t }: Speak, status: Status): string {
  return t(`idea.status-${status}`);
}

/** A private answer of one paragraph, with more blocks after it. */
export function privately(
  turn: Pick<Turn, 'speak'>,
  text: string | readonly Inline[],
  ...more: Block[]
): Answer {
  return { kind: 'private', message: paragraph(turn.speak, text, ...more) };
}

/** A message whose first paragraph is also its summary. */
export function paragraph(speaking: Speak, text: string | readonly Inline[], ...more: Block[]): Message {
  const run = typeof text === 'string' ? [text] : text;
  return { lang: speaking.lang, summary: plain(run), blocks: [{ kind: 'text', text: run }, ...more] };
}

/** "lundi 23 novembre": cards stay for months, so they say a day and not "il y a 2 jours". */
export function dayOf(speaking: Speak, zone: string, at: number, now: number): string {
  return day(speaking.lang, zone, at, now);
}
