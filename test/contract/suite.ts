import { describe, test } from '@jest/globals';
import type { Lacks } from './abilities.ts';
import { applies, type Clause, runClause } from './clause.ts';
import { CHAPTERS } from './clauses/index.ts';
import type { MakeHarness } from './harness.ts';
import { abilityClauses } from './lacks.ts';

/** Every clause a platform with these lacks is held to, by chapter. */
export function contract(lacks: Lacks): Readonly<Record<string, readonly Clause[]>> {
  const chapters = Object.entries(CHAPTERS).map(([chapter, clauses]) => [
    chapter,
    clauses.filter((clause) => applies(clause, lacks)),
  ]);
  return { ...Object.fromEntries(chapters), abilities: abilityClauses(lacks) };
}

/**
 * Registers the contract as tests: one per clause, on a fresh harness each. `lacks` names what the platform
 * cannot do, with the reason; for each lack a test proves that the adapter says so, and prints the fallback.
 */
export function describeAdapterContract(name: string, make: MakeHarness, lacks: Lacks = {}): void {
  describe(`${name} keeps the adapter contract`, () => {
    for (const [chapter, clauses] of Object.entries(contract(lacks))) {
      if (clauses.length === 0) continue;
      describe(chapter, () => {
        for (const clause of clauses) test(clause.title, () => runClause(clause, make), 20_000);
      });
    }
  });
}
