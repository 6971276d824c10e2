/** Candidates that are looked at, at most: more than are ranked, since some may not be read. */
const MOST = 2000;
/** Steps in which worth is counted, to sort only those that can be among the first. */
const STEPS = 1024;

/** Beyond so many that are nearly equal, their order is not worth its time. */
const SORTED = 4000;

/** What each idea is worth by its number, kept between queries: filled and emptied without a pause in between. */
let worths = new Float32Array(0);

/** The ideas of some lists by what they are worth together, most first; of equal ones the newest. */
export function mostWorth(
  lists: readonly { numbers: readonly number[]; worth: number }[],
  most = MOST,
): number[] {
  let highest = 0;
  for (const { numbers } of lists) highest = Math.max(highest, numbers[0] ?? 0);
  if (worths.length <= highest) worths = new Float32Array(highest + 1024);
  const found: number[] = [];
  let best = 0;
  for (const { numbers, worth } of lists) {
    for (const number of numbers) {
      const before = worths[number] ?? 0;
      if (before === 0) found.push(number);
      const now = before + worth;
      worths[number] = now;
      if (now > best) best = now;
    }
  }
  const first = sorted(found, best, most).slice(0, most);
  for (const number of found) worths[number] = 0;
  return first;
}

function sorted(found: readonly number[], best: number, most: number): number[] {
  const stepOf = (number: number) => Math.floor(((worths[number] ?? 0) / best) * (STEPS - 1));
  const counts = new Uint32Array(STEPS);
  for (const number of found) counts[stepOf(number)] = (counts[stepOf(number)] ?? 0) + 1;
  let least = STEPS;
  for (let held = 0; held < most && least > 0; ) {
    least -= 1;
    held += counts[least] ?? 0;
  }
  const mostFirst = (a: number, b: number) => (worths[b] ?? 0) - (worths[a] ?? 0) || b - a;
  const above = found.filter((number) => stepOf(number) > least).sort(mostFirst);
  const level = found.filter((number) => stepOf(number) === least);
  // Thousands that are level, of a single common word, stand newest first as their list does.
  return [...above, ...(level.length > SORTED ? level : level.sort(mostFirst))];
}
