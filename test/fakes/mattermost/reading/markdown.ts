import { Marked, type Token } from 'marked';

/** A text as it reads, and what it does beside being read. */
export interface Reading {
  readonly text: string;
  /** Whom it calls, without the @: here, channel, all, or a username. Code calls nobody. */
  readonly pings: readonly string[];
  /** Addresses one can click. */
  readonly links: readonly { readonly url: string; readonly label: string }[];
  /** Addresses of pictures, which every reader's client fetches. */
  readonly images: readonly string[];
  /** Passages with a style: bold, italic, struck, code, quoted, headings. */
  readonly styled: readonly string[];
  /** Passages set as headings. */
  readonly headings: readonly string[];
}

/** Whether somebody of that name can be called. */
export type IsUsername = (name: string) => boolean;

/** Mattermost's clients render with a relative of it: GitHub's markdown, a line break where one was typed. */
const markdown = new Marked({ gfm: true, breaks: true });
const STYLED = ['strong', 'em', 'del', 'blockquote'];
const NOTHING: Reading = { text: '', pings: [], links: [], images: [], styled: [], headings: [] };

/** Reads a message as Mattermost's clients do. */
export function readMarkdown(source: string, isUsername: IsUsername): Reading {
  const reader = new Reader(isUsername);
  reader.read(markdown.lexer(source));
  return reader.reading;
}

/** Several readings as one, below each other. */
export function joined(readings: readonly Reading[]): Reading {
  const [first = NOTHING] = readings;
  if (readings.length < 2) return first;
  return {
    text: readings
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n'),
    pings: readings.flatMap(({ pings }) => pings),
    links: readings.flatMap(({ links }) => links),
    images: readings.flatMap(({ images }) => images),
    styled: readings.flatMap(({ styled }) => styled),
    headings: readings.flatMap(({ headings }) => headings),
  };
}

/** Whom a plain passage calls: words as the server splits them (mention_parser_standard.go). */
function pingsIn(text: string, isUsername: IsUsername): string[] {
  return text.split(/[^\p{L}\p{N}:.\-_@]+/u).flatMap((word) => {
    if (!word.startsWith('@')) return [];
    const name = word.slice(1).toLowerCase();
    const known = [name, name.replace(/[.:_-]+$/, '')].find(
      (one) => ['here', 'channel', 'all'].includes(one) || isUsername(one),
    );
    return known === undefined ? [] : [known];
  });
}

class Reader {
  readonly #isUsername: IsUsername;
  readonly #pings: string[] = [];
  readonly #links: { url: string; label: string }[] = [];
  readonly #images: string[] = [];
  readonly #styled: string[] = [];
  readonly #headings: string[] = [];
  #text = '';

  constructor(isUsername: IsUsername) {
    this.#isUsername = isUsername;
  }

  get reading(): Reading {
    return {
      text: this.#text.replace(/\n{2,}/g, '\n').trim(),
      pings: this.#pings,
      links: this.#links,
      images: this.#images,
      styled: this.#styled,
      headings: this.#headings,
    };
  }

  /** Reads some tokens and returns what they say together. */
  read(tokens: readonly Token[] | undefined): string {
    const from = this.#text.length;
    let plain = '';
    for (const token of tokens ?? []) {
      if (isPlain(token)) {
        plain += token.type === 'html' ? token.raw : token.text;
        continue;
      }
      this.#say(plain);
      plain = '';
      this.#one(token);
    }
    this.#say(plain);
    return this.#text.slice(from);
  }

  #one(token: Token): void {
    const { type } = token;
    if (type === 'br' || type === 'space' || type === 'hr') this.#text += '\n';
    else if (type === 'codespan' || type === 'code') {
      this.#text += token.text;
      this.#styled.push(token.text);
    } else if (type === 'image') {
      this.#images.push(token.href);
      this.#text += token.text;
    } else if (type === 'link') this.#links.push({ url: token.href, label: this.read(inside(token)) });
    else if (STYLED.includes(type)) this.#styled.push(this.read(inside(token)));
    else if (type === 'heading') this.#heading(inside(token));
    else if (type === 'list') for (const item of token.items) this.#block(item.tokens);
    else if (type === 'table')
      for (const row of [token.header, ...token.rows]) for (const cell of row) this.#block(cell.tokens);
    else this.#block(inside(token));
    if (type === 'code' || type === 'blockquote') this.#text += '\n';
  }

  #heading(tokens: readonly Token[] | undefined): void {
    const said = this.read(tokens);
    this.#styled.push(said);
    this.#headings.push(said);
    this.#text += '\n';
  }

  #block(tokens: readonly Token[] | undefined): void {
    this.read(tokens);
    this.#text += '\n';
  }

  /** Neighbouring pieces of plain text are one to the server when it looks for names. */
  #say(source: string): void {
    const text = decoded(source);
    this.#text += text;
    this.#pings.push(...pingsIn(text, this.#isUsername));
  }
}

/** The tokens a token is made of. */
function inside(token: Token): readonly Token[] {
  return 'tokens' in token ? (token.tokens ?? []) : [];
}

/** Text, a sign behind a backslash, or HTML, which is shown as it was typed. */
function isPlain(token: Token): token is Token & { text: string } {
  return (
    token.type === 'escape' ||
    token.type === 'html' ||
    (token.type === 'text' && !('tokens' in token && token.tokens))
  );
}

/** Character references as they read. */
function decoded(text: string): string {
  return text
    .replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => NAMED[name] ?? '');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
