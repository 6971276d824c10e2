/**
 * A standing reaction under a card that decides when somebody makes it who facilitates the idea's lab (👀, ✅, ❌). It
 * speaks once, when it is first heard of: as an event, or as what was missed.
 */
export interface DecisionMark {
  posting: number;
  identity: number;
  emoji: string;
  /** When it was made, as an event says; else when it was found. */
  since: number;
}

/** Marks that have spoken and stand, of accounts the box knows. Every method runs in the caller's transaction. */
export interface DecisionMarkStore {
  /**
   * Remembers one. False where it has spoken: `found`, one that stands already; as an event, one that is no newer than
   * what stands. What is dated later than `now` was heard of before the clock was set back; absent: no such thing is known.
   */
  hear(mark: DecisionMark, how: { found: boolean; now?: number }): Promise<boolean>;
  /** It was taken away at the instant `since`; a newer one stays, unless it is dated later than `now`. */
  drop(mark: DecisionMark, now?: number): Promise<void>;
  /** Returns how many went. */
  forgetBefore(at: number): Promise<number>;
}
