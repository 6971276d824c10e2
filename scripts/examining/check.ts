/** One thing the doctor looked at. */
export interface Check {
  /** What was looked at, the same for ever: `tallies`, `outbox`. */
  name: string;
  /** warning: the box works, an operator should know. failure: something is broken or lost. */
  state: 'ok' | 'warning' | 'failure';
  /** What was found, in one line; numbers and ids only. */
  says: string;
  /** What to do about it. */
  remedy?: string;
}

export const ok = (name: string, says: string): Check => ({ name, state: 'ok', says });

export const warning = (name: string, says: string, remedy: string): Check => ({
  name,
  state: 'warning',
  says,
  remedy,
});

export const failure = (name: string, says: string, remedy: string): Check => ({
  name,
  state: 'failure',
  says,
  remedy,
});

/** "1 row", "2 rows". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** "3 days": how long ago, in the largest unit that says something. */
export function age(at: number, now: number): string {
  const minutes = Math.max(0, Math.floor((now - at) / 60_000));
  if (minutes < 60) return counted(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
}
