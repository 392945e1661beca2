/** Work of one key waits for the work of the same key before it; other keys do not wait. */
export class Turns<Key> {
  readonly #last = new Map<Key, Promise<unknown>>();

  /** Settles as `work` does, whatever became of the work before it. */
  async take<Value>(key: Key, work: () => Promise<Value>): Promise<Value> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}
