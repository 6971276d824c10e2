import { Draw } from '../../src/demo/draw.ts';
import { TITLE_MAX } from '../../src/ideas/idea.ts';
import { excerpt } from '../../src/text.ts';

/** Short French texts that ideas are cut from. */
export interface Quarry {
  /** Whose texts they are, for the result. */
  name: string;
  titles: readonly string[];
  sentences: readonly string[];
}

/** The text of an idea. */
export interface Text {
  title: string;
  body: string;
}

/** As many ideas as are wanted, each always the same: nothing has to be kept to find one again. */
export interface Texts {
  source: string;
  /** The idea of this number, from 1. */
  idea(number: number): Text;
  /** So many sentences. */
  body(draw: Draw, sentences: number): string;
}

/** Neighbouring numbers must not begin alike: a number is spread over all seeds. */
const SPREAD = 0x9e3779b1;

/**
 * Ideas of a short title and one to three sentences. Title and sentences are recombined: the first half of one and
 * the second half of another, so that words are as frequent, and stand beside each other, as in real ones.
 */
export function textsOf({ name, titles, sentences }: Quarry): Texts {
  const [title, sentence] = [recombined(titles), recombined(sentences)];
  const body = (draw: Draw, count: number) => Array.from({ length: count }, () => sentence(draw)).join(' ');
  return {
    source: name,
    idea(number) {
      const draw = new Draw(Math.imul(number, SPREAD));
      return { title: excerpt(title(draw), TITLE_MAX), body: body(draw, 1 + draw.whole(3)) };
    },
    body,
  };
}

function recombined(texts: readonly string[]): (draw: Draw) => string {
  const halves = texts.flatMap((text) => {
    const words = text.split(' ');
    // A word alone has no second half, and may be too short to be a title.
    if (words.length === 1) return [];
    const middle = Math.ceil(words.length / 2);
    return [{ head: words.slice(0, middle).join(' '), tail: words.slice(middle).join(' ') }];
  });
  if (halves.length === 0) throw new Error('there are no texts to cut ideas from');
  // Draw's own choice copies the list each time.
  const half = (draw: Draw) => halves[draw.whole(halves.length)];
  return (draw) => `${half(draw)?.head ?? ''} ${half(draw)?.tail ?? ''}`;
}
