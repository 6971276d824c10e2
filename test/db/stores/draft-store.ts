import { describe, expect, test } from '@jest/globals';
import { draftStore } from '../../../db/stores/drafts.ts';
import { AT, type Open } from '../world.ts';
import { eachWith } from './each.ts';

const draft = { id: 'd1', owner: 'o1', asks: false, sealed: 'x', at: AT };

export function describeDraftStore(open: Open): void {
  describe('drafts', () => {
    const engine = eachWith(open);

    test('a draft is put, replaced and dropped by its id', async () => {
      const drafts = draftStore(engine().write);
      await drafts.put(draft);
      expect(await drafts.byId('d1')).toEqual(draft);
      await drafts.put({ ...draft, sealed: 'y', asks: true });
      expect(await drafts.byId('d1')).toEqual({ ...draft, sealed: 'y', asks: true });
      await drafts.drop('d1');
      expect(await drafts.byId('d1')).toBeNull();
    });

    test('one question an owner: a new one drops the earlier one, and nothing else', async () => {
      const drafts = draftStore(engine().write);
      await drafts.put({ ...draft, id: 'quiet' });
      await drafts.put({ ...draft, id: 'first', asks: true });
      await drafts.put({ ...draft, id: 'theirs', owner: 'o2', asks: true });
      await drafts.put({ ...draft, id: 'second', asks: true });
      expect(await drafts.asking(['o1'])).toMatchObject({ id: 'second' });
      expect(await drafts.asking(['o2'])).toMatchObject({ id: 'theirs' });
      expect(await drafts.asking(['o3'])).toBeNull();
      expect(await drafts.asking(['o3', 'o2'])).toMatchObject({ id: 'theirs' });
      expect(await drafts.byId('first')).toBeNull();
      expect(await drafts.byId('quiet')).not.toBeNull();
    });

    test('those that keep an arrival are found', async () => {
      const drafts = draftStore(engine().write);
      await drafts.put({ ...draft, id: 'arrival:2', at: AT + 1 });
      await drafts.put({ ...draft, id: 'arrival:1' });
      await drafts.put(draft);
      expect((await drafts.arrivals()).map(({ id }) => id)).toEqual(['arrival:1', 'arrival:2']);
    });

    test('all of an owner go together, old ones by their age', async () => {
      const drafts = draftStore(engine().write);
      await drafts.put({ ...draft, id: 'a' });
      await drafts.put({ ...draft, id: 'b' });
      await drafts.put({ ...draft, id: 'c', owner: 'o2', at: AT - 1 });
      await drafts.dropAllOf('o1');
      expect(await drafts.byId('a')).toBeNull();
      expect(await drafts.forgetBefore(AT)).toBe(1);
      expect(await drafts.byId('c')).toBeNull();
    });
  });
}
