import { type Corpus, type Document, rarityOf } from './rank.ts';

/**
 * When an idea is close enough to a text to be offered before publication. Measured on real consultations: all
 * copies are, a third of what participants called duplicates, and one text in three without a known double is offered
 * something (docs/similar-ideas.md). Offering more would stop more people for less.
 */

/** Share of the two titles that is the same, and share of the text that the idea holds. */
const TITLES = 0.4;
const TEXT = 0.4;
/** A text of fewer different terms is soon held whole by any long idea: only its title speaks. */
const TEXT_MIN = 12;

/** Is this idea close to the text of which the terms are given? */
export function isClose(
  text: { title: readonly string[]; body: readonly string[] },
  idea: Document,
  corpus: Corpus,
): boolean {
  const title = new Set(text.title);
  const all = new Set([...title, ...text.body]);
  const weigh = (terms: Iterable<string>) => weightOf(terms, corpus);
  const titles = weigh(title) + weigh(idea.inTitle);
  if (titles > 0 && (2 * weigh(both(title, idea.inTitle))) / titles >= TITLES) return true;
  return all.size >= TEXT_MIN && weigh(both(all, idea.counts)) / weigh(all) >= TEXT;
}

const both = (terms: ReadonlySet<string>, other: { has(term: string): boolean }): string[] =>
  [...terms].filter((term) => other.has(term));

/** Terms weigh as much as they are rare. */
function weightOf(terms: Iterable<string>, corpus: Corpus): number {
  let weight = 0;
  for (const term of terms) weight += rarityOf(corpus, term);
  return weight;
}
