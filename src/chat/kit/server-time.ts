/** The `Date` of an answer is cut to whole seconds (RFC 9110, 5.6.7). */
const CUT_MS = 1000;

/**
 * How far a platform's clock is from ours. Instants of posts and reactions are the platform's; whoever compares them with
 * ours (the newest event decides a vote) needs them in one time. Each answer says within which bounds the difference
 * lies; together they narrow it down. Where both clocks may agree, they are taken to.
 */
export class ServerTime {
  /** Bounds of (their clock - ours), milliseconds. */
  #low = Number.NEGATIVE_INFINITY;
  #high = Number.POSITIVE_INFINITY;

  /** An answer with this `Date`, asked for and received at these instants of ours. */
  heard(date: string | null, asked: number, received: number): void {
    const theirs = Date.parse(date ?? '');
    if (Number.isNaN(theirs)) return;
    const [low, high] = [theirs - received, theirs + CUT_MS - asked];
    const [narrowLow, narrowHigh] = [Math.max(low, this.#low), Math.min(high, this.#high)];
    // One of the clocks was set meanwhile: what was known before means nothing.
    [this.#low, this.#high] = narrowLow <= narrowHigh ? [narrowLow, narrowHigh] : [low, high];
  }

  /** An instant of theirs in our time. */
  ours(instant: number): number {
    return instant - this.#ahead();
  }

  /** An instant of ours in their time. */
  theirs(instant: number): number {
    return instant + this.#ahead();
  }

  #ahead(): number {
    if (this.#low <= 0 && this.#high >= 0) return 0;
    return Math.round((this.#low + this.#high) / 2);
  }
}
