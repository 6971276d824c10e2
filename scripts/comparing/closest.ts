import type { Reader } from '../../src/members/reader.ts';
import type { Reads } from '../../src/reads.ts';
import type { ScoredIdea } from '../../src/search/similarity.ts';
import { ANYBODY, guestOf, readerOfAll } from '../support/readers.ts';
import { UsageError } from '../support/script.ts';

/** What is compared with which ideas. */
export interface Comparison {
  title: string;
  body: string;
  /** Short name of the lab whose ideas are ranked; without, those of every lab. */
  lab?: string;
  limit: number;
}

/** What a comparison reads. */
export type Compared = Pick<Reads, 'labs' | 'ideas' | 'similarity'>;

/** An idea that is close, and whether every person of the box may read it. */
export interface CloseIdea extends ScoredIdea {
  open: boolean;
}

/** The ideas closest to a text, of open and closed labs alike: whoever runs a script has the database itself. */
export async function closest(reads: Compared, { lab, limit, ...text }: Comparison): Promise<CloseIdea[]> {
  const found = await reads.similarity.rank(await operator(reads, lab), text, { limit });
  return Promise.all(
    found.map(async (idea) => ({ ...idea, open: (await reads.ideas.one(ANYBODY, idea.number)) !== null })),
  );
}

/** Reads one lab, or all of them. */
async function operator({ labs }: Pick<Reads, 'labs'>, slug: string | undefined): Promise<Reader> {
  if (slug === undefined) return readerOfAll((await labs.all()).map(({ id }) => id));
  const lab = await labs.bySlug(slug);
  if (!lab) throw new UsageError(`unknown lab: ${slug}`);
  return guestOf(lab.id);
}
