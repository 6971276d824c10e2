import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { codeOf } from '../support/code-of.ts';
import { UsageError } from '../support/script.ts';

/** Longest line that is read, in bytes: fifty times the longest body. A longer one is refused without being kept. */
export const LINE_MAX = 1024 * 1024;

/** What is kept of a line that is too long, in bytes: enough to find it again. */
const KEPT_OF_LONG = 200;

/** One line of a file, without its end. With a fault, `text` is only for a person to recognise it by. */
export interface FileLine {
  /** From 1. */
  line: number;
  text: string;
  /** Why it cannot be used; null: it can. */
  fault: string | null;
}

/** How a file is read. */
export interface LineOptions {
  /** Longest line, in bytes. */
  max?: number;
  /** Told of every piece that was read, in bytes, for a progress bar. */
  onBytes?: (count: number) => void;
}

/**
 * The lines of a UTF-8 file, ended by LF or CRLF, the blank ones too; a byte order mark is taken away. A line that is
 * not UTF-8 or too long is a fault, and the next one is read. Memory: one piece of the file and one line.
 * @throws {UsageError} when the file cannot be opened or is UTF-16.
 */
export async function* lines(
  path: string,
  { max = LINE_MAX, onBytes }: LineOptions = {},
): AsyncGenerator<FileLine> {
  let line = 0;
  const pending = new PendingLine(max);
  for await (const piece of pieces(path)) {
    if (line === 0 && pending.size === 0) refuseUtf16(path, piece);
    let from = 0;
    for (let end = piece.indexOf(LF); end !== -1; end = piece.indexOf(LF, from)) {
      pending.add(piece.subarray(from, end));
      line += 1;
      yield pending.take(line);
      from = end + 1;
    }
    pending.add(piece.subarray(from));
    onBytes?.(piece.length);
  }
  if (pending.size > 0) yield pending.take(line + 1);
}

const LF = 0x0a;
const CR = 0x0d;
const BOM = '\uFEFF';
const PIECE_BYTES = 256 * 1024;

/** The bytes of a line that is not complete yet; of one that is too long, only its beginning. */
class PendingLine {
  readonly #max: number;
  #parts: Buffer[] = [];
  /** Bytes so far, also those that are not kept. */
  size = 0;

  constructor(max: number) {
    this.#max = max;
  }

  add(bytes: Buffer): void {
    const wasLong = this.size > this.#max;
    this.size += bytes.length;
    if (wasLong || bytes.length === 0) return;
    this.#parts.push(bytes);
    // A copy: a view would keep the whole piece of the file in memory.
    if (this.size > this.#max) {
      this.#parts = [Buffer.from(Buffer.concat(this.#parts).subarray(0, KEPT_OF_LONG))];
    }
  }

  /** The complete line; the next one begins empty. */
  take(line: number): FileLine {
    const [first] = this.#parts;
    const bytes = this.#parts.length === 1 && first ? first : Buffer.concat(this.#parts);
    const { size } = this;
    this.#parts = [];
    this.size = 0;
    if (size > this.#max) return { line, text: decoded(bytes, line), fault: tooLong(size, this.#max) };
    return { line, text: decoded(bytes, line), fault: isUtf8(bytes) ? null : NOT_UTF8 };
  }
}

const NOT_UTF8 = 'not UTF-8: save the file as UTF-8 and import it again';

function tooLong(size: number, max: number): string {
  return `a line of ${size} bytes: at most ${max} are read`;
}

function decoded(bytes: Buffer, line: number): string {
  const text = bytes.toString('utf8', 0, bytes.at(-1) === CR ? bytes.length - 1 : bytes.length);
  return line === 1 && text.startsWith(BOM) ? text.slice(1) : text;
}

/** Spreadsheets save "Unicode text" so: every line of it would be refused one by one. */
function refuseUtf16(path: string, start: Buffer): void {
  const mark = start.length >= 2 ? start.readUInt16BE() : 0;
  if (mark === 0xfeff || mark === 0xfffe) throw new UsageError(`${path} is UTF-16: save it as UTF-8`);
}

async function* pieces(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: PIECE_BYTES });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new UsageError(`there is no file ${path}`);
    if (code === 'EISDIR') throw new UsageError(`${path} is a folder`);
    if (code === 'EACCES') throw new UsageError(`${path} may not be read`);
    throw error;
  }
}
