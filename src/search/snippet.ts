import { lengthOf } from '../text.ts';
import { termOf, wordsOf } from './french.ts';

/** A run of the text without white space; a part of one that is longer than a snippet. */
interface Piece {
  /** Its place in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The same in code points. */
  readonly from: number;
  readonly to: number;
  /** The words in it that match, each as its term: "vélo" and "vélos" are one. */
  readonly matches: readonly string[];
}

/** The pieces from the first to the last, both included. */
interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * Some words of a text around what was searched for, on one line: the first of the places with the most different
 * words that match, with about as much before them as after. An ellipsis stands where something was cut; no word is
 * cut but one longer than the whole. `max` counts code points, ellipses included, and is at least 3. '' where no
 * word matches.
 */
export function snippetOf(body: string, isMatch: (word: string) => boolean, max: number): string {
  const text = body.toWellFormed().replace(/\s+/gu, ' ').trim();
  // Room is kept for both ellipses, so that whatever is chosen fits.
  const room = max - 2;
  const pieces = piecesOf(text, matchesOf(text, isMatch), room);
  const found = richest(pieces, room);
  if (!found) return '';
  return lengthOf(text) <= max ? text : shown(text, pieces, grown(pieces, found, room));
}

interface Match {
  readonly term: string;
  readonly start: number;
}

function matchesOf(text: string, isMatch: (word: string) => boolean): Match[] {
  const found: Match[] = [];
  for (const { word, start } of wordsOf(text)) {
    if (isMatch(word)) found.push({ term: termOf(word) ?? word, start });
  }
  return found;
}

function piecesOf(text: string, found: readonly Match[], room: number): Piece[] {
  const pieces: Piece[] = [];
  let next = 0;
  let before = { end: 0, to: 0 };
  for (const { 0: run, index: start } of text.matchAll(new RegExp(`\\S{1,${room}}`, 'gu'))) {
    const end = start + run.length;
    // Between two runs stands one space, and nothing between the parts of one.
    const from = before.to + start - before.end;
    const first = next;
    while ((found[next]?.start ?? end) < end) next += 1;
    const matches = found.slice(first, next).map(({ term }) => term);
    before = { end, to: from + lengthOf(run) };
    pieces.push({ start, from, ...before, matches });
  }
  return pieces;
}

/** From the first to the last match, where there are the most different ones; null where there are none. */
function richest(pieces: readonly Piece[], room: number): Span | null {
  const matching = pieces.flatMap(({ matches }, at) => (matches.length > 0 ? [at] : []));
  let best: Span | null = null;
  let most = 0;
  for (let from = 0; from < matching.length; from += 1) {
    const first = matching[from] ?? 0;
    const seen = new Set<string>();
    for (let to = from; to < matching.length; to += 1) {
      const last = matching[to] ?? 0;
      if (!fits(pieces, { first, last }, room)) break;
      for (const term of pieces[last]?.matches ?? []) seen.add(term);
      if (seen.size > most) [most, best] = [seen.size, { first, last }];
    }
  }
  return best;
}

/** A span with the pieces around it, by turns after and before, as long as they fit. */
function grown(pieces: readonly Piece[], span: Span, room: number): Span {
  let { first, last } = span;
  for (let [before, after] = [true, true]; before || after; ) {
    after &&= fits(pieces, { first, last: last + 1 }, room);
    if (after) last += 1;
    before &&= fits(pieces, { first: first - 1, last }, room);
    if (before) first -= 1;
  }
  return { first, last };
}

/** Are there such pieces, and are they short enough together? */
function fits(pieces: readonly Piece[], { first, last }: Span, room: number): boolean {
  const [head, tail] = [pieces[first], pieces[last]];
  return head !== undefined && tail !== undefined && tail.to - head.from <= room;
}

function shown(text: string, pieces: readonly Piece[], { first, last }: Span): string {
  const words = text.slice(pieces[first]?.start, pieces[last]?.end);
  const head = first > 0 ? '…' : '';
  // "soir.…" reads as a mistake.
  return last < pieces.length - 1 ? `${head}${words.replace(/[\s.,;:]+$/u, '')}…` : `${head}${words}`;
}
