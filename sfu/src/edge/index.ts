/**
 * The edge: the ways to the media port that aren't plain UDP. ICE-TCP for networks without UDP, and a repaired way for
 * clients behind TURN over TCP or TLS. Direct clients and TURN over UDP never pass here.
 */
import type { Counters } from '../room/counters.ts';
import type { EdgeContext } from './context.ts';
import { Gatekeeper, type RepairListener } from './gatekeeper.ts';
import { defaultLimits, type EdgeLimits } from './limits.ts';
import { RelayGateway } from './relay-gateway.ts';
import { TcpGateway } from './tcp-gateway.ts';

export interface EdgeOptions {
  readonly bindAddress: string;
  /** Number of the media process' UDP port; the TCP gateway listens on the same number. */
  readonly port: number;
  /** UDP port for clients behind TURN over TCP or TLS; 0 takes any that is free. */
  readonly relayPort: number;
  /** Addresses for the candidates, preferred ones first. */
  readonly addresses: readonly string[];
  readonly counters: Counters;
  /** Differences from the usual limits. */
  readonly limits?: Partial<EdgeLimits>;
}

export interface Edge {
  /**
   * Attribute values (`candidate:…`) to add to the media port's own in every description. Their priorities are lower
   * than those of any direct UDP candidate, so that they carry media only when nothing else gets through. For a client
   * that is known to be behind TURN over TCP or TLS they have to be the only ones; see relay-gateway.ts.
   */
  readonly candidates: readonly string[];
  readonly relayPort: number;
  /**
   * Takes note of a connection's ICE credentials; without a password it forgets them. `onRepaired` is told of each
   * request of that connection's client that libjuice would have refused.
   */
  readonly learn: (iceUfrag: string, icePassword: string | undefined, onRepaired?: RepairListener) => void;
  /** Clients on these ways at the moment. */
  connections(): { readonly tcp: number; readonly relay: number };
  close(): Promise<void>;
}

const loopbackFor: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Opens both ways.
 * @throws Error when a port is taken
 */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const { bindAddress, port, counters, addresses } = options;
  const context: EdgeContext = {
    gatekeeper: new Gatekeeper(counters),
    counters,
    limits: { ...defaultLimits, ...options.limits },
    target: { address: loopbackFor[bindAddress] ?? bindAddress, port },
  };
  const tcp = new TcpGateway(context);
  const relay = new RelayGateway(context);
  await tcp.listen(bindAddress, port);
  const relayPort = await relay.listen(bindAddress, options.relayPort).catch(async (error: unknown) => {
    await tcp.close();
    throw error;
  });
  const sweeping = setInterval(() => {
    tcp.sweep();
    relay.sweep();
  }, context.limits.sweepEveryMs).unref();

  return {
    candidates: [...relayCandidates(addresses, relayPort), ...tcpCandidates(addresses, port)],
    relayPort,
    learn: (iceUfrag, icePassword, onRepaired) => {
      context.gatekeeper.learn(iceUfrag, icePassword, onRepaired);
    },
    connections: () => ({ tcp: tcp.connections, relay: relay.connections }),
    close: async () => {
      clearInterval(sweeping);
      await Promise.all([tcp.close(), relay.close()]);
    },
  };
}

/** RFC 8445 §5.1.2.1. */
const priorityOf = (typePreference: number, localPreference: number): string =>
  (typePreference * 2 ** 24 + localPreference * 2 ** 8 + 255).toString();

/** Just below the media port's own candidates, which have the highest local preferences. */
const relayCandidates = (addresses: readonly string[], port: number): string[] =>
  addresses.map(
    (address, index) =>
      `candidate:r${String(index + 1)} 1 UDP ${priorityOf(126, 32_767 - index)} ${address} ${String(port)} typ host`,
  );

/** RFC 6544 §4.2 wants TCP below UDP, and a direction preference of 4 in the top 3 bits for passive host candidates. */
const tcpCandidates = (addresses: readonly string[], port: number): string[] =>
  addresses.map(
    (address, index) =>
      `candidate:t${String(index + 1)} 1 TCP ${priorityOf(90, 4 * 8_192 + 8_191 - index)} ${address} ${String(port)} typ host tcptype passive`,
  );
