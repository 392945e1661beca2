import { readStamp } from './packets.ts';

/** More than any participant sends in a second. */
const packetsPerSecond = 300;

interface Expected {
  /** Index of the first packet that counts. */
  readonly from: number;
  /** One byte a packet: how often it came. */
  readonly seen: Uint8Array;
  readonly latencies: Float64Array;
}

/** Counts each packet of a measurement once, and how long it took. */
export class Arrivals {
  #expected = new Map<number, Expected>();

  /** `sent`: how many packets each participant had sent before the first that counts. */
  begin(sent: ReadonlyMap<number, number>, seconds: number): void {
    const most = Math.ceil(seconds * packetsPerSecond);
    this.#expected = new Map(
      [...sent].map(([sender, from]) => [
        sender,
        { from, seen: new Uint8Array(most), latencies: new Float64Array(most) },
      ]),
    );
  }

  take(packet: Buffer): void {
    if (this.#expected.size === 0) return;
    const stamp = readStamp(packet);
    const expected = stamp && this.#expected.get(stamp.sender);
    if (!expected) return;
    const at = stamp.index - expected.from;
    const times = expected.seen[at];
    if (times === undefined) return;
    expected.seen[at] = Math.min(255, times + 1);
    if (times === 0) expected.latencies[at] = performance.now() - stamp.sentAt;
  }

  /** `sent`: how many packets each participant had sent after the last that counts. */
  end(sent: ReadonlyMap<number, number>): { delivered: number; duplicates: number; latencies: number[] } {
    const latencies: number[] = [];
    let duplicates = 0;
    for (const [sender, { from, seen, latencies: took }] of this.#expected) {
      const count = Math.min(seen.length, (sent.get(sender) ?? from) - from);
      for (let at = 0; at < count; at += 1) {
        const times = seen[at] ?? 0;
        if (times > 0) latencies.push(took[at] ?? 0);
        if (times > 1) duplicates += times - 1;
      }
    }
    this.#expected = new Map();
    return { delivered: latencies.length, duplicates, latencies };
  }
}
