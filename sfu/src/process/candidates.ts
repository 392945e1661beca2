import { networkInterfaces } from 'node:os';

const anyAddress = new Set(['0.0.0.0', '::']);

/** Addresses to tell browsers: those announced by the operator, else the bound one, else all of this host. */
export function localAddresses(bindAddress: string, announced: readonly string[]): string[] {
  if (announced.length > 0) return [...announced];
  if (!anyAddress.has(bindAddress)) return [bindAddress];
  const interfaces = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const usable = interfaces.filter(
    ({ address, family }) => family === 'IPv4' && !address.startsWith('169.254.'),
  );
  // The loopback address serves a browser on this very machine, which may have no network at all.
  return usable.sort((a, b) => Number(a.internal) - Number(b.internal)).map(({ address }) => address);
}

/** RFC 8839 §5.1 host candidates over UDP; earlier addresses are preferred (RFC 8445 §5.1.2.1). */
export const udpCandidates = (addresses: readonly string[], port: number): string[] =>
  addresses.map((address, index) => {
    const priority = (126 * 2 ** 24 + (65_535 - index) * 2 ** 8 + 255).toString();
    return `candidate:${String(index + 1)} 1 UDP ${priority} ${address} ${String(port)} typ host`;
  });
