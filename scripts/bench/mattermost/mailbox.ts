/** What arrives for somebody, whether they wait for it already or only look later; each is got once, in its order. */
export class Mailbox<T> {
  readonly #arrived = new Map<string, T[]>();
  readonly #waiting = new Map<string, ((content: T) => void)[]>();

  put(key: string, content: T): void {
    const waiting = this.#waiting.get(key);
    const first = waiting?.shift();
    if (waiting?.length === 0) this.#waiting.delete(key);
    if (first) first(content);
    else this.#arrived.set(key, [...(this.#arrived.get(key) ?? []), content]);
  }

  get(key: string): Promise<T> {
    const arrived = this.#arrived.get(key);
    const [first] = arrived?.splice(0, 1) ?? [];
    if (arrived?.length === 0) this.#arrived.delete(key);
    if (first !== undefined) return Promise.resolve(first);
    return new Promise((resolve) => {
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), resolve]);
    });
  }
}
