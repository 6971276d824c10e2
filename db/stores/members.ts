import type { Kysely, Selectable } from 'kysely';
import type { Identity } from '../../src/members/member.ts';
import type { MemberStore, PersonRef } from '../../src/members/member-store.ts';
import { mustChange, one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const identityOf = prepared((db, v: PersonRef) =>
  db
    .selectFrom('identities')
    .selectAll()
    .where('platform', '=', v.platform)
    .where('realm', '=', v.realm)
    .where('user', '=', v.user),
);

const byId = prepared((db, v: { id: number }) =>
  db.selectFrom('identities').selectAll().where('id', '=', v.id),
);

const member = prepared((db, v: { id: number }) =>
  db.selectFrom('members').select(['id', 'language', 'notices']).where('id', '=', v.id),
);

const identitiesOf = prepared((db, v: { member: number }) =>
  db.selectFrom('identities').selectAll().where('member', '=', v.member).orderBy('id'),
);

const setName = prepared((db, v: { id: number; name: string }) =>
  db.updateTable('identities').set({ name: v.name }).where('id', '=', v.id),
);

/** Members and identities over one transaction, or for reading alone. */
export function memberStore(db: Kysely<Database>): MemberStore {
  const find: MemberStore['find'] = async ({ platform, realm, user }) => {
    const row = one(await identityOf(db, { platform, realm, user }));
    return row && toIdentity(row);
  };

  return {
    find,

    /** Should two processes make the same identity at once, the unique key turns the second one's back. */
    async identify(person, at) {
      const known = await find(person);
      if (known) return known;
      const { id } = await db
        .insertInto('members')
        .values({ language: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      const { platform, realm, user } = person;
      const row = await db
        .insertInto('identities')
        .values({ member: id, platform, realm, user, since_day: at - (at % DAY_MS) })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toIdentity(row);
    },

    async byId(identity) {
      const row = one(await byId(db, { id: identity }));
      return row && toIdentity(row);
    },

    async member(id) {
      return one(await member(db, { id }));
    },

    async identitiesOf(id) {
      return (await identitiesOf(db, { member: id })).rows.map(toIdentity);
    },

    async likeness(of) {
      const { id } = await db
        .insertInto('members')
        .columns(['language', 'notices', 'summary_at'])
        .expression((eb) =>
          eb.selectFrom('members').select(['language', 'notices', 'summary_at']).where('id', '=', of),
        )
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },

    async moveAccounts(from, to, identity) {
      const accounts = db.updateTable('identities').set({ member: to }).where('member', '=', from);
      await (identity === undefined ? accounts : accounts.where('id', '=', identity)).execute();
    },

    async removeMember(id) {
      await db.deleteFrom('members').where('id', '=', id).execute();
    },

    async setName(identity, name) {
      mustChange(await setName(db, { id: identity, name }), `naming identity ${identity}`);
    },

    async setLanguage(id, language) {
      const query = db.updateTable('members').set({ language }).where('id', '=', id);
      mustChange(await db.executeQuery(query), `setting the language of member ${id}`);
    },
  };
}

/** One row of identities in the domain's words. */
export function toIdentity({
  id,
  member,
  platform,
  realm,
  user,
  name,
}: Selectable<Database['identities']>): Identity {
  return { id, member, platform, realm, user, name };
}
