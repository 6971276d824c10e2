/**
 * How well ideas answer a query, from their terms alone: BM25, with a bonus for terms in the title and for two
 * terms that follow each other. Pure; measured by `npm run eval:similar`, see docs/similar-ideas.md.
 */

/** An idea as the index knows it: its terms in their order (see termsOf), counted once for all. */
export interface Document {
  number: number;
  /** Title and body, apart: no pair of terms reaches from one into the other. */
  sequences: readonly (readonly string[])[];
  counts: ReadonlyMap<string, number>;
  inTitle: ReadonlySet<string>;
  length: number;
}

/** What is known of all ideas together. */
export interface Corpus {
  ideas: number;
  /** Terms of an idea, on average. */
  length: number;
  /** In how many ideas a term is; a term without an entry counts as in none. */
  frequency: ReadonlyMap<string, number>;
}

/** What is looked for. */
export interface Query {
  /** How much each term matters: 1 where it stands once in the text. */
  weights: ReadonlyMap<string, number>;
  /** The terms in their order: two that follow each other in an idea too are worth more. */
  sequence: readonly string[];
}

/** A document's score: above 0, comparable within one query only. */
export interface Ranked {
  document: Document;
  score: number;
}

/** BM25: how soon a repeated term stops adding, and how much a long text is held against itself. */
const SATURATION = 1;
const LENGTH = 0.3;
/** What a term in the title counts beside the text, in shares of its rarity. */
const IN_TITLE = 1.2;
/** What two terms in the order of the query count, in shares of their mean rarity. */
const FOLLOWING = 0.5;

export function documentOf(number: number, title: readonly string[], body: readonly string[]): Document {
  return {
    number,
    sequences: [title, body],
    counts: countsOf([...title, ...body]),
    inTitle: new Set(title),
    length: title.length + body.length,
  };
}

/** The query of a text: each term as often as it stands there. */
export function queryOf(sequence: readonly string[]): Query {
  return { weights: countsOf(sequence), sequence };
}

function countsOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** How rare a term is (BM25's inverse document frequency): near 0 for one that is everywhere. */
export function rarityOf({ ideas, frequency }: Corpus, term: string): number {
  const holding = Math.min(frequency.get(term) ?? 0, ideas);
  return Math.log(1 + (ideas - holding + 0.5) / (holding + 0.5));
}

/** How strongly a document holds a term: 0 not at all, about 1 once, up to 2 when repeated; the title adds. */
export function presenceOf(document: Document, term: string, { length: mean }: Corpus): number {
  const count = document.counts.get(term);
  if (count === undefined) return 0;
  const long = 1 - LENGTH + LENGTH * (document.length / (mean || 1));
  const presence = (count * (SATURATION + 1)) / (count + SATURATION * long);
  return presence + (document.inTitle.has(term) ? IN_TITLE : 0);
}

/** Best first; what shares no term with the query is left out. Of two that are equal, the older idea. */
export function rank(query: Query, documents: readonly Document[], corpus: Corpus): Ranked[] {
  const rarity = new Map([...query.weights.keys()].map((term) => [term, rarityOf(corpus, term)]));
  const next = followersIn(query.sequence);
  return documents
    .map((document) => ({
      document,
      score: scoreOf(document, query, corpus, rarity) + FOLLOWING * followingIn(document, next, rarity),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.document.number - b.document.number);
}

/** The score of an idea that would hold every term of the query in its title and again and again in its body. */
export function mostOf(query: Query, corpus: Corpus): number {
  let most = 0;
  for (const [term, weight] of query.weights)
    most += weight * rarityOf(corpus, term) * (SATURATION + 1 + IN_TITLE);
  return most;
}

function scoreOf(
  document: Document,
  query: Query,
  corpus: Corpus,
  rarity: ReadonlyMap<string, number>,
): number {
  let score = 0;
  for (const [term, weight] of query.weights) {
    const presence = presenceOf(document, term, corpus);
    if (presence > 0) score += weight * presence * (rarity.get(term) ?? 0);
  }
  return score;
}

/** Which terms come right after each term of a sequence. */
function followersIn(sequence: readonly string[]): Map<string, Set<string>> {
  const next = new Map<string, Set<string>>();
  sequence.forEach((term, at) => {
    const after = sequence[at + 1];
    if (after === undefined) return;
    const known = next.get(term);
    if (known) known.add(after);
    else next.set(term, new Set([after]));
  });
  return next;
}

/** The mean rarity of each pair that stands in both the query and the document, each pair once. */
function followingIn(
  { sequences }: Document,
  next: ReadonlyMap<string, ReadonlySet<string>>,
  rarity: ReadonlyMap<string, number>,
): number {
  const seen = new Set<string>();
  let sum = 0;
  for (const sequence of sequences) {
    for (let at = 0; at + 1 < sequence.length; at += 1) {
      const [term, after] = [sequence[at] ?? '', sequence[at + 1] ?? ''];
      if (!next.get(term)?.has(after) || seen.has(`${term} ${after}`)) continue;
      seen.add(`${term} ${after}`);
      sum += ((rarity.get(term) ?? 0) + (rarity.get(after) ?? 0)) / 2;
    }
  }
  return sum;
}
