import { stopwords } from '@orama/stopwords/french';

/**
 * The words of a text as the baselines know them: lower case, without accents, without the stop words of French,
 * and not stemmed. Deliberately apart from the box's own analyser: a yardstick shares no mistakes with what it
 * measures.
 */
export function baselineWords(text: string): string[] {
  return everyWord(text).filter((word) => !STOP_WORDS.has(word));
}

const everyWord = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const STOP_WORDS: ReadonlySet<string> = new Set(everyWord(stopwords.join(' ')));
