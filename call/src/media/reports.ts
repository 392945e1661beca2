/** A healthy connection answers within milliseconds. */
const withinMs = 1_000;

/** What a connection or a receiver reports; nothing while it is being closed: Firefox then rejects, or never answers. */
export async function reportsOf(source: Pick<RTCPeerConnection, 'getStats'>): Promise<unknown[]> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), withinMs);
  const reports = await Promise.race([source.getStats().catch(() => undefined), late]);
  clearTimeout(timer);
  const found: Iterable<unknown> = reports?.values() ?? [];
  return [...found];
}
