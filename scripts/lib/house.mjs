/** Where things are, and how the scripts start other programs. Plain JavaScript: runs before anything is installed. */
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Path below the root of the repository. */
export const inRoot = (...parts) => join(root, ...parts);

/** The Node that everything runs on: the npm package `node`, whatever the machine's own version is. */
export const pinnedNode = inRoot(
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** The environment for child processes: the pinned Node and the installed tools come first. */
export function houseEnv(extra = {}) {
  const path = [inRoot('node_modules', '.bin'), dirname(pinnedNode), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

const running = new Set();
let stoppedBy;

/** Every signal but SIGHUP of a terminal that closes; that one reaches the whole process group anyway. */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Passes signals on to the running children, so that nothing is left behind. Ctrl-C at a terminal reaches every process
 * of the group by itself; passing it on as well would be a second one.
 */
export function forwardSignals() {
  for (const signal of forwarded) {
    process.on(signal, () => {
      stoppedBy ??= signal;
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      for (const child of running) child.kill(signal);
    });
  }
}

/**
 * Stops the children when npm is gone: who ends npm ends only the shell between it and us, and means everything. Without
 * npm there is nobody to watch; a script that was started and left alone goes on.
 */
export function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stoppedBy ??= 'SIGTERM';
    for (const child of running) child.kill('SIGTERM');
  }, 500);
  watch.unref();
}

/** The signal that this process was asked to stop with, if it was. */
export const stopSignal = () => stoppedBy;

/** The exit code by which a shell would report the end of a process. */
export function exitCodeOf({ code, signal }) {
  return signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
}

/**
 * Runs a program to its end.
 *
 * `output` is `'inherit'` (the child's output is ours), or a path of a log file relative to the root. Resolves to
 * `{ code, signal, output, seconds }`; `output` is the captured text, empty when inherited. Never rejects: a program
 * that can't be started ends with code 127.
 */
export function run(
  command,
  args,
  { output = 'inherit', env = houseEnv(), cwd = root, shell = false, onLine } = {},
) {
  const began = performance.now();
  const inherit = output === 'inherit';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      stdio: inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let text = '';
    let log;
    if (!inherit && output) {
      mkdirSync(dirname(inRoot(output)), { recursive: true });
      log = createWriteStream(inRoot(output));
    }
    const take = (chunk) => {
      text += chunk;
      log?.write(chunk);
      onLine?.(String(chunk));
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    let failure;
    child.on('error', (error) => {
      failure = error;
      take(`${error.message}\n`);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      const seconds = (performance.now() - began) / 1000;
      const end = () => resolve({ code: failure ? 127 : code, signal, output: text, seconds });
      if (log) log.end(end);
      else end();
    });
  });
}

/**
 * Runs a JavaScript program of an installed package on the pinned Node, e.g. `runTool('oxlint/bin/oxlint', ['.'])`;
 * with `before`, a command that runs the command after it, through that.
 */
export function runTool(path, args, { before = [], ...options } = {}) {
  const tool = [pinnedNode, inRoot('node_modules', ...path.split('/')), ...args];
  const [command, ...rest] = [...before, ...tool];
  return run(command, rest, options);
}

/** Finds a program on the PATH; undefined when there is none. */
export function which(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, name);
    if (folder && existsSync(candidate)) return candidate;
  }
  return undefined;
}
