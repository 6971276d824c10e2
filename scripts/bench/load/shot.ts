/** One request of a platform, ready to be sent. What it looks like is the platform's; the rest of the load is not. */
export interface Shot {
  /** Of which kind: what is measured is told apart by it. */
  kind: string;
  /** Where the app takes it. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /**
   * What its person saw, given the body of the acknowledgement: resolves when they have their answer. Throws when
   * the acknowledgement is not what it should be.
   */
  answered(acknowledgement: string): Promise<void> | undefined;
}

/** A request before anybody waits for its answer. */
export type Unanswered = Omit<Shot, 'answered'>;

/** People at work: each call is the next thing one of them does. */
export type Scene = () => Shot;

/** What shots at one app came to. Milliseconds, in the order they ended, by kind. */
export interface Volley {
  /** How long it took until every one was answered. */
  ms: number;
  /** Until the acknowledgement. */
  acknowledged: Record<string, number[]>;
  /** Until its person had their answer, where that was waited for. */
  answered: Record<string, number[]>;
}
