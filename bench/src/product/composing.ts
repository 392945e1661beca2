import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { participantId, type LoggedEvent } from '@parley/protocol';
import { compose } from '../../../server/src/recording/composition/compose.ts';
import type { TakeMaterial } from '../../../server/src/recording/composition/material.ts';
import { Skipped, type Benchmark, type Outcome, type Settings } from '../report/benchmark.ts';
import { median } from '../report/statistics.ts';

const seconds = 120;
const times = 3;
const startedAtMs = Date.UTC(2026, 0, 1);

/** Pictures with noise in them, as cameras have it: a test card alone would cost nothing. */
const people = [
  {
    id: participantId.parse('01900000-0000-7000-8000-000000000001'),
    role: 'customer',
    name: 'Bo',
    camera: 'gradients=s=640x360:r=30:speed=0.02:nb_colors=6:seed=3,format=yuv420p,noise=alls=5:allf=t',
  },
  {
    id: participantId.parse('01900000-0000-7000-8000-000000000002'),
    role: 'associate',
    name: 'Ada',
    camera: 'gradients=s=640x360:r=30:speed=0.03:nb_colors=4:seed=7,format=yuv420p,noise=alls=5:allf=t',
  },
] as const;

function ffmpeg(...args: readonly string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);
}

function makeTakes(folder: string): TakeMaterial[] {
  return people.flatMap(({ id, name, camera }): TakeMaterial[] => {
    const video = join(folder, `${name}.webm`);
    const audio = join(folder, `${name}-sound.webm`);
    const length = ['-t', String(seconds)];
    const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '800k', '-g', '3000'];
    ffmpeg('-f', 'lavfi', '-i', camera, ...length, ...vp8, video);
    ffmpeg('-f', 'lavfi', '-i', 'anoisesrc=a=0.1:r=48000', ...length, '-c:a', 'libopus', audio);
    const common = {
      participantId: id,
      startedAtMs,
      durationMs: seconds * 1_000,
    };
    const pictures = [{ atMs: 0, width: 640, height: 360 }];
    return [
      { ...common, id: `${name}-v`, source: 'camera', codec: 'vp8', pictures, path: video },
      { ...common, id: `${name}-a`, source: 'microphone', codec: 'opus', pictures: [], path: audio },
    ];
  });
}

const nothing: readonly LoggedEvent[] = [];

interface Run {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

/** CPU of all that ran and ended below us, from the kernel's account of ended children. */
async function composeOnce(takes: readonly TakeMaterial[], folder: string): Promise<Run> {
  const workDir = await mkdtemp(join(folder, 'work-'));
  const before = childrenCpuSeconds();
  const began = performance.now();
  const outcome = await compose(
    { takes, people, events: nothing, endedAtMs: startedAtMs + seconds * 1_000 },
    { workDir, signal: new AbortController().signal, onProgress: () => undefined },
  );
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.detail}`);
  return {
    wallSeconds: (performance.now() - began) / 1_000,
    cpuSeconds: childrenCpuSeconds() - before,
  };
}

/** cutime and cstime of /proc/self/stat (proc(5)), seconds. */
function childrenCpuSeconds(): number {
  const stat = execFileSync('cat', [`/proc/${String(process.pid)}/stat`], { encoding: 'utf8' });
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

async function run({ say }: Settings): Promise<Outcome> {
  if (spawnSync('ffmpeg', ['-version']).status !== 0) throw new Skipped('ffmpeg is missing');
  const folder = await mkdtemp(join(tmpdir(), 'parley-composing-'));
  try {
    say('making the takes');
    const takes = makeTakes(folder);
    const runs: Run[] = [];
    for (let time = 1; time <= times; time += 1) {
      say(`composition ${String(time)} of ${String(times)}`);
      runs.push(await composeOnce(takes, folder));
    }
    const cpu = median(runs.map(({ cpuSeconds }) => cpuSeconds));
    const wall = median(runs.map(({ wallSeconds }) => wallSeconds));
    return {
      figures: [
        {
          what: 'composition at 1280×720: CPU per minute of the call',
          value: (cpu * 60) / seconds,
          unit: 's',
        },
        {
          what: 'composition at 1280×720: speed on one core',
          value: seconds / cpu,
          unit: '× real time',
          target: { atLeast: 4 },
          note: `${String(times)} runs; ${(seconds / wall).toFixed(1)} × by the clock of this machine`,
        },
      ],
      details: { runs },
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const composing: Benchmark = {
  name: 'composing',
  method:
    'Two cameras of 640×360 at 30 frames a second with noise all over, 800 kbit/s each as browsers send at that size, and two sounds, 120 s, to 1280×720 H.264 with AAC. CPU is user ' +
    'and system time of all ffmpeg processes.',
  run,
};
