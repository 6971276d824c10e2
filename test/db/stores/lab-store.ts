import { describe, expect, test } from '@jest/globals';
import { labStore } from '../../../db/stores/labs.ts';
import { AT, inTransaction, makeLab, makePerson, type Open } from '../world.ts';
import { eachWith } from './each.ts';

const channel = { platform: 'slack', realm: 'E1', channel: 'C1', team: 'T1' };
const facts = { name: 'labo-mobilites', private: false };

export function describeLabStore(open: Open): void {
  describe('labs', () => {
    const engine = eachWith(open);

    test('a lab reads back by id and by slug; a slug is given once', async () => {
      const lab = await makeLab(engine().write);
      expect(await labStore(engine().read).byId(lab.id)).toEqual(lab);
      expect(await labStore(engine().read).bySlug('mobilites')).toEqual(lab);
      const { id, ...same } = lab;
      expect(await labStore(engine().write).create(same, AT)).toBeNull();
      expect(await labStore(engine().read).byId(id + 1)).toBeNull();
      expect(await labStore(engine().read).bySlug('autre')).toBeNull();
    });

    test('all labs come by slug', async () => {
      await makeLab(engine().write, { slug: 'zones-rurales' });
      await makeLab(engine().write, { slug: 'archives' });
      expect((await labStore(engine().read).all()).map(({ slug }) => slug)).toEqual([
        'archives',
        'zones-rurales',
      ]);
    });

    test('only what is said changes', async () => {
      const lab = await makeLab(engine().write);
      await labStore(engine().write).change(lab.id, { name: 'Transports', digestCron: '0 8 * * 2' });
      await labStore(engine().write).change(lab.id, {});
      expect(await labStore(engine().read).byId(lab.id)).toEqual({
        ...lab,
        name: 'Transports',
        digestCron: '0 8 * * 2',
      });
      await expect(labStore(engine().write).change(99, { name: 'x' })).rejects.toThrow(/lab 99/);
    });

    test('a channel belongs to one lab', async () => {
      const [lab, other] = [await makeLab(engine().write), await makeLab(engine().write, { slug: 'autre' })];
      const bound = await inTransaction(engine(), (tx) => labStore(tx).bind(lab.id, channel, facts, AT));
      expect(bound).toEqual({ id: bound.id, lab: lab.id, ...channel, ...facts, boundAt: AT, lostAt: null });
      expect(await labStore(engine().read).binding(channel)).toEqual(bound);
      expect(await labStore(engine().read).channel(bound.id)).toEqual(bound);
      const { team: _, ...withoutTeam } = channel;
      expect(await labStore(engine().read).binding(withoutTeam)).toEqual(bound);
      expect(await labStore(engine().read).binding({ ...channel, realm: 'E2' })).toBeNull();
      await expect(labStore(engine().write).bind(other.id, channel, facts, AT)).rejects.toThrow(
        /another lab/,
      );
      expect(await labStore(engine().read).channels(lab.id)).toEqual([bound]);
      expect(await labStore(engine().read).channels(other.id)).toEqual([]);
    });

    test('binding again finds a lost channel again and keeps since when it is bound', async () => {
      const lab = await makeLab(engine().write);
      const bound = await labStore(engine().write).bind(lab.id, channel, facts, AT);
      await labStore(engine().write).markLost(bound.id, AT + 5);
      expect(await labStore(engine().read).binding(channel)).toMatchObject({ lostAt: AT + 5 });
      const again = await labStore(engine().write).bind(
        lab.id,
        channel,
        { name: 'idees', private: true },
        AT + 9,
      );
      expect(again).toEqual({ ...bound, name: 'idees', private: true });
    });

    test('an unbound channel may go to another lab and has another id', async () => {
      const lab = await makeLab(engine().write);
      const bound = await labStore(engine().write).bind(lab.id, channel, facts, AT);
      await labStore(engine().write).unbind(bound.id);
      expect(await labStore(engine().read).binding(channel)).toBeNull();
      const other = await makeLab(engine().write, { slug: 'autre' });
      const moved = await labStore(engine().write).bind(other.id, channel, facts, AT);
      expect(moved.id).not.toBe(bound.id);
    });

    test('facilitators are named and removed, naming twice is naming once', async () => {
      const [lab, other] = [await makeLab(engine().write), await makeLab(engine().write, { slug: 'autre' })];
      const anais = await makePerson(engine().write, 'anais');
      const labs = labStore(engine().write);
      for (const id of [lab.id, lab.id, other.id]) await labs.addFacilitator(id, anais.id, AT);
      await labs.addFacilitator(lab.id, anais.id, AT + 1);
      expect(await labs.facilitatesSince(lab.id, anais.id)).toBe(AT);
      expect(await labStore(engine().read).facilitators(lab.id)).toEqual([anais.id]);
      expect(await labStore(engine().read).facilitatedBy(anais.id)).toEqual([lab.id, other.id]);
      await labs.removeFacilitator(lab.id, anais.id);
      expect(await labs.facilitatesSince(lab.id, anais.id)).toBeNull();
      expect(await labStore(engine().read).facilitators(lab.id)).toEqual([]);
      expect(await labStore(engine().read).facilitatedBy(anais.id)).toEqual([other.id]);
    });
  });
}
