/**
 * Garbage collection and heap size of another Node process, through its debugger, which every Node opens on SIGUSR1.
 * Nothing needs to be prepared in that process but the port (`NODE_OPTIONS=--inspect-port=…`).
 */

interface Reply {
  readonly id?: number;
  readonly result?: { readonly result?: { readonly value?: number } };
}

async function debuggerUrl(pid: number, port: number): Promise<string> {
  process.kill(pid, 'SIGUSR1');
  for (;;) {
    const list = await fetch(`http://127.0.0.1:${String(port)}/json/list`).catch(() => undefined);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a wire: Node's documented list of targets
    const [target] = list ? ((await list.json()) as { webSocketDebuggerUrl: string }[]) : [];
    if (target) return target.webSocketDebuggerUrl;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Collects all garbage in the process; resolves to the bytes its JavaScript heap then holds. */
export async function collectGarbage(pid: number, port: number): Promise<number> {
  const socket = new WebSocket(await debuggerUrl(pid, port));
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  let next = 0;
  const ask = (method: string, params: object = {}): Promise<Reply> => {
    const id = (next += 1);
    return new Promise((resolve) => {
      const listener = ({ data }: MessageEvent): void => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a wire: the Chrome DevTools Protocol
        const reply = JSON.parse(String(data)) as Reply;
        if (reply.id !== id) return;
        socket.removeEventListener('message', listener);
        resolve(reply);
      };
      socket.addEventListener('message', listener);
      socket.send(JSON.stringify({ id, method, params }));
    });
  };
  await ask('HeapProfiler.enable');
  // The second collection takes what the first one's finalizers have freed.
  await ask('HeapProfiler.collectGarbage');
  await ask('HeapProfiler.collectGarbage');
  const { result } = await ask('Runtime.evaluate', { expression: 'process.memoryUsage().heapUsed' });
  socket.close();
  return result?.result?.value ?? NaN;
}
