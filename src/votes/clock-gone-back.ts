/**
 * The instant of what somebody does, beside what was heard of them before. Nothing is recorded later than it is heard:
 * what is dated after `now` was written while the clock was ahead, and does not speak over what is done since. Otherwise
 * nobody could change their vote until the clock had caught up.
 */
export function instantBeside(before: number | undefined, at: number, now: number): number {
  return before !== undefined && before > now ? before + 1 : at;
}
