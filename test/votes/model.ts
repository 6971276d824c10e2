/**
 * What a vote is, in twenty lines, to hold the real one against: some accounts, one idea, any number of postings,
 * events in the order they happened. Accounts that are linked are one person, whose vote is the newest of what
 * stands.
 */
export type Value = 'for' | 'against' | 'none';
export type Event =
  | { kind: 'word'; by: number; value: Value; at: number }
  | { kind: 'add'; by: number; mark: string; value: 'for' | 'against'; at: number }
  | { kind: 'remove'; mark: string }
  | { kind: 'link' }
  | { kind: 'unlink' };

/** A word, or a standing mark. */
interface Said {
  by: number;
  mark?: string;
  value: Value;
  at: number;
}

export class ModelVotes {
  #linked: boolean;
  #standing: Said[] = [];

  constructor(linked: boolean) {
    this.#linked = linked;
  }

  apply(event: Event): void {
    if (event.kind === 'link' || event.kind === 'unlink') this.#linked = event.kind === 'link';
    else if (event.kind === 'word') this.#drop((one) => !one.mark && one.by === event.by).push(event);
    else if (event.kind === 'remove') this.#remove(event.mark);
    else if (!this.#standing.some(({ mark }) => mark === event.mark)) this.#standing.push(event);
  }

  /** With the mark that speaks, a person takes back all their words before it. */
  #remove(gone: string): void {
    const removed = this.#standing.find(({ mark }) => mark === gone);
    if (!removed) return;
    const theirs = this.#standing.filter(({ by }) => this.#isSame(by, removed.by));
    const speaks = theirs.at(-1) === removed;
    this.#drop((one) => one === removed || (speaks && !one.mark && theirs.includes(one)));
  }

  /** The vote of an account's person. */
  of(account: number): Value {
    return this.#standing.filter(({ by }) => this.#isSame(by, account)).at(-1)?.value ?? 'none';
  }

  #isSame = (a: number, b: number): boolean => this.#linked || a === b;

  #drop(gone: (one: Said) => boolean) {
    this.#standing = this.#standing.filter((one) => !gone(one));
    return this.#standing;
  }
}
