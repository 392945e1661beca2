import { renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sampleRate = 48_000;

/**
 * A file of two seconds in which a tone sounds for 300 ms twice a second, to be looped as a microphone. The browser's
 * own synthetic microphone beeps with its synthetic camera, and is silent in a call without one.
 */
export function beepFile(): string {
  const samples = Buffer.alloc(sampleRate * 2 * 2);
  for (let index = 0; index < sampleRate * 2; index += 1) {
    const sounds = (index / sampleRate) % 0.5 < 0.3;
    const wave =
      Math.sin((2 * Math.PI * 440 * index) / sampleRate) +
      Math.sin((2 * Math.PI * 990 * index) / sampleRate) / 2;
    samples.writeInt16LE(sounds ? Math.round(wave * 9_000) : 0, index * 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length, 40);
  const path = join(tmpdir(), 'parley-e2e-beeps.wav');
  // Moved to its place complete: every worker writes it, while the browsers of others read it.
  const written = `${path}.${String(process.pid)}`;
  writeFileSync(written, Buffer.concat([header, samples]));
  renameSync(written, path);
  return path;
}
