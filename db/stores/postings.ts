import type { Kysely, Selectable } from 'kysely';
import type { MessageRef, Posting, PostingStore } from '../../src/delivery/posting.ts';
import { mustChange, one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

const at = prepared((db, v: MessageRef) =>
  db
    .selectFrom('postings')
    .selectAll()
    .where('platform', '=', v.platform)
    .where('realm', '=', v.realm)
    .where('channel', '=', v.channel)
    .where('message', '=', v.message),
);

const byId = prepared((db, v: { id: number }) =>
  db.selectFrom('postings').selectAll().where('id', '=', v.id),
);

/** The sections whose entries have a number to vote by; "answered" counts its positions apart. */
const entries = prepared((db, v: { posting: number }) =>
  db
    .selectFrom('postings')
    .innerJoin('digest_entries', 'digest_entries.digest', 'postings.digest')
    .select(['digest_entries.position', 'digest_entries.idea'])
    .where('postings.id', '=', v.posting)
    .where('digest_entries.section', 'in', ['top', 'discover'])
    .orderBy('digest_entries.position'),
);

const cardsOf = prepared((db, v: { idea: number }) =>
  db.selectFrom('postings').selectAll().where('idea', '=', v.idea).where('kind', '=', 'card').orderBy('id'),
);

/** Postings over one transaction, or for reading alone. */
export function postingStore(db: Kysely<Database>): PostingStore {
  return {
    async find({ platform, realm, channel, message }) {
      const row = one(await at(db, { platform, realm, channel, message }));
      return row && toPosting(row);
    },

    async byId(id) {
      const row = one(await byId(db, { id }));
      return row && toPosting(row);
    },

    async entry(posting, position) {
      const { rows } = await entries(db, { posting });
      return rows.find((row) => row.position === position)?.idea ?? null;
    },

    /** Also those that are gone, which say so. */
    async cardsOf(idea) {
      return (await cardsOf(db, { idea })).rows.map(toPosting);
    },

    /** The first instant stays. */
    async markGone(id, instant) {
      const query = db
        .updateTable('postings')
        .set((eb) => ({ gone_at: eb.fn.coalesce('gone_at', eb.val(instant)) }))
        .where('id', '=', id);
      mustChange(await db.executeQuery(query), `marking posting ${id} as gone`);
    },
  };
}

function toPosting(row: Selectable<Database['postings']>): Posting {
  return {
    id: row.id,
    kind: row.kind,
    idea: row.idea,
    digest: row.digest,
    platform: row.platform,
    realm: row.realm,
    team: row.team,
    channel: row.channel,
    thread: row.thread,
    message: row.message,
    at: row.at,
    goneAt: row.gone_at,
  };
}
