import type { Kysely } from 'kysely';
import { isClose } from '../../src/search/closeness.ts';
import { bestOf, widened } from '../../src/search/feedback.ts';
import { termsOf } from '../../src/search/french.ts';
import { type Corpus, mostOf, type Query, queryOf, rank, rarityOf } from '../../src/search/rank.ts';
import type { ScoredIdea, Similarity } from '../../src/search/similarity.ts';
import type { Database } from '../schema.ts';
import { candidates } from './candidates.ts';
import { documents } from './documents.ts';
import { scopeOf } from './scope.ts';
import { wordCounts } from './word-counts.ts';

/** Of a long text, so many terms are compared, and so many different ones look for candidates. */
const TERMS = 600;
const SOUGHT = 10;

/** Similar ideas over the connection that only reads. */
export function similarity(db: Kysely<Database>): Similarity {
  return {
    async rank(reader, text, { limit, except }) {
      const { counted, narrowed } = await scopeOf(db, reader);
      if (narrowed?.length === 0) return [];
      const counts = wordCounts(db, counted);
      const [title, body] = [termsOf(text.title), termsOf(text.body).slice(0, TERMS)];
      const query = queryOf([...title, ...body]);
      const known = await counts.corpus(await counts.of(query.weights.keys()));
      const numbers = await candidates(db, strongest(query, known), narrowed);
      const found = await documents(
        db,
        reader,
        numbers.filter((number) => number !== except),
      );
      const best = bestOf(rank(query, found, known));
      const theirs = new Set(best.flatMap(({ document }) => [...document.counts.keys()]));
      const wider = { ...known, frequency: await counts.of([...theirs, ...query.weights.keys()]) };
      const wide = widened(query, best, wider);
      const most = mostOf(wide, wider);
      const ranked = rank(wide, found, wider).slice(0, limit);
      return described(
        db,
        ranked.map(({ document, score }) => ({
          number: document.number,
          score: Math.min(1, score / most),
          close: isClose({ title, body }, document, known),
        })),
      );
    },
  };
}

/** The terms that tell most of a text, worth their rarity each time they stand there. */
function strongest(query: Query, known: Corpus) {
  return [...query.weights]
    .map(([term, weight]) => ({
      term,
      worth: weight * rarityOf(known, term),
      ideas: known.frequency.get(term) ?? 0,
    }))
    .filter(({ ideas }) => ideas > 0)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, SOUGHT);
}

/** Titles and votes of what was found, in its order. */
async function described(
  db: Kysely<Database>,
  found: readonly Pick<ScoredIdea, 'number' | 'score' | 'close'>[],
): Promise<ScoredIdea[]> {
  if (found.length === 0) return [];
  const rows = await db
    .selectFrom('ideas')
    .leftJoin('duplicates', 'duplicates.idea', 'ideas.number')
    .select(['number', 'title', 'status', 'votes_for as votesFor', 'duplicates.elder'])
    .where(
      'number',
      'in',
      found.map(({ number }) => number),
    )
    .execute();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return found.flatMap(({ number, score, close }) => {
    const row = byNumber.get(number);
    return row ? [{ ...row, score, close }] : [];
  });
}
