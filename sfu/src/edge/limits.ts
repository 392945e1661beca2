/** What the edge takes from the network before it says no. Times in milliseconds, sizes in bytes. */
export interface EdgeLimits {
  /** Longest packet accepted on TCP. */
  readonly maxPacket: number;
  /** Paths at once, of each kind. */
  readonly maxPaths: number;
  /** TCP connections that haven't sent a signed STUN request yet. */
  readonly maxUnproven: number;
  /** How long a TCP connection may take to send one. */
  readonly provenWithinMs: number;
  /** A path that has been silent for longer is closed. */
  readonly idleMs: number;
  /** Bytes waiting for a slow TCP client; what comes after is dropped, as a congested network would. */
  readonly maxWaiting: number;
  /** Packets that wait while a path's socket is being opened. */
  readonly maxEarly: number;
  /** How often silent paths are looked for. */
  readonly sweepEveryMs: number;
}

export const defaultLimits: EdgeLimits = {
  // DTLS and RTP stay below the path's MTU, which is 1,500 at most.
  maxPacket: 2_048,
  // A participant has two connections; a media process carries 60 or so engagements.
  maxPaths: 1_024,
  maxUnproven: 128,
  provenWithinMs: 10_000,
  // Consent checks come every 5 s (RFC 7675 §5.1).
  idleMs: 30_000,
  maxWaiting: 256 * 1_024,
  maxEarly: 16,
  sweepEveryMs: 5_000,
};
