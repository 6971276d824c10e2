/**
 * Runs of text as a platform can show them: strings, and what has a form there. An adapter names its own forms; here
 * is what does not depend on them.
 */

/** A run that has a form, and the text people see of it. */
type Formed = { text: string } | { name: string };

/** Neighbouring strings as one, empty ones left out. */
export function together<F extends Formed>(runs: readonly (string | F)[]): (string | F)[] {
  const joined: (string | F)[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (typeof run === 'string' && typeof last === 'string') joined[joined.length - 1] = last + run;
    else if (run !== '') joined.push(run);
  }
  return joined;
}

/** The first `n` code points, "…" after them; what has a form is not cut but left out. */
export function cut<F extends Formed>(runs: readonly (string | F)[], n: number): (string | F)[] {
  const kept: (string | F)[] = [];
  let left = n;
  for (const run of runs) {
    const letters = lettersOf(run);
    if (letters.length <= left) kept.push(run);
    else return [...kept, typeof run === 'string' ? `${letters.slice(0, left).join('').trimEnd()}…` : '…'];
    left -= letters.length;
  }
  return kept;
}

/** Before and after the first `n` code points; what has a form is not divided and stands after them. */
export function dividedAt<F extends Formed>(
  runs: readonly (string | F)[],
  n: number,
): [(string | F)[], (string | F)[]] {
  const before: (string | F)[] = [];
  let left = n;
  for (const [at, run] of runs.entries()) {
    // Of a long text no more letters are looked at than there is room for.
    const near = typeof run === 'string' ? run.slice(0, 2 * left + 2) : run;
    const letters = lettersOf(near);
    if (letters.length > left) {
      if (typeof run !== 'string') return [before, runs.slice(at)];
      const head = letters.slice(0, left).join('');
      return [together([...before, head]), together([run.slice(head.length), ...runs.slice(at + 1)])];
    }
    before.push(run);
    left -= letters.length;
  }
  return [before, []];
}

/** What people see of a run, by code points. */
export function lettersOf(run: string | Formed): string[] {
  if (typeof run === 'string') return [...run];
  return [...('name' in run ? run.name : run.text)];
}
