const workerSource = 'setInterval(() => postMessage(0), Number(self.name))';

/**
 * `setInterval` that keeps time in a hidden tab. Chromium lets the timers of a page that has been hidden for some minutes
 * run once a minute, which would silence a heartbeat; those of a worker go on. Where the page's policy forbids the
 * worker, the page's own timer is what there is.
 *
 * @returns a function that ends it
 */
export function steadyInterval(tick: () => void, everyMs: number): () => void {
  if (typeof Worker === 'undefined') return pageInterval(tick, everyMs);
  const address = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  const worker = new Worker(address, { name: String(everyMs) });
  let stopTimer: (() => void) | undefined;
  worker.addEventListener('message', tick);
  worker.addEventListener('error', () => {
    stopTimer ??= pageInterval(tick, everyMs);
  });
  return () => {
    worker.terminate();
    URL.revokeObjectURL(address);
    stopTimer?.();
  };
}

/** The same without a worker, for pages that are not ours: their policy must not be tried. */
export function pageInterval(tick: () => void, everyMs: number): () => void {
  const timer = setInterval(tick, everyMs);
  return () => clearInterval(timer);
}
