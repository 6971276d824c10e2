import { describe, expect, test } from '@jest/globals';
import { memberStore } from '../../../db/stores/members.ts';
import { TOMBSTONE } from '../../../src/members/member.ts';
import { AT, DAY, inTransaction, type Open } from '../world.ts';
import { eachWith } from './each.ts';

const camille = { platform: 'slack', realm: 'E1', user: 'U1' };

export function describeMemberStore(open: Open): void {
  describe('members', () => {
    const engine = eachWith(open);

    test('reading makes nobody, the first write does, with a member of their own', async () => {
      expect(await memberStore(engine().read).find(camille)).toBeNull();
      const made = await inTransaction(engine(), (tx) => memberStore(tx).identify(camille, AT));
      expect(made).toEqual({ ...camille, id: made.id, member: made.member, name: null });
      expect(await memberStore(engine().read).find(camille)).toEqual(made);
      expect(await memberStore(engine().read).byId(made.id)).toEqual(made);
      expect(await memberStore(engine().read).member(made.member)).toEqual({
        id: made.member,
        language: null,
        notices: 'at-once',
      });
      const again = await inTransaction(engine(), (tx) => memberStore(tx).identify(camille, AT + 99));
      expect(again).toEqual(made);
    });

    test('only the day of the first write is kept', async () => {
      const { id } = await inTransaction(engine(), (tx) => memberStore(tx).identify(camille, AT));
      const row = await engine()
        .tables.selectFrom('identities')
        .select('since_day')
        .where('id', '=', id)
        .executeTakeFirst();
      expect(row).toEqual({ since_day: DAY });
    });

    test('the same user of another realm or platform is somebody else', async () => {
      await inTransaction(engine(), async (tx) => {
        const of = (person: Partial<typeof camille>) =>
          memberStore(tx).identify({ ...camille, ...person }, AT);
        const people = [await of({}), await of({ realm: 'E2' }), await of({ platform: 'mattermost' })];
        expect(new Set(people.map(({ member }) => member)).size).toBe(3);
      });
    });

    test('one member may have several identities', async () => {
      const [first, second] = await inTransaction(engine(), async (tx) => [
        await memberStore(tx).identify(camille, AT),
        await memberStore(tx).identify({ ...camille, platform: 'mattermost' }, AT),
      ]);
      await engine()
        .tables.updateTable('identities')
        .set({ member: first!.member })
        .where('id', '=', second!.id)
        .execute();
      const linked = await memberStore(engine().read).identitiesOf(first!.member);
      expect(linked.map(({ platform }) => platform)).toEqual(['slack', 'mattermost']);
    });

    test('name and language are set; setting those of nobody throws', async () => {
      const { id, member } = await inTransaction(engine(), (tx) => memberStore(tx).identify(camille, AT));
      await inTransaction(engine(), async (tx) => {
        await memberStore(tx).setName(id, 'Camille Le Goff');
        await memberStore(tx).setLanguage(member, 'en');
      });
      expect(await memberStore(engine().read).byId(id)).toMatchObject({ name: 'Camille Le Goff' });
      expect(await memberStore(engine().read).member(member)).toMatchObject({ id: member, language: 'en' });
      await expect(memberStore(engine().write).setName(99, 'x')).rejects.toThrow(/identity 99/);
      await expect(memberStore(engine().write).setLanguage(99, 'fr')).rejects.toThrow(/member 99/);
    });

    test('the identity of erased authors is there from the start', async () => {
      expect(await memberStore(engine().read).byId(TOMBSTONE)).toEqual({
        id: TOMBSTONE,
        member: 1,
        platform: 'box',
        realm: 'box',
        user: 'tombstone',
        name: null,
      });
    });
  });
}
