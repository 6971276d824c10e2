/**
 * Resolves with what `look` finds, as soon as it finds something, looking again after each change; rejects after
 * `patienceMs` of real time, for waiting on sockets is real.
 */
export function seen<T>(
  world: { onChange(listener: () => void): () => void },
  look: () => T | null | undefined | false,
  patienceMs: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stopLooking();
      reject(new Error(`not seen within ${patienceMs} ms: ${String(look)}`));
    }, patienceMs);
    const check = () => {
      const found = look();
      if (found === null || found === undefined || found === false) return;
      clearTimeout(timer);
      stopLooking();
      resolve(found);
    };
    const stopLooking = world.onChange(check);
    check();
  });
}

/** Resolves when `underWay` has been 0 for a few turns: nothing sent waits for its answer. */
export async function quiet(underWay: () => number): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) {
    if (underWay() > 0) turns = -1;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
