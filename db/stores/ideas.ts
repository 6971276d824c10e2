import type { Kysely, Selectable } from 'kysely';
import { type Idea, isTextShown } from '../../src/ideas/idea.ts';
import type { IdeaStore, NewIdea } from '../../src/ideas/idea-store.ts';
import { isListed, isOpen, type Status } from '../../src/ideas/status.ts';
import { mustChange, one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { ideaIndex } from '../search/idea-index.ts';

const byNumber = prepared((db, v: { number: number }) =>
  db.selectFrom('ideas').selectAll().where('number', '=', v.number),
);

const drawNumber = prepared((db, _: object) =>
  db
    .updateTable('counters')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'contribution')
    .returning('value'),
);

const insert = prepared((db, v: NewIdea & { number: number; listed: number; open: number }) =>
  db
    .insertInto('ideas')
    .values({
      ...{ number: v.number, lab: v.lab, author: v.author, title: v.title, body: v.body, created_at: v.at },
      ...{ status: 'new', listed: v.listed, open: v.open, revision: 1, votes_for: 0, votes_against: 0 },
    })
    .returningAll(),
);

const keepText = prepared((db, v: { number: number; at: number }) =>
  db
    .insertInto('revisions')
    .columns(['idea', 'revision', 'title', 'body', 'at'])
    .expression((eb) =>
      eb
        .selectFrom('ideas')
        .select(['number', 'revision', 'title', 'body', eb.val(v.at).as('at')])
        .where('number', '=', v.number),
    ),
);

const setText = prepared((db, v: { number: number; title: string; body: string; at: number }) =>
  db
    .updateTable('ideas')
    .set((eb) => ({ title: v.title, body: v.body, edited_at: v.at, revision: eb('revision', '+', 1) }))
    .where('number', '=', v.number),
);

const additions = prepared((db, v: { idea: number }) =>
  db.selectFrom('additions').select(['text', 'at']).where('idea', '=', v.idea).orderBy('id'),
);

/** What is hidden stays out of the lists, whatever becomes of its status. */
const setStatus = prepared((db, v: { number: number; status: Status; listed: number; open: number }) =>
  db
    .updateTable('ideas')
    .set((eb) => {
      const unlessHidden = (flag: number) =>
        eb.case().when('hidden_at', 'is', null).then(eb.val(flag)).else(eb.lit(0)).end();
      return { status: v.status, listed: unlessHidden(v.listed), open: unlessHidden(v.open) };
    })
    .where('number', '=', v.number),
);

/** Ideas over one transaction; it alone keeps the flags lists are read by, and the index search reads. */
export function ideaStore(db: Kysely<Database>): IdeaStore {
  return {
    async byNumber(number) {
      const row = one(await byNumber(db, { number }));
      return row && toIdea(row);
    },

    async publish({ lab, author, title, body, at }) {
      const drawn = one(await drawNumber(db, {}));
      if (!drawn) throw new Error('the counter of contributions is missing');
      const flags = { listed: Number(isListed('new')), open: Number(isOpen('new')) };
      const row = one(await insert(db, { number: drawn.value, lab, author, title, body, at, ...flags }));
      if (!row) throw new Error('an idea was not written');
      await ideaIndex(db).put([row]);
      return toIdea(row);
    },

    /** A revision's `at` is the instant the text stopped standing. */
    async revise(number, { title, body }, at) {
      mustChange(await keepText(db, { number, at }), `keeping the text of idea ${number}`);
      mustChange(await setText(db, { number, title, body, at }), `editing idea ${number}`);
      await ideaIndex(db).refresh(number);
    },

    async append(number, text, at) {
      await db.insertInto('additions').values({ idea: number, text, at }).execute();
      await ideaIndex(db).refresh(number);
    },

    async additions(number) {
      return (await additions(db, { idea: number })).rows;
    },

    async setStatus(number, status) {
      const flags = { listed: Number(isListed(status)), open: Number(isOpen(status)) };
      mustChange(await setStatus(db, { number, status, ...flags }), `setting the status of idea ${number}`);
      if (!isTextShown({ status, hiddenAt: null })) await ideaIndex(db).refresh(number);
    },

    async filedSince(lab, at) {
      const rows = await db
        .selectFrom('ideas')
        .select('number')
        .where('lab', '=', lab)
        .where('listed', '=', 1)
        .where('created_at', '>=', at)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('external_ids').select('idea').whereRef('idea', '=', 'ideas.number'))),
        )
        .orderBy('number')
        .execute();
      return rows.map(({ number }) => number);
    },

    async setAnswer(number, answer, at) {
      const query = db.updateTable('ideas').set({ answer, answered_at: at }).where('number', '=', number);
      mustChange(await db.executeQuery(query), `answering idea ${number}`);
    },
  };
}

/** One row of ideas in the domain's words. */
export function toIdea(row: Selectable<Database['ideas']>): Idea {
  return {
    number: row.number,
    lab: row.lab,
    author: row.author,
    seal: row.seal,
    title: row.title,
    body: row.body,
    status: row.status,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    revision: row.revision,
    votesFor: row.votes_for,
    votesAgainst: row.votes_against,
    supportedAt: row.supported_at,
    answer: row.answer,
    answeredAt: row.answered_at,
    hiddenAt: row.hidden_at,
    mergedInto: row.merged_into,
  };
}
