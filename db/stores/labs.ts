import type { Kysely, Selectable, Updateable } from 'kysely';
import type { Lab, LabChannel } from '../../src/labs/lab.ts';
import type { LabStore } from '../../src/labs/lab-store.ts';
import { mustChange, one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

const all = prepared((db, _: object) => db.selectFrom('labs').selectAll().orderBy('slug'));

const byId = prepared((db, v: { id: number }) => db.selectFrom('labs').selectAll().where('id', '=', v.id));

const bySlug = prepared((db, v: { slug: string }) =>
  db.selectFrom('labs').selectAll().where('slug', '=', v.slug),
);

const binding = prepared((db, v: { platform: string; realm: string; channel: string }) =>
  db
    .selectFrom('lab_channels')
    .selectAll()
    .where('platform', '=', v.platform)
    .where('realm', '=', v.realm)
    .where('channel', '=', v.channel),
);

const channel = prepared((db, v: { id: number }) =>
  db.selectFrom('lab_channels').selectAll().where('id', '=', v.id),
);

const channels = prepared((db, v: { lab: number }) =>
  db.selectFrom('lab_channels').selectAll().where('lab', '=', v.lab).orderBy('id'),
);

const facilitators = prepared((db, v: { lab: number }) =>
  db.selectFrom('lab_facilitators').select('identity').where('lab', '=', v.lab).orderBy('identity'),
);

const facilitatedBy = prepared((db, v: { identity: number }) =>
  db.selectFrom('lab_facilitators').select('lab').where('identity', '=', v.identity).orderBy('lab'),
);

/** Labs, channels and facilitators over one transaction, or for reading alone. */
export function labStore(db: Kysely<Database>): LabStore {
  return {
    async byId(id) {
      const row = one(await byId(db, { id }));
      return row && toLab(row);
    },

    async bySlug(slug) {
      const row = one(await bySlug(db, { slug }));
      return row && toLab(row);
    },

    /** By slug. */
    async all() {
      return (await all(db, {})).rows.map(toLab);
    },

    async create({ digestCron, ...facts }, at) {
      const row = await db
        .insertInto('labs')
        .values({ ...facts, digest_cron: digestCron, created_at: at })
        .onConflict((conflict) => conflict.column('slug').doNothing())
        .returningAll()
        .executeTakeFirst();
      return row ? toLab(row) : null;
    },

    async change(id, { digestCron, ...facts }) {
      const changes: Updateable<Database['labs']> = facts;
      if (digestCron !== undefined) changes.digest_cron = digestCron;
      if (Object.keys(changes).length === 0) return;
      const query = db.updateTable('labs').set(changes).where('id', '=', id);
      mustChange(await db.executeQuery(query), `changing lab ${id}`);
    },

    async binding({ platform, realm, channel }) {
      const row = one(await binding(db, { platform, realm, channel }));
      return row && toChannel(row);
    },

    /**
     * Binding again to the same lab refreshes the facts and finds a lost channel again; the instant of the
     * first binding stays. Throws when the channel is another lab's.
     */
    async bind(lab, { platform, realm, channel, team }, facts, at) {
      const row = await db
        .insertInto('lab_channels')
        .values({
          lab,
          platform,
          realm,
          channel,
          team: team ?? null,
          name: facts.name,
          private: Number(facts.private),
          bound_at: at,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'realm', 'channel'])
            .doUpdateSet((eb) => ({
              team: eb.ref('excluded.team'),
              name: eb.ref('excluded.name'),
              private: eb.ref('excluded.private'),
              lost_at: null,
            }))
            .whereRef('lab_channels.lab', '=', 'excluded.lab'),
        )
        .returningAll()
        .executeTakeFirst();
      if (!row) throw new Error(`a channel bound to another lab cannot be bound to lab ${lab}`);
      return toChannel(row);
    },

    async unbind(id) {
      await db.deleteFrom('lab_channels').where('id', '=', id).execute();
    },

    async markLost(id, at) {
      const query = db.updateTable('lab_channels').set({ lost_at: at }).where('id', '=', id);
      mustChange(await db.executeQuery(query), `marking channel ${id} as lost`);
    },

    async markFound(id) {
      const query = db.updateTable('lab_channels').set({ lost_at: null }).where('id', '=', id);
      mustChange(await db.executeQuery(query), `marking channel ${id} as found`);
    },

    async channel(id) {
      const row = one(await channel(db, { id }));
      return row && toChannel(row);
    },

    async channels(lab) {
      return (await channels(db, { lab })).rows.map(toChannel);
    },

    async addFacilitator(lab, identity, since) {
      await db
        .insertInto('lab_facilitators')
        .values({ lab, identity, since })
        .onConflict((conflict) => conflict.columns(['lab', 'identity']).doNothing())
        .execute();
    },

    async removeFacilitator(lab, identity) {
      await db
        .deleteFrom('lab_facilitators')
        .where('lab', '=', lab)
        .where('identity', '=', identity)
        .execute();
    },

    async facilitators(lab) {
      return (await facilitators(db, { lab })).rows.map(({ identity }) => identity);
    },

    async facilitatesSince(lab, identity) {
      const row = await db
        .selectFrom('lab_facilitators')
        .select('since')
        .where('lab', '=', lab)
        .where('identity', '=', identity)
        .executeTakeFirst();
      return row?.since ?? null;
    },

    async facilitatedBy(identity) {
      return (await facilitatedBy(db, { identity })).rows.map(({ lab }) => lab);
    },
  };
}

function toLab(row: Selectable<Database['labs']>): Lab {
  const { id, slug, name, field, region, zone, language, access, digest_cron: digestCron } = row;
  return { id, slug, name, field, region, zone, language, access, digestCron };
}

function toChannel(row: Selectable<Database['lab_channels']>): LabChannel {
  return {
    id: row.id,
    lab: row.lab,
    platform: row.platform,
    realm: row.realm,
    channel: row.channel,
    team: row.team,
    name: row.name,
    private: row.private === 1,
    boundAt: row.bound_at,
    lostAt: row.lost_at,
  };
}
