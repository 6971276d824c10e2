/**
 * What a vote is, in twenty lines, to hold the real one against: one person, one idea, any number of postings,
 * events in the order they happened.
 */
export type Event =
  | { kind: 'word'; value: 'for' | 'against' | 'none'; at: number }
  | { kind: 'add' | 'remove'; mark: string; value: 'for' | 'against'; at: number };

export class ModelVote {
  value: 'for' | 'against' | 'none' = 'none';
  #source = '';
  readonly #standing = new Map<string, { value: 'for' | 'against'; since: number }>();

  apply(event: Event): void {
    if (event.kind === 'word') this.#speak(event.value, 'word');
    else if (event.kind === 'add') this.#add(event.mark, event.value, event.at);
    else this.#remove(event.mark);
  }

  #add(mark: string, value: 'for' | 'against', since: number): void {
    if (this.#standing.has(mark)) return;
    this.#standing.set(mark, { value, since });
    this.#speak(value, mark);
  }

  #remove(mark: string): void {
    if (!this.#standing.delete(mark) || this.#source !== mark) return;
    const [name, next] = [...this.#standing].reduce(
      (best, one) => (one[1].since >= best[1].since ? one : best),
      ['word', { value: 'none', since: -1 }] as [
        string,
        { value: 'for' | 'against' | 'none'; since: number },
      ],
    );
    this.#speak(next.value, name);
  }

  #speak(value: 'for' | 'against' | 'none', source: string): void {
    [this.value, this.#source] = [value, source];
  }
}
