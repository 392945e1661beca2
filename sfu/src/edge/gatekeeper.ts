import type { Counters } from '../room/counters.ts';
import { integrityFits, looksLikeStun, readStun, receiverUfragOf, withTieBreaker } from './stun.ts';

/** RFC 8445 §5.3 asks for at least 4 characters, RFC 8839 §5.4 allows 256. */
const maxUfrag = 256;

/** A client's transport address as we see it. */
export interface Remote {
  readonly address: string;
  readonly port: number;
}

/**
 * Told of each STUN request whose tie-breaker had to be repaired, and how many of those before it, one after another, got
 * no answer on the way that they came.
 */
export type RepairListener = (from: Remote, unanswered: number) => void;

/** What to do with a packet that came from a client. */
export interface Verdict {
  /** The packet to pass on, repaired where necessary; undefined when it is to be dropped. */
  readonly packet: Buffer | undefined;
  /** True when it proves that its sender knows the password of one of our connections. */
  readonly proof: boolean;
  /** There when the packet had to be repaired: whom to tell of it. */
  readonly onRepaired?: RepairListener | undefined;
}

interface Credentials {
  readonly password: string;
  readonly onRepaired: RepairListener | undefined;
}

const dropped: Verdict = { packet: undefined, proof: false };

/** Knows the ICE credentials of our connections, and judges STUN by them. */
export class Gatekeeper {
  readonly #counters: Counters;
  readonly #known = new Map<string, Credentials>();

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  /** Takes note of a connection's credentials; forgets them when the password is undefined. */
  learn(ufrag: string, password: string | undefined, onRepaired?: RepairListener): void {
    if (password === undefined) this.#known.delete(ufrag);
    else this.#known.set(ufrag, { password, onRepaired });
  }

  /** `proven`: whether the sender has shown before that it knows a password; without that only STUN requests pass. */
  judge(packet: Buffer, proven: boolean): Verdict {
    if (!looksLikeStun(packet)) return proven ? { packet, proof: false } : this.#drop('unproven');
    const stun = readStun(packet);
    if (!stun.ok) return this.#drop(`malformed_stun_${stun.fault.replace('-', '_')}`);
    if (stun.value.class !== 'request') return proven ? { packet, proof: false } : this.#drop('unproven');
    const ufrag = receiverUfragOf(stun.value);
    const known = ufrag && ufrag.length <= maxUfrag ? this.#known.get(ufrag) : undefined;
    if (!known) return this.#drop('unknown_ufrag');
    if (!integrityFits(stun.value, known.password)) return this.#drop('wrong_password');
    const repaired = withTieBreaker(stun.value, known.password);
    if (repaired === packet) return { packet, proof: true };
    this.#counters.add('edge_tie_breakers_repaired');
    return { packet: repaired, proof: true, onRepaired: known.onRepaired };
  }

  #drop(reason: string): Verdict {
    this.#counters.add(`edge_dropped_${reason}`);
    return dropped;
  }
}
