import { describe, expect, test } from '@jest/globals';
import { importStore } from '../../../db/stores/imports.ts';
import type { NewImport } from '../../../src/importing/import-store.ts';
import { AT, inTransaction, makeWorld, type Open } from '../world.ts';
import { eachWith } from './each.ts';

const idea = (id: string, facts: Partial<NewImport> = {}): NewImport => ({
  id,
  hash: `hash of ${id}`,
  title: `Un banc ${id}`,
  body: '',
  author: null,
  status: 'new',
  createdAt: AT,
  editedAt: null,
  totals: null,
  answer: null,
  ...facts,
});

/** So many that they take several statements, with some left over. */
const MANY = 150;

export function describeImportStore(open: Open): void {
  describe('imports', () => {
    const engine = eachWith(open);
    const inStore = <T>(work: (store: ReturnType<typeof importStore>) => Promise<T>) =>
      inTransaction(engine(), (tx) => work(importStore(tx)));

    test('many ideas get numbers in their order, right after the last one, and are known afterwards', async () => {
      const { lab, idea: first } = await makeWorld(engine().write);
      const ideas = Array.from({ length: MANY }, (_, at) => idea(String(at)));
      const numbers = await inStore((store) => store.publish(lab.id, 's', ideas));
      expect(numbers).toEqual(ideas.map((_, at) => first.number + 1 + at));
      const known = await inStore((store) =>
        store.known(
          's',
          ideas.map(({ id }) => id),
        ),
      );
      expect(known.size).toBe(MANY);
      expect(known.get('7')).toEqual({
        number: first.number + 8,
        lab: lab.id,
        hash: 'hash of 7',
        totals: false,
        createdAt: AT,
        authorMember: 1,
      });
      expect((await inStore((store) => store.known('other', ['7', '8']))).size).toBe(0);
      expect(await inStore((store) => store.publish(lab.id, 's', []))).toEqual([]);
    });

    test('persons are made once, a member each, and named when a name is known', async () => {
      const users = Array.from({ length: MANY }, (_, at) => `u${at}`);
      const persons = (name: string | null) =>
        inStore((store) =>
          store.persons(
            's',
            users.map((user) => ({ user, name })),
            AT,
          ),
        );
      const made = await persons(null);
      expect(new Set([...made.values()].map(({ member }) => member)).size).toBe(MANY);
      expect(await persons('Zoé')).toEqual(made);
      await persons('Autre');
      const rows = engine().tables.selectFrom('identities').select('name').where('platform', '=', 'import');
      expect(new Set((await rows.execute()).map(({ name }) => name))).toEqual(new Set(['Zoé']));
    });

    test('votes move the tallies by their changes, and stand', async () => {
      const { lab } = await makeWorld(engine().write);
      await inStore(async (store) => {
        const [number = 0] = await store.publish(lab.id, 's', [idea('a')]);
        const users = Array.from({ length: MANY }, (_, at) => ({ user: `u${at}`, name: null }));
        const voters = [...(await store.persons('s', users, AT)).values()];
        const votes = voters.map((voter) => ({ idea: number, voter, value: 'for' as const, at: AT }));
        const changes = votes.map(
          () => ({ idea: number, lab: lab.id, from: 'none', to: 'for', at: 0 }) as const,
        );
        await store.cast(votes, changes, new Map([[number, AT]]));
        const pairs = voters.map(({ member }) => ({ idea: number, member }));
        expect(await store.standing(pairs)).toHaveLength(MANY);
        expect(await store.standing([{ idea: number, member: 1 }])).toEqual([]);
      });
      const row = engine().tables.selectFrom('ideas').selectAll().where('title', '=', 'Un banc a');
      expect(await row.executeTakeFirst()).toMatchObject({ votes_for: MANY, supported_at: AT });
    });

    test('the earliest vote of another person closes an idea to edits', async () => {
      const { lab } = await makeWorld(engine().write);
      const supportedAt = async (number: number) =>
        (
          await engine()
            .tables.selectFrom('ideas')
            .select('supported_at')
            .where('number', '=', number)
            .execute()
        )[0];
      const [number = 0] = await inStore((store) => store.publish(lab.id, 's', [idea('a')]));
      for (const at of [AT, AT + 5, AT - 5])
        await inStore((store) => store.cast([], [], new Map([[number, at]])));
      expect(await supportedAt(number)).toEqual({ supported_at: AT - 5 });
    });

    test('a total is as many votes of persons made for it, also when chance draws an id twice', async () => {
      const { lab } = await makeWorld(engine().write);
      let draws = 0;
      // Every second id is the one before.
      const chance = {
        id() {
          draws += 1;
          const bytes = Buffer.alloc(16);
          bytes.writeUInt32BE(Math.floor(draws / 2) * 2);
          return bytes.toString('base64url');
        },
      };
      const total = 70;
      await inStore(async (store) => {
        const [number = 0] = await store.publish(lab.id, 's', [idea('a')]);
        await store.castTotal({ number, lab: lab.id, at: AT }, 'against', total, chance);
        await store.castTotal({ number, lab: lab.id, at: AT }, 'for', 0, chance);
      });
      const row = engine().tables.selectFrom('ideas').selectAll().where('title', '=', 'Un banc a');
      expect(await row.executeTakeFirst()).toMatchObject({ votes_for: 0, votes_against: total });
      const votes = await engine().tables.selectFrom('votes').selectAll().execute();
      expect(votes).toHaveLength(total);
    });
  });
}
