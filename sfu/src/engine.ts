/**
 * The media engine as the rest of the house sees it. The engine knows rooms, participants and tracks; it knows
 * no engagements. Everything a caller asks for is either a connection (an SDP exchange) or the whole set of
 * rules that says what may flow, so that repeating a call after a fault is always safe.
 */

/** One medium of one participant. A participant has at most one track per source. */
export type TrackSource = 'microphone' | 'camera' | 'screen' | 'screen-audio';

export interface TrackRef {
  readonly participantId: string;
  readonly source: TrackSource;
}

/** An m-line of a publisher's offer and what it carries. */
export interface PublishedLine {
  readonly mid: string;
  readonly source: TrackSource;
  /** `small`: the same picture again, for those who show it small. Only beside a line of the same source without it. */
  readonly layer?: 'small' | undefined;
}

/** How large a subscriber shows a picture; with `none` nothing of it is sent. */
export type PictureSize = 'full' | 'small' | 'none';

export interface TrackSize {
  readonly track: TrackRef;
  readonly size: PictureSize;
}

/** An m-line of a subscriber's connection and the track that it carries now; `track` is absent while the line is free. */
export interface SubscribedLine {
  readonly mid: string;
  readonly kind: 'audio' | 'video';
  readonly track?: TrackRef;
}

/** Where the takes of a room go. Each is a sealed file (see @parley/seal) with a `TakeHead` for all to read. */
export interface RecordingOrder {
  readonly recordingId: string;
  /** Of this recording alone; made when needed. */
  readonly folder: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** Why nothing is written: the disk is full, refuses, or is too slow. */
export type RecordingProblem = 'no-space' | 'unwritable' | 'overloaded';

/**
 * What may flow in a room; always the whole of it, newest `version` wins. Enforced before a packet is sent.
 * `paused` stops everything both ways. `muted` stops a track for everyone. `blocked` stops one track for one subscriber.
 * `present` lists who may send and receive at all; packets of anyone else (an invited associate warming up) go nowhere.
 */
export interface RoomRules {
  readonly version: number;
  /** Present while what flows is also written down. */
  readonly recording?: RecordingOrder | undefined;
  readonly paused: boolean;
  readonly present: readonly string[];
  readonly muted: readonly TrackRef[];
  readonly blocked: readonly { readonly subscriberId: string; readonly track: TrackRef }[];
  /**
   * Participants whose tracks go to nobody but those named: no one else gets a line for them, and none of them is ever
   * recorded. Absent: there are none.
   */
  readonly confined?: readonly { readonly participantId: string; readonly to: readonly string[] }[];
}

export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export type EngineErrorCode =
  | 'sdp-invalid' // the description could not be understood, or has no codec in common with us
  | 'room-unknown'
  | 'connection-unknown' // answer to a connection that has been replaced or closed
  | 'engine-unavailable'; // the media process is being replaced; try again shortly

export type EngineResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: EngineErrorCode };

/** Cumulative figures of a track or a connection; never contains content. */
export interface TrackStats {
  readonly track: TrackRef;
  /** Packets and bytes received from the publisher. */
  readonly packets: number;
  readonly bytes: number;
  readonly lost: number;
  /** RFC 3550 §6.4.1 interarrival jitter, milliseconds. */
  readonly jitterMs: number;
  readonly nacksSent: number;
  readonly plisSent: number;
  readonly keyFrames: number;
  readonly codec: string;
}

export interface SubscriptionStats {
  readonly subscriberId: string;
  readonly track: TrackRef;
  readonly packets: number;
  readonly bytes: number;
  readonly retransmitted: number;
  readonly nacksReceived: number;
  readonly plisReceived: number;
  /** Share of packets the subscriber reported lost, 0..1 (RFC 3550 §6.4.1 fraction lost). */
  readonly fractionLost: number;
  readonly roundTripMs: number | undefined;
}

export interface ConnectionStats {
  readonly participantId: string;
  readonly direction: 'publish' | 'subscribe';
  readonly state: 'new' | 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';
  /** Bits per second the path is believed to carry; undefined before the first estimate. */
  readonly estimatedBitrate: number | undefined;
}

export interface RoomStats {
  readonly tracks: readonly TrackStats[];
  readonly subscriptions: readonly SubscriptionStats[];
  readonly connections: readonly ConnectionStats[];
}

