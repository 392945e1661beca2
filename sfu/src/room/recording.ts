import type { MediaEngineEvents, RecordingOrder, TrackRef } from '../engine.ts';
import { RoomRecorder } from '../recording/room-recorder.ts';
import type { RoomTrack } from './entries.ts';
import type { Rules } from './rules.ts';
import type { Passage } from './source.ts';

type Emit = (event: 'recording', data: MediaEngineEvents['recording']) => void;

/** What of a room is written down: the recorder that the rules order, and those that are still completing files. */
export class RoomRecording {
  readonly #roomId: string;
  readonly #tracks: ReadonlyMap<string, RoomTrack>;
  readonly #emit: Emit;
  readonly #ending = new Set<Promise<unknown>>();
  #recorder: RoomRecorder | undefined;

  constructor(roomId: string, tracks: ReadonlyMap<string, RoomTrack>, emit: Emit) {
    this.#roomId = roomId;
    this.#tracks = tracks;
    this.#emit = emit;
  }

  /** Brings the recorder in line with the rules. */
  apply(rules: Rules): void {
    const order = rules.recording;
    if (this.#recorder && this.#recorder.recordingId !== order?.recordingId) this.#end();
    if (order && !this.#recorder) this.#recorder = this.#newRecorder(order);
    for (const track of this.#tracks.values()) this.judge(track, rules);
    this.#recorder?.keepOnly((key) => this.#tracks.get(key)?.recorded === true);
  }

  judge(track: RoomTrack, rules: Rules): void {
    track.recorded = rules.records(track.key, track.ref.participantId);
  }

  receive(track: RoomTrack, passage: Passage): void {
    this.#recorder?.receive(track, passage);
  }

  endTake(track: TrackRef): void {
    this.#recorder?.endTake(track);
  }

  tick(now: number): void {
    this.#recorder?.tick(now);
  }

  /** Resolves when all files are complete. */
  async close(): Promise<void> {
    this.#end();
    await Promise.all(this.#ending);
  }

  #end(): void {
    const ending: Promise<unknown> | undefined = this.#recorder
      ?.close()
      .finally(() => ending && this.#ending.delete(ending));
    this.#recorder = undefined;
    if (ending) this.#ending.add(ending);
  }

  #newRecorder(order: RecordingOrder): RoomRecorder {
    const { recordingId } = order;
    const recorder: RoomRecorder = new RoomRecorder(order, (state) => {
      // One that was replaced has nothing more to say of what is being written.
      if (this.#recorder === recorder || !this.#recorder)
        this.#emit('recording', { roomId: this.#roomId, recordingId, ...state });
    });
    return recorder;
  }
}
