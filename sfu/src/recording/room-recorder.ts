import { join } from 'node:path';
import type { RecordingOrder, RecordingProblem, TrackRef } from '../engine.ts';
import { trackKey } from '../room/rules.ts';
import type { Passage, Source } from '../room/source.ts';
import { Take, type TakeOutput } from './take.ts';
import type { TakeHead } from './take-head.ts';
import { TakeFile } from './take-file.ts';

export interface WritingState {
  readonly writing: boolean;
  readonly problem?: RecordingProblem;
}

/** A track of the room, and what feeds it now. */
export interface RecordedTrack {
  readonly ref: TrackRef;
  /** Of the track, unique in the room. */
  readonly key: string;
  readonly source: Source;
}

/** Two files that begin in the same millisecond have different names all the same. */
let filesMade = 0;

/** Takes of all tracks of one room, for as long as it is recorded. */
export class RoomRecorder {
  readonly #order: RecordingOrder;
  readonly #onState: (state: WritingState) => void;
  readonly #takes = new Map<string, Take>();
  readonly #files = new Set<TakeFile>();
  /** Files of which the system has bytes, and gets more. */
  readonly #written = new Set<TakeFile>();
  readonly #closing = new Set<Promise<void>>();
  #writing = false;
  #problem: RecordingProblem | undefined;

  /** @param onState told whenever it changes whether anything is being written */
  constructor(order: RecordingOrder, onState: (state: WritingState) => void) {
    this.#order = order;
    this.#onState = onState;
  }

  get recordingId(): string {
    return this.#order.recordingId;
  }

  /** A packet of a track that is to be recorded. */
  receive({ ref, key, source }: RecordedTrack, passage: Passage): void {
    if (this.#problem) return;
    const known = this.#takes.get(key);
    if (known?.source === source) {
      known.receive(passage);
      return;
    }
    // Another connection of the publisher counts, times and may code differently.
    if (known) this.#end(key, known);
    const take = new Take(ref, source, (head) => this.#openFile(head));
    this.#takes.set(key, take);
    source.wantKeyFrame(passage.now);
    take.receive(passage);
  }

  /** The track does not flow now; when it does again, that is another take. */
  endTake(ref: TrackRef): void {
    const key = trackKey(ref);
    const take = this.#takes.get(key);
    if (take) this.#end(key, take);
  }

  /** Ends the takes for which `goesOn` is false. */
  keepOnly(goesOn: (key: string) => boolean): void {
    for (const [key, take] of this.#takes) if (!goesOn(key)) this.#end(key, take);
  }

  tick(now: number): void {
    let isDue = false;
    for (const take of this.#takes.values()) isDue = take.tick(now) || isDue;
    // Together: each write that comes alone wakes threads and the event loop of its own.
    if (isDue) for (const take of this.#takes.values()) take.flush();
  }

  /** Resolves when all files are complete. */
  async close(): Promise<void> {
    this.keepOnly(() => false);
    while (this.#closing.size > 0) await Promise.all(this.#closing);
  }

  #end(key: string, take: Take): void {
    this.#takes.delete(key);
    void take.close();
  }

  #openFile(head: TakeHead): TakeOutput {
    filesMade += 1;
    const name = `${Math.floor(head.startedAtMs).toString(36)}-${String(filesMade)}-${head.source}.take`;
    const file = new TakeFile(join(this.#order.folder, name), Buffer.from(this.#order.key), head, {
      onWriting: () => {
        if (!this.#files.has(file)) return;
        this.#written.add(file);
        this.#tell();
      },
      onProblem: (problem) => {
        this.#fail(problem);
      },
    });
    this.#files.add(file);
    return {
      write: (plain) => {
        file.write(plain);
      },
      close: () => this.#closeFile(file),
    };
  }

  #closeFile(file: TakeFile): Promise<void> {
    const closing = file.close().then(() => {
      this.#closing.delete(closing);
      this.#files.delete(file);
      this.#written.delete(file);
      this.#tell();
    });
    this.#closing.add(closing);
    return closing;
  }

  #fail(problem: RecordingProblem): void {
    if (this.#problem) return;
    this.#problem = problem;
    this.#writing = false;
    this.#onState({ writing: false, problem });
    this.keepOnly(() => false);
  }

  #tell(): void {
    const writing = this.#written.size > 0 && !this.#problem;
    if (writing === this.#writing) return;
    this.#writing = writing;
    this.#onState({ writing });
  }
}
