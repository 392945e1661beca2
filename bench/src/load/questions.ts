/** What the generator and its parent ask each other. */

/** A track's line in a participant's description. */
export interface GeneratedLine {
  readonly mid: string;
  readonly source: 'microphone' | 'camera';
}

interface Whose {
  readonly room: string;
  readonly participant: string;
  readonly connectionId: string;
}

export interface Offered extends Whose {
  readonly revision: number;
  readonly sdp: string;
}

/** Asked of the parent, which talks to the server that is being measured. */
export type ServerQuestions = {
  publish: { args: Whose & { sdp: string; lines: readonly GeneratedLine[] }; value: { sdp: string } };
  /** The server's description follows by `offered`. */
  subscribe: { args: Whose; value: null };
  answer: { args: Offered; value: null };
};

/** Asked of the generator. */
export type GeneratorQuestions = {
  /**
   * Brings so many participants into the room; answered when each receives the others' sound and pictures. In rooms of
   * more than two only the first sends its picture in full, as when the others are thumbnails.
   */
  enter: { args: { room: string; bindAddress: string | undefined; people: number }; value: null };
  leave: { args: { room: string }; value: null };
  offered: { args: Offered; value: null };
  /** Counts what is sent within this time, and what of it arrives until a second afterwards. */
  measure: { args: { seconds: number }; value: LoadFigures };
};

export interface LoadFigures {
  /** To be delivered: each packet as often as there are others in its room. */
  readonly sent: number;
  readonly delivered: number;
  readonly duplicates: number;
  /** From before the packet was given to the sender's library until the receiver's library handed it over. */
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** How late the generator's own timers were, which is in the latencies too. */
  readonly generatorLateMs: { readonly p50: number; readonly p99: number };
}
