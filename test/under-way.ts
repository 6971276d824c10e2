let count = 0;

/** Units of work that databases of tests are at: they wait for rounds of the event loop, and for nothing else. */
export const writesUnderWay = (): number => count;

/** The same work, counted until it has ended. */
export function counted<T>(work: Promise<T>): Promise<T> {
  count += 1;
  return work.finally(() => {
    count -= 1;
  });
}
