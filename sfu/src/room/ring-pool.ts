import { PacketRing } from './packet-ring.ts';

/**
 * Rings outlive their lines: the slabs are large, live outside the JavaScript heap, and would otherwise wait for a
 * garbage collection that nothing provokes, which is how memory grows with every engagement that comes and goes.
 */
const free = new Map<number, PacketRing[]>();

/** Half a second of 720p at 30 frames/s, and a good second of audio. */
const slots = { video: 512, audio: 64 } as const;

export function takeRing(kind: 'audio' | 'video'): PacketRing {
  return free.get(slots[kind])?.pop() ?? new PacketRing(slots[kind]);
}

export function giveRing(kind: 'audio' | 'video', ring: PacketRing): void {
  ring.clear();
  const shelf = free.get(slots[kind]) ?? [];
  free.set(slots[kind], shelf);
  if (shelf.length < 256) shelf.push(ring);
}
