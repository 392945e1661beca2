import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  engagementId as engagementIdSchema,
  participantId as participantIdSchema,
  type EngagementId,
  type EngagementState,
} from '@parley/protocol';
import { closeSealed, fileSource, openSealed, readHead, SealBroken } from '@parley/seal';
import { inspectTake, isTakeHead } from '@parley/sfu';
import { z } from 'zod';
import type { Engagements } from '../engagement/engagements.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { JobContext } from '../platform/job-worker.ts';
import type { JobQueue, Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import type { RecordingFiles } from './files/files.ts';
import type { MasterKeys } from './keys.ts';
import { fileKeyOf, takeEnding } from './names.ts';
import {
  changeRecording,
  findRecording,
  insertTake,
  listTakes,
  markRecorded,
  type StoredTake,
} from './repository.ts';

interface Parts {
  readonly database: Database;
  readonly engagements: Engagements;
  readonly keys: MasterKeys;
  readonly files: RecordingFiles;
  readonly jobs: Jobs;
  readonly log: Log;
  readonly takesDir: string;
  readonly compositions: { begin(id: EngagementId): Promise<void>; resume(): Promise<void> };
}

const dayMs = 86_400_000;

/** What happens to a recording when its engagement has ended: its takes are closed, looked at, and put away. */
export class Finishing {
  readonly #parts: Parts;
  readonly #queue: JobQueue<{ engagementId: EngagementId }>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#queue = parts.jobs.queue(
      'recording.finish',
      z.object({ engagementId: engagementIdSchema }),
      // A store that is away is waited for as long as it takes: the takes are all there is.
      { retries: 1_000, backoffSeconds: 5, parallel: 2, expireSeconds: 3_600 },
      ({ engagementId }, context) => this.#finish(engagementId, context),
    );
  }

  /** Stored when it resolves. */
  begin(engagementId: EngagementId): Promise<void> {
    return this.#queue.add({ engagementId }, { key: engagementId });
  }

  async resume(): Promise<void> {
    await this.#clearAway();
    await this.#parts.compositions.resume();
  }

  /** What a server before this one had put away, or deleted, and could not remove any more. */
  async #clearAway(): Promise<void> {
    const { database, takesDir } = this.#parts;
    for (const name of await readdir(takesDir).catch(() => [])) {
      const id = engagementIdSchema.safeParse(name).data;
      const recording = id && (await findRecording(database.db, id));
      if (recording && recording.status !== 'recording')
        await rm(join(takesDir, name), { recursive: true, force: true });
    }
  }

  async #finish(engagementId: EngagementId, context: JobContext): Promise<void> {
    const { database, engagements, keys, compositions } = this.#parts;
    const recording = await findRecording(database.db, engagementId);
    const state = await engagements.state(engagementId);
    if (recording?.status !== 'recording' || state?.phase !== 'ended') return;
    const key = recording.key && keys.unwrap(recording.key);
    if (!key) throw new Error('the key of this recording is not among the given ones');
    await this.#putAway(engagementId, key, context);
    const takes = await listTakes(database.db, engagementId);
    await this.#note(state, takes);
    await rm(join(this.#parts.takesDir, engagementId), { recursive: true, force: true });
    if (takes.length > 0) await compositions.begin(engagementId);
  }

  async #putAway(engagementId: EngagementId, key: Buffer, { log, signal }: JobContext): Promise<void> {
    const folder = join(this.#parts.takesDir, engagementId);
    const names = await readdir(folder).catch((error: unknown) => {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      // Of several servers one has the takes: it will come to this job too.
      if (isAbsent && this.#parts.database.kind === 'embedded') return [];
      throw error;
    });
    for (const name of names.filter((each) => each.endsWith(takeEnding))) {
      const path = join(folder, name);
      const take = await readTake(path, name.slice(0, -takeEnding.length), key, log);
      if (take === 'nothing') continue;
      const stored = await this.#parts.files.put(fileKeyOf(engagementId, name), path, signal);
      if (!stored.ok)
        throw new Error(`the take could not be put away: ${stored.failure}`, { cause: stored.cause });
      if (take !== 'damaged') await insertTake(this.#parts.database.db, engagementId, take);
    }
  }

  async #note({ id, endedAt, scenario }: EngagementState, takes: readonly StoredTake[]): Promise<void> {
    const { db } = this.#parts.database;
    const first = takes[0]?.startedAtMs;
    await markRecorded(db, id, first !== undefined);
    if (first === undefined) {
      await changeRecording(db, id, { status: 'empty' });
      return;
    }
    const last = Math.max(...takes.map(({ startedAtMs, durationMs }) => startedAtMs + durationMs));
    const keepDays = scenario.recording?.keepDays ?? defaultKeepDays;
    await changeRecording(db, id, {
      status: 'composing',
      progress: 0,
      startedAt: toTimestamp(first),
      durationMs: Math.round(last - first),
      keptUntil: toTimestamp(Date.parse(endedAt ?? toTimestamp(last)) + keepDays * dayMs),
    });
  }
}

/** Of recordings whose scenario no longer says how long. */
const defaultKeepDays = 30;

/** Closes the file if its writer could not, and looks what is in it. What is damaged is kept, but never shown. */
async function readTake(
  path: string,
  id: string,
  key: Buffer,
  log: Log,
): Promise<StoredTake | 'nothing' | 'damaged'> {
  if (!(await closeSealed(path, key))) return 'nothing';
  await using file = await open(path, 'r');
  const source = await fileSource(file);
  const head = (await readHead(source))?.head.about;
  const participantId = isTakeHead(head) ? participantIdSchema.safeParse(head.participantId).data : undefined;
  if (!isTakeHead(head) || !participantId) return 'damaged';
  try {
    const opened = await openSealed(source, key);
    const facts = await inspectTake(opened.read(0, opened.size));
    if (facts.frames === 0) return 'nothing';
    const { source: track, codec, startedAtMs } = head;
    return {
      id,
      participantId,
      source: track,
      codec,
      startedAtMs,
      durationMs: facts.durationMs,
      bytes: opened.size,
      pictures: facts.pictures,
    };
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    log.error({ err: error, take: id }, 'a take was altered or damaged');
    return 'damaged';
  }
}
