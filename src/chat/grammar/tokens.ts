import type { Span } from '../arrival.ts';
import type { Person } from '../place.ts';

/** A word of the typed text, or a resolved mention, and where it stands in {@link Typed.text}. */
export interface Token {
  /** A mention reads "@name". */
  readonly text: string;
  readonly start: number;
  readonly person?: Person;
}

/** What somebody typed, as one text and as words. */
export interface Typed {
  /** Exactly as typed, mentions as "@name". */
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Full stops and the like after the last word, which belong to no word: "top !", "oui.", "completer #12 :" */
const ENDINGS = new Set(['.', '!', '?', '…', ':']);

/**
 * Cuts the typed spans into words at white space. A mention is a word of its own, even where a letter touches
 * it. Punctuation at the very end counts for no word, but stays in the text.
 */
export function read(spans: readonly Span[]): Typed {
  const tokens: Token[] = [];
  let text = '';
  let plain = { text: '', start: 0 };
  const cut = () => {
    for (const word of plain.text.matchAll(/\S+/gu)) {
      tokens.push({ text: word[0], start: plain.start + word.index });
    }
  };
  for (const span of spans) {
    if (typeof span === 'string') {
      plain.text += span;
      text += span;
      continue;
    }
    cut();
    tokens.push({ text: `@${span.name}`, start: text.length, person: span.person });
    text += `@${span.name}`;
    plain = { text: '', start: text.length };
  }
  cut();
  return { text, tokens: withoutEnding(tokens) };
}

function withoutEnding(tokens: readonly Token[]): readonly Token[] {
  for (let count = tokens.length; count > 0; count -= 1) {
    const last = tokens[count - 1];
    if (!last || last.person) return tokens.slice(0, count);
    let end = last.text.length;
    while (end > 0 && ENDINGS.has(last.text.charAt(end - 1))) end -= 1;
    if (end > 0) return [...tokens.slice(0, count - 1), { ...last, text: last.text.slice(0, end) }];
  }
  return [];
}
