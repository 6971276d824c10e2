import { describe, expect, test } from '@jest/globals';
import { ABILITIES, type AbilityName, ability, type Lacks } from './abilities.ts';
import { FLAGS, type Flag } from './broken/flags.ts';
import { makeTinyHarness } from './broken/harness.ts';
import { type Clause, runClause } from './clause.ts';
import type { MakeHarness } from './harness.ts';
import { abilityClauses } from './lacks.ts';
import { present } from './stage.ts';
import { contract, describeAdapterContract } from './suite.ts';

const make: MakeHarness = () => makeTinyHarness();
const names = Object.keys(ABILITIES) as AbilityName[];

describeAdapterContract('the reference adapter', make);

const chapters = contract({});
const clauses = Object.values(chapters).flat();

/** Whether the clause rejects when run with these flags, and not by a slip of the suite's own. */
async function notices(clause: Clause, ...flags: Flag[]): Promise<boolean> {
  return runClause(clause, () => makeTinyHarness(...flags)).then(
    () => false,
    (error) => !(error instanceof TypeError || error instanceof ReferenceError),
  );
}

describe('the suite proves itself', () => {
  test.each(Object.entries(FLAGS))('an adapter that %s is caught by %j', async (flag, ids) => {
    for (const id of ids) {
      const clause = clauses.find((one) => one.id === id);
      expect([id, clause && (await notices(clause, flag as Flag))]).toEqual([id, true]);
    }
  });

  test('every clause can be broken by some flag', () => {
    const broken = new Set<string>(Object.values(FLAGS).flat());
    const never = clauses.filter(({ id }) => !broken.has(id) && !id.startsWith('ability-'));
    expect(never.map(({ id }) => id)).toEqual([]);
  });

  test('every clause has an id of its own', () => {
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
  });

  test.each(names)('an ability named as lacking, but there, is caught: %s', async (name) => {
    await expect(runClause(abilityClause(name, { [name]: 'so they say' }), make)).rejects.toThrow();
  });

  test.each(names.filter((name) => ability(name).adapter))(
    'an ability lacking in silence is caught: %s',
    async (name) => {
      const poorer: MakeHarness = async () => {
        const harness = await make();
        return { ...harness, adapter: { ...harness.adapter, ...gone(ability(name).adapter) } };
      };
      await expect(runClause(abilityClause(name, {}), poorer)).rejects.toThrow();
    },
  );
});

function abilityClause(name: AbilityName, lacks: Lacks): Clause {
  return present(
    abilityClauses(lacks).find(({ id }) => id === `ability-${name}`),
    name,
  );
}

function gone(members: readonly string[] = []): Record<string, undefined> {
  return Object.fromEntries(members.map((member) => [member, undefined]));
}
