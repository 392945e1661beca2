/** What makes it worth trying again at once: the network is back or another one, or somebody looks at the page again. */
export type WakeReason = 'network' | 'visible';

/** Calls `wake` whenever that happens, until the returned function is called. Does nothing outside a page. */
export function onWake(wake: (reason: WakeReason) => void): () => void {
  if (typeof window === 'undefined') return () => undefined;
  const stop = new AbortController();
  const { signal } = stop;
  const visible = () => {
    if (document.visibilityState === 'visible') wake('visible');
  };
  window.addEventListener('online', () => wake('network'), { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && visible(), { signal });
  document.addEventListener('visibilitychange', visible, { signal });
  onInterfaceChange(() => wake('network'), signal);
  return () => stop.abort();
}

/** Network Information API: Chromium only, and only on phones does `type` tell Wi-Fi from mobile. */
function onInterfaceChange(changed: () => void, signal: AbortSignal): void {
  const connection = 'connection' in navigator ? navigator.connection : undefined;
  if (!(connection instanceof EventTarget) || !('type' in connection)) return;
  let before = connection.type;
  connection.addEventListener(
    'change',
    () => {
      if (connection.type === before) return;
      before = connection.type;
      changed();
    },
    { signal },
  );
}
