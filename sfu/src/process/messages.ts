import type {
  EngineResult,
  MediaEngineEvents,
  PublishedLine,
  RoomRules,
  RoomStats,
  TrackSize,
} from '../engine.ts';

/** What the host and its media processes say to each other over Node's IPC channel. */

export interface Requests {
  openRoom: { args: { roomId: string; rules: RoomRules }; value: EngineResult<void> };
  closeRoom: { args: { roomId: string }; value: null };
  publish: {
    args: {
      roomId: string;
      participantId: string;
      connectionId: string;
      offer: string;
      lines: readonly PublishedLine[];
    };
    value: EngineResult<{ answer: string }>;
  };
  subscribe: {
    args: { roomId: string; participantId: string; connectionId: string };
    value: EngineResult<void>;
  };
  answer: {
    args: { roomId: string; participantId: string; connectionId: string; revision: number; sdp: string };
    value: EngineResult<void>;
  };
  resize: {
    args: { roomId: string; participantId: string; sizes: readonly TrackSize[] };
    value: EngineResult<void>;
  };
  remove: { args: { roomId: string; participantId: string }; value: null };
  stats: { args: { roomId: string }; value: EngineResult<RoomStats> };
  counters: { args: Record<string, never>; value: Record<string, number> };
  close: { args: Record<string, never>; value: null };
}

export type RequestName = keyof Requests;

export type RequestMessage = {
  [K in RequestName]: { readonly id: number; readonly name: K; readonly args: Requests[K]['args'] };
}[RequestName];

export type ChildEvents = Omit<MediaEngineEvents, 'lost'>;

export type EventMessage = {
  [K in keyof ChildEvents]: { readonly event: K; readonly data: ChildEvents[K] };
}[keyof ChildEvents];

export interface ReplyMessage {
  readonly reply: number;
  readonly value: unknown;
}

export type ChildMessage = ReplyMessage | EventMessage | { readonly ready: true };

/** Given to the child as its one argument. */
export interface ChildOptions {
  readonly port: number;
  /** UDP port for clients behind TURN over TCP or TLS; see edge/. */
  readonly relayPort: number;
  readonly bindAddress: string;
  readonly announcedAddresses: readonly string[];
  readonly preferredVideoCodec: 'VP8' | 'H264';
}
