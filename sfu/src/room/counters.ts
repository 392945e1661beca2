/** Totals that only grow; named like Prometheus counters without prefix. */
export class Counters {
  readonly #totals = new Map<string, number>();

  add(name: string, by = 1): void {
    this.#totals.set(name, (this.#totals.get(name) ?? 0) + by);
  }

  snapshot(): Record<string, number> {
    return Object.fromEntries(this.#totals);
  }
}
