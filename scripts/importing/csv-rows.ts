import type { FileLine } from './lines.ts';

/** One record of a CSV file; `line` is where it begins, from 1. */
export type CsvRow = { line: number; raw: string } & ({ fields: string[] } | { refused: string });

/** Longest record over several lines, in signs: a quote that is open for longer was never closed. */
const RECORD_MAX = 1024 * 1024;

const QUOTE = '"';

/**
 * The records of CSV lines (RFC 4180; a quote inside an unquoted field is taken as it is); blank lines are none. A
 * quote that is never closed, or closed in the middle of a field, costs the line it was opened on and no other: the
 * line after it is read again as the beginning of a record.
 */
export async function* csvRows(lines: AsyncIterable<FileLine>, delimiter: string): AsyncGenerator<CsvRow> {
  const source = new LinesAhead(lines);
  try {
    for (let first = await source.next(); first; first = await source.next()) {
      if (first.fault === null && first.text.trim() === '') continue;
      yield await record(first, source, delimiter);
    }
  } finally {
    await source.close();
  }
}

async function record(first: FileLine, source: LinesAhead, delimiter: string): Promise<CsvRow> {
  const scan = new RecordScan(delimiter);
  const read = [first];
  scan.add(first.text);
  for (let signs = first.text.length; scan.state === 'open' && signs <= RECORD_MAX; ) {
    const next = await source.next();
    if (!next) break;
    read.push(next);
    scan.add(next.text);
    signs += next.text.length + 1;
  }
  if (scan.state !== 'complete') return notClosed(read, scan.openedOn, source);
  const { line } = first;
  const raw = read.length === 1 ? first.text : read.map(({ text }) => text).join('\n');
  const faulty = read.find(({ fault }) => fault !== null);
  if (!faulty?.fault) return { line, raw, fields: scan.fields };
  return { line, raw, refused: faulty === first ? faulty.fault : `line ${faulty.line}: ${faulty.fault}` };
}

/** Gives back what came after the line the quote was opened on. */
function notClosed(read: readonly FileLine[], openedOn: number, source: LinesAhead): CsvRow {
  source.giveBack(read.slice(openedOn + 1));
  const opening = read[openedOn];
  const [first] = read;
  if (!opening || !first) throw new Error('a record without its first line');
  const { line, text, fault } = opening;
  const inside = first.line === line ? '' : ` (in the record that begins on line ${first.line})`;
  return { line, raw: text, refused: fault ?? `a quote is opened and not closed as it should be${inside}` };
}

/** Takes the fields of one record apart, line by line as long as a quote is open. */
class RecordScan {
  readonly #delimiter: string;
  readonly fields: string[] = [];
  /** Broken: something follows a closing quote that is not the end of the field. */
  state: 'open' | 'complete' | 'broken' = 'open';
  /** The line the last quote was opened on, counted from the record's first. */
  openedOn = 0;
  /** What the open quote holds so far, a piece a line. */
  #quoted: string[] = [];
  #lines = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The record's first line, or the next one while it is open. */
  add(line: string): void {
    let at = this.#lines === 0 ? 0 : this.#closeIn(line, 0);
    while (at !== null) {
      if (line[at] !== QUOTE) at = this.#plain(line, at);
      else {
        this.openedOn = this.#lines;
        at = this.#closeIn(line, at + 1);
      }
    }
    this.#lines += 1;
  }

  /** Where the next field begins; null: there is none on this line. */
  #plain(line: string, from: number): number | null {
    const end = line.indexOf(this.#delimiter, from);
    return this.#field(end === -1 ? line.slice(from) : line.slice(from, end), end === -1 ? null : end + 1);
  }

  /** Looks for the closing quote from here on. */
  #closeIn(line: string, from: number): number | null {
    const close = closingQuote(line, from);
    this.#quoted.push(line.slice(from, close ?? undefined));
    if (close === null) return null;
    const after = line[close + 1];
    if (after !== undefined && after !== this.#delimiter) {
      this.state = 'broken';
      return null;
    }
    const value = this.#quoted.join('\n').replaceAll('""', QUOTE);
    this.#quoted = [];
    return this.#field(value, after === undefined ? null : close + 2);
  }

  #field(value: string, next: number | null): number | null {
    this.fields.push(value);
    if (next === null) this.state = 'complete';
    return next;
  }
}

/** The first quote that is not doubled. */
function closingQuote(line: string, from: number): number | null {
  for (let at = from; ; at += 2) {
    at = line.indexOf(QUOTE, at);
    if (at === -1) return null;
    if (line[at + 1] !== QUOTE) return at;
  }
}

/** Lines in order, of which some may be given back to be read again. */
class LinesAhead {
  readonly #source: AsyncIterator<FileLine>;
  /** Reversed: the next one is the last. */
  #again: FileLine[] = [];

  constructor(lines: AsyncIterable<FileLine>) {
    this.#source = lines[Symbol.asyncIterator]();
  }

  async next(): Promise<FileLine | null> {
    const again = this.#again.pop();
    if (again) return again;
    const { value, done } = await this.#source.next();
    return done ? null : value;
  }

  /** Whoever reads may stop early: the file is closed. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  giveBack(lines: readonly FileLine[]): void {
    this.#again = this.#again.concat(lines.toReversed());
  }
}
