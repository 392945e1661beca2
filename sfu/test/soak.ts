import { createMediaEngine } from '../src/index.ts';
import type { MediaEngine } from '../src/engine.ts';
import { NativeClient } from './native-client.ts';

/**
 * Rooms that come and go: `node sfu/test/soak.ts [rooms] [at once]`. Prints the media process' memory every 100 rooms,
 * and ends with status 1 when it grew by more than 5 MB after the first 200.
 */

const [total = 2_000, atOnce = 8] = process.argv.slice(2).map(Number);
const batchSize = 100;
const warmUp = 200;
const allowedGrowth = 5 * 2 ** 20;

/** Two participants meet, exchange pictures and sound, and leave. */
async function oneRoom(engine: MediaEngine, roomId: string): Promise<void> {
  await engine.openRoom(roomId, { version: 1, paused: false, present: ['a', 'b'], muted: [], blocked: [] });
  const both = [new NativeClient(engine, roomId, 'a'), new NativeClient(engine, roomId, 'b')];
  await Promise.all(both.flatMap((client) => [client.publish(), client.subscribe()]));
  const [a, b] = both;
  for (let sent = 0; (a?.received.get(96) ?? 0) < 30 || (b?.received.get(96) ?? 0) < 30; sent += 1) {
    for (const client of both) client.send(sent % 10 === 0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (sent > 2_000) throw new Error(`nothing arrives in ${roomId}`);
  }
  for (const client of both) {
    failures += client.failures;
    client.close();
  }
  await engine.closeRoom(roomId);
}

const engine = await createMediaEngine({
  port: 18_743,
  bindAddress: '127.0.0.1',
  announcedAddresses: [],
  processes: 1,
  preferredVideoCodec: 'VP8',
});
const figures = () => engine.counters();
const say = (text: string) => process.stdout.write(`${text}\n`);
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);

let failures = 0;

/** Rooms `from` to `to`, a few at once; then what the process holds once it has nothing to do. */
async function batch(from: number, to: number): Promise<number> {
  const collections = (await figures())['idle_collections'] ?? 0;
  let next = from;
  const lane = async () => {
    while (next < to) {
      next += 1;
      await oneRoom(engine, `room-${String(next)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  for (;;) {
    const now = await figures();
    if ((now['idle_collections'] ?? 0) > collections && now['native_connections'] === 0)
      return now['resident_bytes'] ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

let baseline = 0;
let bytes = 0;
for (let rooms = 0; rooms < total; rooms += batchSize) {
  bytes = await batch(rooms, Math.min(total, rooms + batchSize));
  if (rooms + batchSize <= warmUp) baseline = bytes;
  say(`${String(rooms + batchSize)} rooms: ${megabytes(bytes)} MB`);
}
const growth = bytes - baseline;
say(`grew by ${megabytes(growth)} MB after the first ${String(warmUp)} rooms`);
say(`${String(failures)} of ${String(total * 4)} connections had to be opened anew`);
say(JSON.stringify(await engine.counters()));
await engine.close();
process.exit(growth > allowedGrowth ? 1 : 0);