/** What the engine tells of its own accord. */
export interface MediaEngineEvents {
  /** The subscriber's connection needs a new offer (first one, or more lines). Answer it with `answer`. */
  offer: {
    roomId: string;
    participantId: string;
    connectionId: string;
    revision: number;
    sdp: string;
    lines: readonly SubscribedLine[];
  };
  /** Lines were given to other tracks; no new description is needed. */
  lines: {
    roomId: string;
    participantId: string;
    connectionId: string;
    lines: readonly SubscribedLine[];
  };
  /** A connection changed state; `failed` means that the participant must open a new one. */
  connection: {
    roomId: string;
    participantId: string;
    connectionId: string;
    direction: 'publish' | 'subscribe';
    state: ConnectionStats['state'];
  };
  /** First packet of a track arrived, or none has for 2 s while its rules let it flow (`silent`; DTX counts as flowing). */
  track: { roomId: string; track: TrackRef; state: 'flowing' | 'silent' | 'gone' };
  /**
   * Whether anybody has a use for the full picture of a track, and for the small one; its publisher need encode no
   * other. Before it is told: the full one, and not the small one. Only for tracks that have both.
   */
  wanted: { roomId: string; track: TrackRef; full: boolean; small: boolean };
  /**
   * Media of the room is being written from now on, or no longer. After a problem nothing is, until the rules have
   * been without a recording.
   */
  recording: { roomId: string; recordingId: string; writing: boolean; problem?: RecordingProblem };
  /** The room is closed, and whatever was recorded of it is complete. */
  closed: { roomId: string };
  /** The media process that held these rooms died; they are gone and must be created and connected anew. */
  lost: { roomIds: readonly string[] };
}

/**
 * One or many media processes behind one object.
 *
 * Rooms come into being with `openRoom`, and stay on one process. A participant has at most one publishing and one
 * subscribing connection at a time: opening another replaces the first, and tracks published again under the same
 * `TrackRef` carry on for their subscribers without a new negotiation on their side.
 */
export interface MediaEngine {
  /** Creates the room or replaces its rules if it exists (older versions are ignored). */
  openRoom(roomId: string, rules: RoomRules): Promise<EngineResult<void>>;
  closeRoom(roomId: string): Promise<void>;
  /** Takes the browser's offer (sendonly lines) and answers it. Lines not named in `lines` are refused. */
  publish(input: {
    roomId: string;
    participantId: string;
    connectionId: string;
    offer: string;
    lines: readonly PublishedLine[];
  }): Promise<EngineResult<{ answer: string }>>;
  /** Opens the subscribing connection; its first `offer` event follows (at once, with free lines if nobody publishes yet). */
  subscribe(input: {
    roomId: string;
    participantId: string;
    connectionId: string;
  }): Promise<EngineResult<void>>;
  answer(input: {
    roomId: string;
    participantId: string;
    connectionId: string;
    revision: number;
    sdp: string;
  }): Promise<EngineResult<void>>;
  /**
   * How large the participant shows the pictures of others; always the whole of it. What isn't named is shown in full.
   * Tracks without a small picture are sent in full to whoever asks for the small one.
   */
  resize(input: {
    roomId: string;
    participantId: string;
    sizes: readonly TrackSize[];
  }): Promise<EngineResult<void>>;
  /** Closes both connections of a participant and takes their tracks away. */
  remove(roomId: string, participantId: string): Promise<void>;
  stats(roomId: string): Promise<EngineResult<RoomStats>>;
  on<K extends keyof MediaEngineEvents>(event: K, listener: (data: MediaEngineEvents[K]) => void): () => void;
  /** Prometheus-style totals over all processes: packets forwarded, dropped by reason, malformed by kind, restarts. */
  counters(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

export interface MediaEngineOptions {
  /**
   * UDP and TCP port of the first process; further processes take the following numbers. The same number of UDP ports
   * after those serves clients behind TURN over TCP or TLS; only TURN servers need to reach them.
   */
  readonly port: number;
  /** Local address to bind. Loopback addresses are allowed and used in tests. */
  readonly bindAddress: string;
  /** Addresses to put into candidates; the host's own when empty. */
  readonly announcedAddresses: readonly string[];
  readonly processes: number;
  /** Preferred video codec for publishers that offer both; both are always accepted. */
  readonly preferredVideoCodec: 'VP8' | 'H264';
}
