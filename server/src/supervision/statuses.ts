import type { AssociateId, AvailabilityStatus, Timestamp } from '@parley/protocol';

/** Since when each associate has been doing what they are doing, as far as this server has seen it. */
export class Statuses {
  readonly #known = new Map<
    AssociateId,
    { readonly status: AvailabilityStatus; readonly since: Timestamp }
  >();

  /** Call it whenever somebody's status may be another. Who is not among them has no desk open. */
  note(
    now: readonly { readonly id: AssociateId; readonly status: AvailabilityStatus }[],
    at: Timestamp,
  ): void {
    const here = new Set(now.map(({ id }) => id));
    for (const id of this.#known.keys()) if (!here.has(id)) this.#known.delete(id);
    for (const { id, status } of now)
      if (this.#known.get(id)?.status !== status) this.#known.set(id, { status, since: at });
  }

  since(id: AssociateId): Timestamp | undefined {
    return this.#known.get(id)?.since;
  }
}
