import type { Kysely } from 'kysely';
import type { DuplicateStore } from '../../src/duplicates/duplicate-store.ts';
import { mustChange, one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

const of = prepared((db, v: { idea: number }) =>
  db.selectFrom('duplicates').selectAll().where('idea', '=', v.idea),
);

const numbersOf = prepared((db, v: { elder: number }) =>
  db.selectFrom('duplicates').select('idea').where('elder', '=', v.elder).orderBy('idea'),
);

/**
 * The ideas at the other end of a lab's links. From the lab's ideas by their index to the links by theirs, not
 * from all links there are: a cross join keeps that order. A lab is rarely closed.
 */
const atOtherEnd = (from: 'idea' | 'elder', to: 'idea' | 'elder') =>
  prepared((db, v: { lab: number }) =>
    db
      .selectFrom('ideas as own')
      .crossJoin('duplicates')
      .crossJoin('ideas as other')
      .select('other.number')
      .distinct()
      .where('own.lab', '=', v.lab)
      .whereRef(`duplicates.${from}`, '=', 'own.number')
      .whereRef('other.number', '=', `duplicates.${to}`)
      .where('other.lab', '<>', v.lab),
  );
const duplicatesElsewhere = atOtherEnd('elder', 'idea');
const eldersElsewhere = atOtherEnd('idea', 'elder');

/** Links between duplicates and their elders over one transaction. */
export function duplicateStore(db: Kysely<Database>): DuplicateStore {
  return {
    async of(idea) {
      return one(await of(db, { idea }));
    },

    async numbersOf(elder) {
      return (await numbersOf(db, { elder })).rows.map(({ idea }) => idea);
    },

    async link(duplicate) {
      await db.insertInto('duplicates').values(duplicate).execute();
    },

    async separate(idea) {
      const query = db.deleteFrom('duplicates').where('idea', '=', idea);
      mustChange(await db.executeQuery(query), `separating idea ${idea}`);
    },

    async acrossFrom(lab) {
      const { rows: duplicates } = await duplicatesElsewhere(db, { lab });
      const { rows: elders } = await eldersElsewhere(db, { lab });
      // No idea is both.
      return [...duplicates, ...elders].map(({ number }) => number);
    },
  };
}
