import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tidy } from '../../src/text.ts';
import { INVENTED } from './invented-texts.ts';
import type { Quarry } from './quarry.ts';

/** Beside the checkout, where it is at all; may not be redistributed, so nothing of it is ever printed or kept. */
const SHARED = resolve(import.meta.dirname, '../../../shared/data');
const FILES = ['repnum.ndjson', 'rua.ndjson'];
/** Signs of a sentence that is taken: a heading says too little, and short ideas are wanted. */
const SENTENCE = { min: 30, max: 220 };

/** Texts of real consultations where their folder is there, else invented ones. */
export function quarry(dir = SHARED): Quarry {
  const files = FILES.map((name) => join(dir, name));
  return files.every((file) => existsSync(file)) ? realTexts(files) : INVENTED;
}

function realTexts(files: readonly string[]): Quarry {
  const rows = files.flatMap(rowsOf);
  return {
    name: 'recombined from ../shared/data',
    titles: rows.map(({ title }) => onOneLine(title)).filter((title) => title !== ''),
    sentences: rows
      .flatMap(({ body }) => tidy(body).split(/(?<=[.!?…])\s+|\n+/u))
      .map(onOneLine)
      .filter(({ length }) => length >= SENTENCE.min && length <= SENTENCE.max),
  };
}

function rowsOf(file: string): { title: string; body: string }[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line) => {
    if (line.trim() === '') return [];
    const { title = '', body = '' } = JSON.parse(line) as { title?: string; body?: string };
    return [{ title, body }];
  });
}

const onOneLine = (text: string): string => tidy(text).replace(/\s+/gu, ' ');
