import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';

/** One run of ffmpeg, or of ffprobe: started, watched, ended. */

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Where relative names are. */
  readonly folder: string;
  /** Frames made so far. */
  readonly onFrame?: (frame: number) => void;
  /** Ended when nothing came of it for this long. */
  readonly stuckMs?: number;
}

export type RunOutcome =
  | { readonly ok: true; readonly frames: number }
  | { readonly ok: false; readonly code: 'no-ffmpeg' | 'failed'; readonly detail: string };

/** Below everything that a call needs. */
const niceness = 15;
/** Enough to decode an hour that has no key frame but its first, which is what a window late in a take may need. */
const patienceMs = 600_000;
const keptErrorBytes = 2_000;

const program = (): string => process.env['FFMPEG_PATH'] ?? 'ffmpeg';

/** A take as input: read as the format that it is and from nowhere else, whatever may be in it. */
export const takeInput = (path: string): string[] => [
  ...['-protocol_whitelist', 'file', '-f', 'matroska', '-i', path],
];

/**
 * For glibc's malloc (mallopt(3)): what a frame took is kept for the next one. By itself it is given back to the system and
 * asked for again with each, which is an eighth of all the work.
 */
const keptMemory = {
  MALLOC_MMAP_THRESHOLD_: '33554432',
  MALLOC_TRIM_THRESHOLD_: '134217728',
  MALLOC_TOP_PAD_: '16777216',
} as const;

/** Never rejects but for an abort, and for bugs. */
export function runFfmpeg(args: readonly string[], options: RunOptions): Promise<RunOutcome> {
  const { signal, folder, onFrame, stuckMs = patienceMs } = options;
  signal.throwIfAborted();
  const all = ['-hide_banner', '-nostdin', '-v', 'error', '-y', '-progress', 'pipe:1', ...args];
  const env = { ...process.env, ...keptMemory };
  const child = spawn(program(), all, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const { promise, resolve, reject } = Promise.withResolvers<RunOutcome>();
  let errors = '';
  let stuck = false;
  const watchdog = setTimeout(() => {
    stuck = true;
    child.kill('SIGKILL');
  }, stuckMs);
  const abort = () => child.kill('SIGKILL');
  signal.addEventListener('abort', abort);
  let frames = 0;
  const reached = new Map<string, string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [key = '', value = ''] = line.split('=', 2);
    // Twice a second it says that it is there; these say whether it gets anywhere.
    if (!['frame', 'out_time_us', 'total_size'].includes(key) || reached.get(key) === value) return;
    reached.set(key, value);
    watchdog.refresh();
    if (key !== 'frame') return;
    frames = Number(value);
    onFrame?.(frames);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-keptErrorBytes);
  });
  child.once('error', (error) => {
    resolve({ ok: false, code: 'no-ffmpeg', detail: error.message });
  });
  child.once('spawn', () => {
    lower(child.pid);
  });
  child.once('close', (code) => {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', abort);
    if (signal.aborted) reject(new Error('the composition was stopped', { cause: signal.reason }));
    else if (code === 0) resolve({ ok: true, frames });
    else resolve({ ok: false, code: 'failed', detail: stuck ? `stuck; ${errors}` : errors });
  });
  return promise;
}

/** A process that ended meanwhile, or a system without priorities, is no reason to fail. */
function lower(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness);
  } catch {
    return;
  }
}

/** Whether ffmpeg is there, and with what it can make pictures; undefined when it is not. */
export async function findFfmpeg(): Promise<{ readonly h264: boolean; readonly text: boolean } | undefined> {
  const encoders = await outputOf(['-encoders']);
  if (encoders === undefined) return undefined;
  return {
    h264: encoders.includes(' libx264 '),
    text: ((await outputOf(['-filters'])) ?? '').includes(' drawtext '),
  };
}

function outputOf(args: readonly string[]): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const child = spawn(program(), ['-hide_banner', ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.once('error', () => {
    resolve(undefined);
  });
  child.once('close', (code) => {
    resolve(code === 0 ? said : undefined);
  });
  return promise;
}
