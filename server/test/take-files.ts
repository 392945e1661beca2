import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sealer } from '@parley/seal';
import type { TakeHead } from '@parley/sfu';
import { Cluster, fileHead } from '../../sfu/src/recording/webm.ts';

export interface MadeTake {
  readonly folder: string;
  readonly name: string;
  readonly key: Uint8Array;
  readonly head: Omit<TakeHead, 'format'>;
  readonly seconds?: number;
  /** False as after `kill -9`: the end is missing, and torn in the middle of a chunk. */
  readonly finished?: boolean;
}

/** RFC 6386 §9.1: the beginning of a key frame of 640×360; what follows is of no picture. */
const keyFrame = Buffer.concat([Buffer.from('1000009d012a80026801', 'hex'), Buffer.alloc(300, 7)]);
const frameMs = { camera: 33, screen: 66, microphone: 20, 'screen-audio': 20 } as const;

/** A take as a media process writes it, with frames of the right shape and no sense. */
export function writeTake({ folder, name, key, head, seconds = 2, finished = true }: MadeTake): void {
  const sealer = new Sealer(Buffer.from(key), { format: 'parley take 1', ...head });
  const isPicture = head.codec !== 'opus';
  const track = isPicture ? { codec: 'vp8' as const, width: 640, height: 360 } : { codec: 'opus' as const };
  const chunks = [sealer.head, sealer.seal(fileHead(track), false)];
  const cluster = new Cluster();
  for (let at = 0; at < seconds * 1_000; at += frameMs[head.source]) {
    if (!cluster.isEmpty && at - cluster.startMs >= 1_000) chunks.push(sealer.seal(cluster.finish(), false));
    cluster.add(isPicture ? keyFrame : Buffer.alloc(40, 3), at, true);
  }
  chunks.push(sealer.seal(cluster.finish(), false));
  const last = sealer.seal(Buffer.alloc(0), true);
  const bytes = Buffer.concat(finished ? [...chunks, last] : chunks);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.take`), finished ? bytes : bytes.subarray(0, bytes.length - 30));
}
