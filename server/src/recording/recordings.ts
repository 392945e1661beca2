import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaRules } from '@parley/engagement';
import type { EngagementId, EngagementState, RecordingProblem } from '@parley/protocol';
import type { MediaEngine, RecordingOrder } from '@parley/sfu';
import type { Engagements } from '../engagement/engagements.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { Finishing } from './finishing.ts';
import type { MasterKeys } from './keys.ts';
import {
  findRecording,
  insertRecording,
  recordingsIn,
  recordingsNotUnder,
  replaceKey,
} from './repository.ts';

interface Parts {
  readonly database: Database;
  readonly engine: MediaEngine;
  readonly engagements: Engagements;
  readonly clock: Clock;
  readonly log: Log;
  readonly keys: MasterKeys;
  readonly finishing: Finishing;
  /** Absolute; takes are written here, each recording in a folder named for its engagement. */
  readonly takesDir: string;
}

/** Lets the media engine write what the state wants written, and tells the engagement what is being written. */
export class Recordings {
  readonly #parts: Parts;
  readonly #orders = new Map<EngagementId, RecordingOrder>();
  readonly #stops: readonly (() => void)[];

  constructor(parts: Parts) {
    this.#parts = parts;
    const { engine } = parts;
    this.#stops = [
      engine.on('recording', ({ roomId, writing, problem }) => {
        const id = this.#known(roomId);
        if (id) this.#report(id, writing, problem);
      }),
      engine.on('closed', ({ roomId }) => {
        const id = this.#known(roomId);
        if (id) this.#finish(id);
      }),
      engine.on('lost', ({ roomIds }) => {
        for (const roomId of roomIds) {
          const id = this.#known(roomId);
          if (id) this.#report(id, false);
        }
      }),
    ];
  }

  #known(roomId: string): EngagementId | undefined {
    return [...this.#orders.keys()].find((id) => id === roomId);
  }

  /** Takes up what a server before this one left: what it was writing is over, and what has ended gets finished. */
  async start(): Promise<void> {
    const { database, engagements, finishing } = this.#parts;
    await this.#wrapAnew();
    for (const { id, recording } of engagements.open()) if (recording?.writingSince) this.#report(id, false);
    for (const id of await recordingsIn(database.db, ['recording'])) {
      const state = await engagements.state(id);
      if (!state || state.phase === 'ended') await finishing.begin(id);
    }
    await finishing.resume();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  /**
   * Where this engagement's media goes; undefined when none is to be kept. Never rejects: a call must not fail for its
   * recording. What went wrong is told as the recorder's problem.
   */
  async orderFor(state: EngagementState): Promise<RecordingOrder | undefined> {
    if (!mediaRules(state).recorded) return undefined;
    const known = this.#orders.get(state.id);
    if (known) return known;
    try {
      const key = await this.#keyOf(state.id);
      if (key) {
        const order = { recordingId: state.id, folder: join(this.#parts.takesDir, state.id), key };
        // Its being there tells the server that has the takes from all others; see `Finishing`.
        await mkdir(order.folder, { recursive: true, mode: 0o700 });
        this.#orders.set(state.id, order);
        return order;
      }
      this.#parts.log.error({ engagementId: state.id }, 'the key of a recording is not among the given ones');
    } catch (error) {
      this.#parts.log.error({ err: error, engagementId: state.id }, 'a recording could not be begun');
    }
    this.#report(state.id, false, 'unwritable');
    return undefined;
  }

  async #keyOf(engagementId: EngagementId): Promise<Buffer | undefined> {
    const { database, keys, clock } = this.#parts;
    const before = await findRecording(database.db, engagementId);
    if (!before) await insertRecording(database.db, engagementId, keys.newKey().wrapped, clock.now());
    const recording = before ?? (await findRecording(database.db, engagementId));
    return recording?.key && keys.unwrap(recording.key);
  }

  /** Told later and in order: whoever asks for the order may be in the middle of a command about this engagement. */
  #report(engagementId: EngagementId, writing: boolean, problem?: RecordingProblem): void {
    const { engagements, log } = this.#parts;
    if (problem) log.error({ engagementId, problem }, 'recording stopped: nothing can be written');
    const command = { type: 'report-recording', writing, ...(problem && { problem }) } as const;
    engagements
      .command(engagementId, command, { kind: 'system' })
      .then((outcome) => {
        if (!outcome.ok) log.warn({ engagementId, code: outcome.problem.code }, 'a report was refused');
      })
      .catch((error: unknown) => log.error({ err: error, engagementId }, 'a report was lost'));
  }

  #finish(id: EngagementId): void {
    this.#orders.delete(id);
    this.#parts.finishing.begin(id).catch((error: unknown) => {
      this.#parts.log.error({ err: error, engagementId: id }, 'a recording waits for the next start');
    });
  }

  /** After the operator has put a new key in front, the old one is needed this once. */
  async #wrapAnew(): Promise<void> {
    const { database, keys, log } = this.#parts;
    for (const { engagementId, key } of await recordingsNotUnder(database.db, keys.currentId)) {
      const plain = keys.unwrap(key);
      if (plain) await replaceKey(database.db, engagementId, key, keys.wrap(plain));
      else
        log.error(
          { engagementId, keyId: key.masterKeyId },
          'the key of a recording is not among the given ones',
        );
    }
  }
}
