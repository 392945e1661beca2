import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Facts about processes from Linux' /proc. On other systems `hasProcessFacts` is false and nothing else may be called.
 */
export const hasProcessFacts = existsSync('/proc/self/stat');

/** Kernel ticks per second; 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Fields of /proc/<pid>/stat after the name, which may itself contain spaces and brackets. */
const statOf = (pid: number): string[] => {
  const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

/** CPU time (user and system, all threads) that a process has used, milliseconds; precise to 10 ms. */
export function cpuMs(pid: number): number {
  const fields = statOf(pid);
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
}

/** Resident memory of a process, bytes. */
export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) * 1_024;
}

/** Our own children whose command line contains this text. */
export function childrenRunning(text: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      return (
        Number(statOf(pid)[1]) === process.pid &&
        readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes(text)
      );
    } catch {
      return false; // It ended while we looked.
    }
  });
}

/** Datagrams that the kernel dropped because the process did not fetch them in time, over all its open UDP sockets. */
export function droppedAtSockets(pid: number): number {
  const owned = new Set(
    readdirSync(`/proc/${String(pid)}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${String(pid)}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return []; // Closed while we looked.
      }
    }),
  );
  const lines = ['udp', 'udp6'].flatMap((name) =>
    readFileSync(`/proc/${String(pid)}/net/${name}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1),
  );
  const sockets = lines.map((line) => line.trim().split(/\s+/));
  return sockets
    .filter((fields) => owned.has(fields[9] ?? ''))
    .reduce((sum, fields) => sum + Number(fields[12]), 0);
}
