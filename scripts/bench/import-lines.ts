import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Draw } from '../../src/demo/draw.ts';
import type { ForeignIdea, ForeignVote } from '../../src/importing/record.ts';
import type { Texts } from './quarry.ts';

/** Lines that belong together: an idea and so many votes, each on one of the latest ideas. */
const BLOCK = 10;
const LATEST = 200;
/** More than the votes that fall on {@link LATEST} ideas: nobody votes twice on one. */
const VOTERS = 5003;
const AUTHORS = 997;
/** One in so many is against. */
const AGAINST = 5;
/** Instant of the first line; the others follow, a second apart. */
const FIRST = Date.UTC(2020, 0, 1);
const SECOND_MS = 1000;

/** Instant of the import: later than any line. */
export const NOW = Date.UTC(2026, 0, 1);

/** What the lines of a file say: one idea to nine votes. The same each time. */
export function* recordsOf(texts: Texts, lines: number): Generator<ForeignIdea | ForeignVote> {
  const draw = new Draw(lines);
  for (let line = 0; line < lines; line += 1) {
    const number = 1 + Math.floor(line / BLOCK);
    const at = FIRST + line * SECOND_MS;
    yield line % BLOCK === 0 ? idea(texts, number, at) : vote(draw, { line, number, at });
  }
}

function idea(texts: Texts, number: number, createdAt: number): ForeignIdea {
  const author = `a${number % AUTHORS}`;
  return {
    kind: 'idea',
    id: `p${number}`,
    ...texts.idea(number),
    author: { id: author, name: author },
    createdAt,
    editedAt: null,
    status: 'new',
    totals: null,
    answer: null,
  };
}

function vote(draw: Draw, { line, number, at }: { line: number; number: number; at: number }): ForeignVote {
  return {
    kind: 'vote',
    idea: `p${number - draw.whole(Math.min(number, LATEST))}`,
    voter: `v${line % VOTERS}`,
    value: draw.whole(AGAINST) === 0 ? 'against' : 'for',
    at,
  };
}

/** The same as a file, NDJSON. */
export async function writeImportFile(file: string, texts: Texts, lines: number): Promise<void> {
  await pipeline(Readable.from(jsonLines(texts, lines)), createWriteStream(file));
}

function* jsonLines(texts: Texts, lines: number): Generator<string> {
  for (const record of recordsOf(texts, lines)) {
    yield `${JSON.stringify(record.kind === 'idea' ? jsonIdea(record) : jsonVote(record))}\n`;
  }
}

const jsonIdea = ({ id, title, body, author, createdAt }: ForeignIdea) => ({
  id,
  title,
  body,
  author: author?.id,
  created_at: isoOf(createdAt),
});

const jsonVote = ({ idea: id, voter, value, at }: ForeignVote) => ({
  idea: id,
  voter,
  value,
  created_at: isoOf(at),
});

const isoOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());
