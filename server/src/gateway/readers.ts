import type { AssociateId, ParticipantId } from '@parley/protocol';
import { keyOf, type AssociateReader, type CustomerReader, type RealtimeReader } from './reader.ts';

/** Everyone who is connected, each at most once: the newest connection wins (SE5). */
export class Readers {
  readonly #byKey = new Map<string, RealtimeReader>();

  /** Adds the reader and returns the one whose place it takes. */
  add(reader: RealtimeReader): RealtimeReader | undefined {
    const before = this.#byKey.get(keyOf(reader));
    this.#byKey.set(keyOf(reader), reader);
    return before;
  }

  /** False when another connection has taken the reader's place. */
  remove(reader: RealtimeReader): boolean {
    if (this.#byKey.get(keyOf(reader)) !== reader) return false;
    return this.#byKey.delete(keyOf(reader));
  }

  /** Whether whoever this reader is has a connection now. */
  has(reader: RealtimeReader): boolean {
    return this.#byKey.has(keyOf(reader));
  }

  hasKey(id: AssociateId | ParticipantId): boolean {
    return this.#byKey.has(id);
  }

  associate(id: AssociateId): AssociateReader | undefined {
    const reader = this.#byKey.get(id);
    return reader?.role === 'associate' ? reader : undefined;
  }

  all(): RealtimeReader[] {
    return [...this.#byKey.values()];
  }

  associates(): AssociateReader[] {
    return this.all().filter((reader) => reader.role === 'associate');
  }

  customers(): CustomerReader[] {
    return this.all().filter((reader) => reader.role === 'customer');
  }
}
