import type { OpenDatabase } from '../../db/open.ts';
import type { Lab } from '../../src/labs/lab.ts';
import { DEFAULT_DIGEST_CRON } from '../../src/labs/lab.ts';
import type { Similarity } from '../../src/search/similarity.ts';
import { tidy } from '../../src/text.ts';
import { guestOf } from '../support/readers.ts';
import type { Corpus, Proposal } from './folder.ts';
import type { System } from './system.ts';

/** So many ideas a transaction. */
const BATCH = 500;

/** Where the proposals of a folder are in a box. */
export interface Filed {
  /** Of each corpus, by its name. */
  labs: ReadonlyMap<string, number>;
  numbers: ReadonlyMap<string, number>;
  ids: ReadonlyMap<number, string>;
}

/** Files every proposal in an empty box, whole, through its own stores: a lab a corpus, one author for all. */
export async function fileAll(
  { unitOfWork }: OpenDatabase,
  corpora: readonly Corpus[],
  at: number,
): Promise<Filed> {
  const labs = new Map<string, number>();
  const numbers = new Map<string, number>();
  const author = await unitOfWork.run((tx) =>
    tx.members.identify({ platform: 'local', realm: 'local', user: 'evaluation' }, at),
  );
  for (const [place, { name, proposals }] of corpora.entries()) {
    const lab = await unitOfWork.run((tx) => tx.labs.create(labOf(place, name), at));
    if (!lab) throw new Error(`the box to be measured is not empty: it has a lab corpus-${place + 1}`);
    labs.set(name, lab.id);
    for (const batch of inBatches(proposals)) {
      await unitOfWork.run(async (tx) => {
        for (const { id, title, body } of batch) {
          const texts = { title: tidy(title), body: tidy(body) };
          const { number } = await tx.ideas.publish({ lab: lab.id, author: author.id, ...texts, at });
          numbers.set(id, number);
        }
      });
    }
  }
  return { labs, numbers, ids: new Map([...numbers].map(([id, number]) => [number, id])) };
}

function labOf(place: number, name: string): Omit<Lab, 'id'> {
  return {
    slug: `corpus-${place + 1}`,
    name,
    field: '',
    region: '',
    zone: 'Europe/Paris',
    language: 'fr',
    access: 'open',
    digestCron: DEFAULT_DIGEST_CRON,
  };
}

function* inBatches(proposals: readonly Proposal[]): Iterable<readonly Proposal[]> {
  for (let from = 0; from < proposals.length; from += BATCH) yield proposals.slice(from, from + BATCH);
}

/** The box's own ranking; asked as a guest of the corpus' lab, who reads that lab's ideas and no others. */
export function boxSystem(name: string, similarity: Similarity, { labs, numbers, ids }: Filed): System {
  return {
    name,
    async rank({ corpus, title, body, except }, limit) {
      const lab = labs.get(corpus);
      if (lab === undefined) return [];
      const left = except === null ? undefined : numbers.get(except);
      const found = await similarity.rank(
        guestOf(lab),
        { title, body },
        { limit, ...(left !== undefined && { except: left }) },
      );
      return found.map(({ number }) => ids.get(number) ?? `#${number}`);
    },
  };
}
