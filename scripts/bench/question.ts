import { Draw } from '../../src/demo/draw.ts';
import { termOf, wordsOf } from '../../src/search/french.ts';
import type { Text, Texts } from './quarry.ts';
import { isOpenToAll } from './search-box.ts';

/** Something that is asked of a box of ideas. */
export interface Question {
  /** What kind of question it is: kinds differ in what they cost. */
  kind: string;
  text: Text;
  /** The idea that should be among the first ten; absent where none is meant. */
  source?: number;
}

/** What questions are drawn from. */
export interface Matter {
  texts: Texts;
  /** How many ideas the box has. */
  ideas: number;
  draw: Draw;
  /** Words that most ideas hold, the commonest first. */
  common: readonly string[];
}

/** Draws one question. */
export type Asker = (matter: Matter) => Question;

/** The same questions for the same box at each run. */
const SEED = 2026;
/** Ideas whose words are counted to find the common ones, and how many of these are used. */
const COUNTED = 1000;
const COMMON = 20;

/** So many questions of a box; of ten, each asker in the list draws one in its turn, then all are shuffled. */
export function questionsOf(
  texts: Texts,
  ideas: number,
  count: number,
  askers: readonly Asker[],
): Question[] {
  const draw = new Draw(SEED);
  const matter = { texts, ideas, draw, common: commonWords(texts) };
  const questions = Array.from({ length: Math.ceil(count / askers.length) }, () =>
    askers.map((ask) => ask(matter)),
  );
  return draw.shuffled(questions.flat()).slice(0, count);
}

/** Words that are searched for (no stop words), by how many ideas hold them. */
function commonWords(texts: Texts): string[] {
  const counts = new Map<string, number>();
  for (let number = 1; number <= COUNTED; number += 1) {
    const { title, body } = texts.idea(number);
    for (const word of new Set(wordsIn(`${title} ${body}`).filter((one) => termOf(one) !== null))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const byCount = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return byCount.slice(0, COMMON).map(([word]) => word);
}

/** In lower case. */
export const wordsIn = (text: string): string[] => [...wordsOf(text.toLowerCase())].map(({ word }) => word);

/** An idea that everybody may read. */
export function someIdea({ texts, ideas, draw }: Matter): Text & { number: number } {
  let number = 1 + draw.whole(ideas);
  if (!isOpenToAll(number)) number = number === 1 ? 2 : number - 1;
  return { number, ...texts.idea(number) };
}

/** One of a list that is not empty, without copying it. */
export function oneOf(draw: Draw, words: readonly string[]): string {
  return words[draw.whole(words.length)] ?? '';
}

/** So many words, drawn each by itself. */
export function someOf(draw: Draw, words: readonly string[], count: number): string {
  return Array.from({ length: count }, () => oneOf(draw, words)).join(' ');
}
