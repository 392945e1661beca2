import { Unwrapper } from '../wire/sequence.ts';

/** A packet as a recording needs it; the bytes may be used again by their owner once it has been taken. */
export interface TakenPacket {
  packet: Buffer;
  payloadStart: number;
  payloadEnd: number;
  sequence: number;
  timestamp: number;
  marker: boolean;
  /** Arrival, milliseconds. */
  arrivedAt: number;
}

interface Waiting {
  readonly number: number;
  readonly packet: TakenPacket;
}

/** More are a stream gone wrong rather than one packet late. */
const maxWaiting = 2_048;

/**
 * Hands packets on in the order in which they were sent. One that is missing is waited for; when it does not come in
 * time, what follows is handed on with a word that something is lost. Packets in order are not copied.
 */
export class InOrder {
  readonly #waitMs: number;
  readonly #deliver: (packet: TakenPacket, afterLoss: boolean) => void;
  readonly #unwrapper = new Unwrapper(16);
  #next: number | undefined;
  /** By number, ascending. */
  #waiting: Waiting[] = [];

  /** @param waitMs how long a missing packet is waited for */
  constructor(waitMs: number, deliver: (packet: TakenPacket, afterLoss: boolean) => void) {
    this.#waitMs = waitMs;
    this.#deliver = deliver;
  }

  take(packet: TakenPacket): void {
    const number = this.#unwrapper.unwrap(packet.sequence);
    this.#next ??= number;
    if (number < this.#next) return;
    if (number > this.#next) {
      this.#keep(number, packet);
      return;
    }
    this.#next = number + 1;
    this.#deliver(packet, false);
    this.#drain(false);
  }

  /** Gives up what has been missing for too long. */
  tick(now: number): void {
    const first = this.#waiting[0];
    if (first && now - first.packet.arrivedAt >= this.#waitMs) this.#skip(first);
  }

  /** Hands on whatever is there; nothing follows. */
  finish(): void {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) this.#skip(first);
  }

  #skip({ number }: Waiting): void {
    this.#next = number;
    this.#drain(true);
  }

  #drain(afterLoss: boolean): void {
    let lost = afterLoss;
    for (let first = this.#waiting[0]; first && first.number === this.#next; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#next = first.number + 1;
      this.#deliver(first.packet, lost);
      lost = false;
    }
  }

  #keep(number: number, packet: TakenPacket): void {
    let at = this.#waiting.length;
    while (at > 0 && (this.#waiting[at - 1]?.number ?? 0) > number) at -= 1;
    if (this.#waiting[at - 1]?.number === number) return;
    const own = Buffer.from(packet.packet.subarray(packet.payloadStart, packet.payloadEnd));
    this.#waiting.splice(at, 0, {
      number,
      packet: { ...packet, packet: own, payloadStart: 0, payloadEnd: own.length },
    });
    const first = this.#waiting[0];
    if (this.#waiting.length > maxWaiting && first) this.#skip(first);
  }
}
