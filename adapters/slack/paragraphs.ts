import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { greatest } from '../../src/chat/kit/greatest.ts';
import { cut, dividedAt, lettersOf } from '../../src/chat/kit/runs.ts';
import type { Inline } from '../../src/chat/message.ts';
import { asMarkup, asMarkupOf, asPlain, type Run, runsIn } from './mrkdwn.ts';
import { INVISIBLE, lengthOf, shorten } from './text.ts';

/** A text object: plain_text wherever nothing in it has a form, else mrkdwn. */
export type TextObject = PlainTextElement | MrkdwnElement;

/** Text without markup. Slack reads entities even there, so what looks like one is kept from being one. */
export function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text: text.replace(/&(?=(?:amp|lt|gt);)/g, `&${INVISIBLE}`), emoji: true };
}

/** Text with markup. `verbatim`: Slack makes no links and mentions of its own out of it. */
export function markupText(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** Runs in one text object of at most `max` characters; null when there is nothing to see. */
export function textOf(text: readonly Inline[], realm: string, max: number): TextObject | null {
  const runs = runsIn(realm, text);
  const plain = asPlain(runs);
  if (plain !== null) return plain.trim() === '' ? null : plainText(fitting(plain, max));
  return markupText(asMarkupOf(runs, max));
}

/**
 * A paragraph in as many text objects of `max` characters as it takes, divided where lines end, or words. `letters`
 * is how many code points of it are shown; "…" for the rest.
 */
export function textsOf(text: readonly Inline[], realm: string, max: number, letters: number): TextObject[] {
  const runs = cut(runsIn(realm, text), letters);
  const plain = asPlain(runs);
  if (plain !== null) return plainTextsOf(plain, max);
  return packed(
    linesOf(runs).flatMap((line) => fittingParts(line, max)),
    max,
  ).map(markupText);
}

/** Whether a paragraph is one text object of at most `max` characters. */
export function isOneText(text: readonly Inline[], realm: string, max: number): boolean {
  const runs = runsIn(realm, text);
  const plain = asPlain(runs);
  return (plain === null ? asMarkup(runs).length : lengthOf(plainText(plain).text)) <= max;
}

/** A text without markup in as many text objects of `max` characters as it takes. */
export function plainTextsOf(text: string, max: number): PlainTextElement[] {
  return divided(text, max).map(plainText);
}

/** Room for the invisible characters of {@link plainText}. */
function fitting(text: string, max: number): string {
  const whole = plainText(text).text;
  return lengthOf(whole) <= max ? text : shorten(text, max - entitiesIn(text));
}

function entitiesIn(text: string): number {
  return text.match(/&(?:amp|lt|gt);/g)?.length ?? 0;
}

function divided(text: string, max: number): string[] {
  const fits = (part: readonly string[]) => lengthOf(plainText(part.join('')).text) <= max;
  return partsThatFit<never>([text.trim()], max, fits)
    .map((part) => part.join('').trim())
    .filter((part) => part !== '');
}

/** Where to divide so that at most `most` letters stand before: after a line, else a word, else anywhere. */
function endOfWord(letters: readonly string[], most: number): number {
  const late = Math.floor(most / 2);
  for (const stop of [/\n/, /\s/]) {
    for (let end = most; end > late; end -= 1) if (stop.test(letters[end - 1] ?? '')) return end;
  }
  return Math.max(1, most);
}

/** A line in parts that fit, divided between words. One mark that is too long by itself is left to be cut. */
function fittingParts(line: readonly Run[], max: number): (readonly Run[])[] {
  return partsThatFit(line, max, (part) => asMarkup(part).length <= max);
}

/**
 * Runs in parts that fit, none of more than `most` code points, divided where lines end, or words. What has a form is
 * not divided: one that does not fit by itself is a part all the same.
 */
export function partsThatFit<F extends { text: string } | { name: string }>(
  runs: readonly (string | F)[],
  most: number,
  fits: (part: readonly (string | F)[]) => boolean,
): (readonly (string | F)[])[] {
  const parts: (readonly (string | F)[])[] = [];
  let rest = runs;
  for (;;) {
    const [ahead, beyond] = dividedAt(rest, most);
    if (beyond.length === 0 && fits(ahead)) return [...parts, ahead];
    const letters = ahead.flatMap(lettersOf);
    const longest = greatest(letters.length, (n) => fits(dividedAt(ahead, n)[0]));
    const [head, tail] = [endOfWord(letters, longest), longest]
      .map((end) => dividedAt(rest, end))
      .find(([before]) => before.length > 0) ?? [rest.slice(0, 1), rest.slice(1)];
    parts.push(head);
    rest = tail;
  }
}

/** Whole lines together, as many as fit. */
function packed(lines: readonly (readonly Run[])[], max: number): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const next = asMarkupOf(line, max);
    const last = parts.at(-1);
    const together = last === undefined ? next : `${last}\n${next}`;
    if (last !== undefined && together.length <= max) parts[parts.length - 1] = together;
    else parts.push(next);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    const [first = '', ...more] = typeof run === 'string' ? run.split('\n') : [run];
    lines.at(-1)?.push(first);
    for (const line of more) lines.push([line]);
  }
  return lines;
}
