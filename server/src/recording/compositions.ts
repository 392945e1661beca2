import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  engagementId as engagementIdSchema,
  type EngagementId,
  type EngagementState,
  type RecordingRecord,
  type StillId,
} from '@parley/protocol';
import { sealFile, SealBroken } from '@parley/seal';
import { z } from 'zod';
import type { Engagements } from '../engagement/engagements.ts';
import type { Database } from '../platform/database.ts';
import type { JobContext } from '../platform/job-worker.ts';
import type { JobQueue, Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { compose } from './composition/compose.ts';
import { findFfmpeg } from './composition/ffmpeg.ts';
import type { CompositionMaterial, TakeMaterial } from './composition/material.ts';
import type { RecordingFiles } from './files/files.ts';
import type { MasterKeys } from './keys.ts';
import { composedName, fileKeyOf, folderKeyOf, takeEnding } from './names.ts';
import { openStored } from './playback.ts';
import {
  changeRecording,
  findRecording,
  listTakes,
  recordingsIn,
  recordingsHeldUpBy,
  type StoredTake,
} from './repository.ts';

interface Parts {
  readonly database: Database;
  readonly engagements: Engagements;
  readonly keys: MasterKeys;
  readonly files: RecordingFiles;
  readonly jobs: Jobs;
  readonly log: Log;
  /** Absolute; what is being composed lies here unsealed, and is gone afterwards. */
  readonly workDir: string;
  readonly parallel: number;
  /** The best picture that is kept of a still. */
  readonly stillFile: (engagementId: EngagementId, id: StillId) => Promise<Buffer | undefined>;
}

const noteProgressEveryMs = 1_000;
const hour = 3_600;

/** Makes one file of each recording's takes, in the background. */
export class Compositions {
  readonly #parts: Parts;
  readonly #queue: JobQueue<{ engagementId: EngagementId }>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#queue = parts.jobs.queue(
      'recording.compose',
      z.object({ engagementId: engagementIdSchema }),
      { retries: 2, backoffSeconds: 30, parallel: parts.parallel, expireSeconds: 12 * hour },
      ({ engagementId }, context) => this.#carryOut(engagementId, context),
    );
  }

  begin(engagementId: EngagementId): Promise<void> {
    return this.#queue.add({ engagementId }, { key: engagementId });
  }

  /** Whatever a server before this one left lying is gone; what only lacked ffmpeg is tried again when there is one. */
  async resume(): Promise<void> {
    const { database, workDir } = this.#parts;
    await rm(workDir, { recursive: true, force: true });
    for (const id of await recordingsIn(database.db, ['composing'])) await this.begin(id);
    const waiting = await recordingsHeldUpBy(database.db, 'no-ffmpeg');
    if (waiting.length === 0 || !(await findFfmpeg())?.h264) return;
    for (const id of waiting) {
      await changeRecording(database.db, id, { status: 'composing', progress: 0, problem: null });
      await this.begin(id);
    }
  }

  async #carryOut(engagementId: EngagementId, context: JobContext): Promise<void> {
    const { database, workDir } = this.#parts;
    const recording = await findRecording(database.db, engagementId);
    const key = recording?.key && this.#parts.keys.unwrap(recording.key);
    if (recording?.status !== 'composing') return;
    if (!key) return this.#giveUp(engagementId, 'damaged');
    await mkdir(workDir, { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(join(workDir, 'composition-'));
    try {
      const problem = await this.#compose(engagementId, key, folder, context);
      if (problem) await this.#giveUp(engagementId, problem);
    } catch (error) {
      if (!context.failsForGood()) throw error;
      context.log.error({ err: error, engagementId }, 'a recording could not be composed');
      await this.#giveUp(engagementId, 'failed');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #giveUp(engagementId: EngagementId, problem: NonNullable<RecordingRecord['problem']>): Promise<void> {
    return changeRecording(this.#parts.database.db, engagementId, {
      status: 'uncomposed',
      problem,
      progress: null,
    });
  }

  /** Why nothing came of it, when trying again would not help. @throws when it might */
  async #compose(
    engagementId: EngagementId,
    key: Buffer,
    folder: string,
    { signal, log }: JobContext,
  ): Promise<RecordingRecord['problem']> {
    const { db } = this.#parts.database;
    const material = await this.#material(engagementId, key, folder, log);
    if (material.takes.length === 0) return 'damaged';
    let notedAt = 0;
    const outcome = await compose(material, {
      workDir: folder,
      signal,
      onProgress: (share) => {
        if (performance.now() - notedAt < noteProgressEveryMs) return;
        notedAt = performance.now();
        void changeRecording(db, engagementId, { progress: share }).catch((error: unknown) => {
          log.warn({ err: error }, 'progress could not be noted');
        });
      },
    });
    if (!outcome.ok && outcome.code === 'no-ffmpeg') return 'no-ffmpeg';
    if (!outcome.ok && outcome.code === 'no-media') return 'damaged';
    if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.detail}`);
    const { path, contentType, durationMs, leftOut } = outcome.value;
    if (leftOut.length > 0) log.warn({ engagementId, leftOut }, 'takes are left out of the composition');
    const sealed = join(folder, composedName);
    await sealFile(path, sealed, key, { contentType });
    const { size } = await stat(path);
    await this.#store(engagementId, sealed, signal);
    await changeRecording(db, engagementId, {
      status: 'ready',
      problem: null,
      progress: null,
      durationMs,
      contentType,
      bytes: size,
    });
    return undefined;
  }

  async #store(engagementId: EngagementId, path: string, signal: AbortSignal): Promise<void> {
    const { database, files } = this.#parts;
    const stored = await files.put(fileKeyOf(engagementId, composedName), path, signal);
    if (!stored.ok)
      throw new Error(`the composition could not be stored: ${stored.failure}`, { cause: stored.cause });
    // Deleted while we were at it: then nothing of it must stay.
    if ((await findRecording(database.db, engagementId))?.status === 'deleted')
      await files.remove(folderKeyOf(engagementId));
  }

  async #material(
    engagementId: EngagementId,
    key: Buffer,
    folder: string,
    log: Log,
  ): Promise<CompositionMaterial> {
    const { database, engagements } = this.#parts;
    const state = await engagements.state(engagementId);
    if (!state) throw new Error('there is no such engagement');
    const takes: TakeMaterial[] = [];
    for (const take of await listTakes(database.db, engagementId)) {
      const path = await this.#unseal(engagementId, take, key, folder, log);
      if (path) takes.push({ ...take, path });
    }
    return {
      takes,
      people: state.participants.map(({ id, role, name, device }) => ({ id, role, name, device })),
      events: await engagements.since(engagementId, 0),
      stills: await this.#stills(state, folder),
      endedAtMs: Date.parse(state.endedAt ?? new Date(0).toISOString()),
    };
  }

  /** Those that are kept still. */
  async #stills(
    { id: engagementId, stills }: EngagementState,
    folder: string,
  ): Promise<Map<StillId, string>> {
    const paths = new Map<StillId, string>();
    for (const { id } of stills) {
      const file = await this.#parts.stillFile(engagementId, id);
      if (!file) continue;
      const path = join(folder, `still-${id}.jpg`);
      await writeFile(path, file, { mode: 0o600 });
      paths.set(id, path);
    }
    return paths;
  }

  /** The take as a file for ffmpeg; undefined when it is damaged or gone, which must not cost the rest. */
  async #unseal(
    engagementId: EngagementId,
    take: StoredTake,
    key: Buffer,
    folder: string,
    log: Log,
  ): Promise<string | undefined> {
    const path = join(folder, `${take.id}.${take.codec === 'h264' ? 'mkv' : 'webm'}`);
    try {
      const opened = await openStored(this.#parts.files, fileKeyOf(engagementId, take.id + takeEnding), key);
      if (!opened) throw new SealBroken('the file is gone');
      const plain = Readable.from(opened.read(0, opened.size), { objectMode: false });
      await pipeline(plain, createWriteStream(path, { mode: 0o600 }));
      return path;
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      log.error({ err: error, engagementId, take: take.id }, 'a take is left out of the composition');
      return undefined;
    }
  }
}
