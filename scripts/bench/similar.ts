import type { Bench } from './bench.ts';
import type { Inquiry } from './inquiry.ts';
import { measureLatency, sizesOf } from './measure-latency.ts';
import { textsOf } from './quarry.ts';
import { type Asker, type Matter, oneOf, someIdea, someOf } from './question.ts';
import { quarry } from './real-texts.ts';
import { READER } from './search-box.ts';

/** Of a rewritten idea, words that are left out or become another one, as a share of each. */
const CHANGED = 0.1;
/** Sentences of somebody who writes a lot. */
const MANY = 15;

/** An idea that is there, in slightly other words. */
const rewritten: Asker = (matter) => {
  const { number, title, body } = someIdea(matter);
  return {
    kind: 'rewritten',
    text: { title: reworded(title, matter), body: reworded(body, matter) },
    source: number,
  };
};

function reworded(text: string, { draw, common }: Matter): string {
  const words = text.split(' ').flatMap((word) => {
    const lot = draw.fraction();
    if (lot < CHANGED) return [];
    return lot < 2 * CHANGED ? [oneOf(draw, common)] : [word];
  });
  return words.join(' ');
}

/** An idea that is not there: the box has none below 1. */
const fresh: Asker = ({ texts, draw }) => ({ kind: 'new', text: texts.idea(-draw.whole(2 ** 30)) });

const long: Asker = ({ texts, draw }) => ({
  kind: 'long',
  text: { ...texts.idea(-draw.whole(2 ** 30)), body: texts.body(draw, MANY) },
});

/** Nothing but words that most ideas hold: the most there is to look at. */
const common: Asker = ({ draw, common: words }) => ({
  kind: 'common',
  text: { title: someOf(draw, words, 3 + draw.whole(4)), body: '' },
});

/** Similar ideas before publication, as the form asks for them. */
export const SIMILAR: Inquiry = {
  name: 'similar',
  askers: [rewritten, rewritten, rewritten, rewritten, rewritten, fresh, fresh, fresh, long, common],
  ask: ({ similarity }, text) => similarity.rank(READER, text, { limit: 10 }),
};

export const similar: Bench = (quick, around) =>
  measureLatency(SIMILAR, textsOf(quarry()), sizesOf(quick), around);
