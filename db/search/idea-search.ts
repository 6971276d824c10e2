import type { Kysely } from 'kysely';
import { termOf } from '../../src/search/french.ts';
import type { FoundIdea, IdeaSearch } from '../../src/search/idea-search.ts';
import { type Ranked, rank, rarityOf } from '../../src/search/rank.ts';
import { snippetOf } from '../../src/search/snippet.ts';
import type { Database } from '../schema.ts';
import { ideaStore } from '../stores/ideas.ts';
import { askedFor } from './asked-for.ts';
import { candidates } from './candidates.ts';
import { documents } from './documents.ts';
import { scopeOf } from './scope.ts';
import { wordCounts } from './word-counts.ts';

/** Code points of the words around a match. */
const SNIPPET = 160;
/** What is worth less than this share of the best one is no answer to the same question. */
const RELEVANT = 0.2;

/** Full-text search over the connection that only reads. */
export function ideaSearch(db: Kysely<Database>): IdeaSearch {
  return {
    async find(reader, text, { lab, limit }) {
      const { counted, narrowed } = await scopeOf(db, reader, lab);
      if (narrowed?.length === 0) return [];
      const { query, corpus } = await askedFor(wordCounts(db, counted), text);
      const sought = [...query.weights].map(([term, weight]) => ({
        term,
        worth: weight * rarityOf(corpus, term),
        // One's own idea in a closed lab may be the only one that holds it.
        ideas: corpus.frequency.get(term) ?? 1,
      }));
      const found = await documents(db, reader, await candidates(db, sought, narrowed));
      return described(db, relevant(rank(query, found, corpus)).slice(0, limit), query.weights);
    },
  };
}

function relevant(ranked: readonly Ranked[]): readonly Ranked[] {
  const best = ranked[0]?.score ?? 0;
  return ranked.filter(({ score }) => score >= best * RELEVANT);
}

/** What was found as lines, in its order. */
async function described(
  db: Kysely<Database>,
  found: readonly Ranked[],
  terms: ReadonlyMap<string, number>,
): Promise<FoundIdea[]> {
  if (found.length === 0) return [];
  const rows = await db
    .selectFrom('ideas')
    .innerJoin('labs', 'labs.id', 'ideas.lab')
    .select([
      'ideas.number',
      'ideas.lab',
      'labs.name as labName',
      'ideas.title',
      'ideas.body',
      'ideas.status',
    ])
    .select(['ideas.votes_for as votesFor', 'ideas.votes_against as votesAgainst'])
    .select(['ideas.created_at as createdAt', 'ideas.answered_at as answeredAt'])
    .where(
      'ideas.number',
      'in',
      found.map(({ document }) => document.number),
    )
    .execute();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const lines: FoundIdea[] = [];
  for (const { document } of found) {
    const row = byNumber.get(document.number);
    if (!row) continue;
    const { body, ...line } = row;
    const additions = await ideaStore(db).additions(line.number);
    const text = [body, ...additions.map((addition) => addition.text)].join('\n');
    lines.push({ ...line, snippet: snippetOf(text, (word) => terms.has(termOf(word) ?? ''), SNIPPET) });
  }
  return lines;
}
