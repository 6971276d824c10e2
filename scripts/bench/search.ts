import { termOf } from '../../src/search/french.ts';
import type { Bench } from './bench.ts';
import type { Inquiry } from './inquiry.ts';
import { measureLatency, sizesOf } from './measure-latency.ts';
import { textsOf } from './quarry.ts';
import { type Asker, type Matter, oneOf, someIdea, someOf, wordsIn } from './question.ts';
import { quarry } from './real-texts.ts';
import { READER } from './search-box.ts';

/** Words that say nothing, of which a query may consist all the same. */
const STOP_WORDS = ['le', 'la', 'les', 'de', 'des', 'du', 'un', 'une', 'et', 'pour', 'dans', 'qui', 'que'];
/** A word must be so long to be mistyped, and to be broken off. */
const LONG = 6;
const BROKEN_OFF = 4;

/** One to four words of one idea, wherever they stand in it. */
const words: Asker = (matter) => ({ kind: 'words', text: asTitle(wordsOfOne(matter)) });

function wordsOfOne(matter: Matter): string {
  const { title, body } = someIdea(matter);
  return someOf(matter.draw, wordsIn(`${title} ${body}`), 1 + matter.draw.whole(4));
}

/** The same, with one more that has two letters exchanged. */
const slip: Asker = (matter) => {
  const word = longWord(matter);
  const at = 1 + matter.draw.whole(word.length - 3);
  const mistyped = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  return { kind: 'slip', text: asTitle(`${mistyped} ${wordsOfOne(matter)}`) };
};

/** The same, with one more that is not typed to its end. */
const prefix: Asker = (matter) => ({
  kind: 'prefix',
  text: asTitle(`${wordsOfOne(matter)} ${longWord(matter).slice(0, BROKEN_OFF)}`),
});

function longWord(matter: Matter): string {
  const { title, body } = someIdea(matter);
  const long = wordsIn(`${title} ${body}`).filter((word) => word.length >= LONG && termOf(word) !== null);
  return oneOf(matter.draw, long) || 'innovation';
}

const common: Asker = ({ draw, common: most }) => ({ kind: 'common', text: asTitle(oneOf(draw, most)) });

/** Two to four words that most ideas hold: the most there is to look at. */
const commons: Asker = ({ draw, common: most }) => ({
  kind: 'commons',
  text: asTitle(someOf(draw, most, 2 + draw.whole(3))),
});

const stopWords: Asker = ({ draw }) => ({
  kind: 'stop words',
  text: asTitle(someOf(draw, STOP_WORDS, 1 + draw.whole(4))),
});

const asTitle = (title: string) => ({ title, body: '' });

/** `/idee chercher`, as its answer reads it. */
export const SEARCH: Inquiry = {
  name: 'search',
  askers: [words, words, words, words, words, slip, prefix, common, commons, stopWords],
  ask: ({ search: index }, { title }) => index.find(READER, title, { limit: 10 }),
};

export const search: Bench = (quick, around) =>
  measureLatency(SEARCH, textsOf(quarry()), sizesOf(quick), around);
