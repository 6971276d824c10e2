import { table } from '../support/table.ts';
import type { Check } from './check.ts';

/** What was found, line by line, each with what to do about it. */
export function reportOf(checks: readonly Check[]): string {
  return table(
    checks.flatMap(({ name, state, says, remedy }) => [
      [state, name, says],
      ...(remedy ? [['', '', `-> ${remedy}`]] : []),
    ]),
  );
}
