import { messageOf, refusal } from '@parley/engagement';
import {
  problems,
  type EngagementId,
  type EngagementState,
  type LoggedEvent,
  type Message,
  type MessageFile,
  type MessageId,
  type ParticipantId,
} from '@parley/protocol';
import type { OpenedFile } from '@parley/seal';
import type { Audit, AuditActor } from '../audit/audit.ts';
import type { Engagements } from '../engagement/engagements.ts';
import { appended } from '../engagement/topics.ts';
import type { Bus } from '../platform/bus.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Jobs } from '../platform/jobs.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { Turns } from '../platform/turns.ts';
import { Uploads, type Piece } from '../stills/uploads.ts';
import { inspectFile, namedAs } from './file-kind.ts';
import { FileKeeping, type KeepingParts } from './keeping.ts';
import {
  engagementsWithOpenFiles,
  eraseFile,
  filesKeptUntil,
  filesNotUnder,
  filesToRemove,
  keepFilesUntil,
  replaceFileKey,
  type FilePlace,
} from './repository.ts';

interface Parts extends KeepingParts {
  readonly engagements: Engagements;
  readonly audit: Audit;
  readonly jobs: Jobs;
  readonly bus: Bus;
}

/** A part of a file that becomes a message. */
export interface FilePiece extends Piece {
  readonly messageId: MessageId;
  readonly name: string;
}

/** A kept file: what is told of it, and its bytes. */
export interface FileContent {
  readonly name: string;
  readonly file: MessageFile;
  readonly read: OpenedFile['read'];
}

const dayMs = 24 * 60 * 60_000;
/** Where nothing is recorded, files are kept for so long. */
const keepDays = 30;
const purgedAtOnce = 100;
const purgeEverySeconds = 3_600;

/** Takes files in, gives them out, keeps them as long as the scenario says, and lets them go. */
export class MessageFiles {
  readonly #parts: Parts;
  readonly #keeping: FileKeeping;
  /** A participant sends one file after the other. */
  readonly #uploads: Uploads<ParticipantId>;
  readonly #turns = new Turns<ParticipantId>();
  readonly #stop: () => void;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#keeping = new FileKeeping(parts);
    this.#uploads = new Uploads(parts.clock, 'file-refused');
    this.#stop = parts.bus.subscribe(appended, ({ events }) => this.#react(events));
    parts.jobs.schedule('messages.purge', purgeEverySeconds, ({ signal }) => this.purge(signal));
  }

  /** Takes up what a server before this one left. */
  async start(): Promise<void> {
    await this.#wrapAnew();
    for (const id of await engagementsWithOpenFiles(this.#parts.database.db)) {
      const state = await this.#parts.engagements.state(id);
      if (state?.phase === 'ended') await this.#noteEnd(state);
    }
  }

  stop(): void {
    this.#stop();
    this.#uploads.close();
  }

  /**
   * A piece of a file; see `Uploads`. With the last one the file is looked at, kept, and sent as a message.
   * Refused as `send-message` is, and with `file-refused`; its detail is a `FileProblem`.
   */
  async piece(
    state: EngagementState,
    self: ParticipantId,
    piece: FilePiece,
  ): Promise<Outcome<{ readonly received: number }>> {
    const before = this.#known(state, self, piece);
    if (before) return before;
    const code = refusal(state, self, 'message');
    if (code) return refuse(code);
    await this.#uploads.reached(self, piece.offset);
    return this.#turns.take(self, async () => {
      const added = this.#uploads.add(self, piece);
      if (!added.ok) return added;
      const { whole, received } = added.value;
      if (!whole) return succeed({ received });
      this.#uploads.forget(self);
      const sent = await this.#send(state.id, self, piece, whole);
      return sent.ok ? succeed({ received }) : sent;
    });
  }

  /** Its sender did not hear that it has arrived. */
  #known(
    state: EngagementState,
    self: ParticipantId,
    { messageId, sha256, total }: FilePiece,
  ): Outcome<{ readonly received: number }> | undefined {
    const known = messageOf(state, messageId);
    if (!known) return undefined;
    const isSame = known.participantId === self && known.file?.sha256 === sha256;
    return isSame ? succeed({ received: total }) : refuse('not-allowed');
  }

  async #send(
    engagementId: EngagementId,
    self: ParticipantId,
    { messageId, name, sha256 }: FilePiece,
    bytes: Buffer,
  ): Promise<Outcome<void>> {
    const inspected = inspectFile(bytes, name);
    if (!inspected.ok) return refuse('file-refused', inspected.problem);
    const { type, size } = inspected.kind;
    const file = { type, bytes: bytes.length, sha256, ...size };
    const place = { engagementId, messageId };
    const kept = await this.#keeping.put(place, bytes);
    if (!kept.ok) return kept;
    const told = await this.#parts.engagements.command(
      engagementId,
      { type: 'send-message', messageId, text: namedAs(name, type), file },
      { kind: 'participant', participantId: self },
    );
    if (told.ok) return succeed(undefined);
    // What may be tried again will be; what is never sent goes with its engagement at the latest.
    if (problems[told.problem.code].retry === 'never') await this.#erase(place, undefined);
    return told;
  }

  /** Refused with `file-not-found`, `recording-damaged` for one that was altered. */
  async content(state: EngagementState, messageId: MessageId): Promise<Outcome<FileContent>> {
    const message = messageOf(state, messageId);
    const file = fileOf(message);
    if (!message || !file) return refuse('file-not-found');
    const opened = await this.#keeping.open({ engagementId: state.id, messageId });
    return opened.ok
      ? succeed({ name: message.text, file, read: (from: number, to: number) => opened.value.read(from, to) })
      : opened;
  }

  /** For good, in an engagement that may be over. */
  async delete(state: EngagementState, messageId: MessageId, actor: AuditActor): Promise<Outcome<void>> {
    if (!fileOf(messageOf(state, messageId))) return refuse('file-not-found');
    await this.#erase({ engagementId: state.id, messageId }, actor);
    const told = await this.#parts.engagements.command(
      state.id,
      { type: 'delete-file', messageId },
      { kind: 'system' },
    );
    return told.ok ? succeed(undefined) : told;
  }

  /** Deletes what has been kept for long enough, and tries again to remove what stayed. */
  async purge(signal: AbortSignal): Promise<void> {
    const { database, clock, engagements } = this.#parts;
    for (;;) {
      const due = await filesKeptUntil(database.db, clock.now(), purgedAtOnce);
      for (const place of due) {
        if (signal.aborted) return;
        const state = await engagements.state(place.engagementId);
        const outcome = state && (await this.delete(state, place.messageId, undefined));
        if (!outcome?.ok) await this.#erase(place, undefined);
      }
      if (due.length < purgedAtOnce) break;
    }
    for (const place of await filesToRemove(database.db, purgedAtOnce)) {
      if (signal.aborted) return;
      await this.#keeping.remove(place);
    }
  }

  async #erase(place: FilePlace, actor: AuditActor): Promise<void> {
    const { database, audit } = this.#parts;
    const { engagementId, messageId } = place;
    const erased = await database.transaction(async (tx) => {
      if (!(await eraseFile(tx, place))) return false;
      const action = actor ? 'file.deleted' : 'file.expired';
      await audit.add(tx, { actor, action, engagementId, detail: { message: messageId } });
      return true;
    });
    if (erased) await this.#keeping.remove(place);
  }

  async #react(events: readonly LoggedEvent[]): Promise<void> {
    for (const { engagementId, event, at } of events) {
      if (event.type !== 'ended') continue;
      const state = await this.#parts.engagements.state(engagementId);
      if (state) await this.#noteEnd({ ...state, endedAt: state.endedAt ?? at });
    }
  }

  async #noteEnd(state: EngagementState): Promise<void> {
    const { clock, database } = this.#parts;
    for (const { id } of state.participants) this.#uploads.forget(id);
    const days = state.scenario.recording?.keepDays ?? keepDays;
    const endedMs = state.endedAt === undefined ? clock.millis() : Date.parse(state.endedAt);
    await keepFilesUntil(database.db, state.id, toTimestamp(endedMs + days * dayMs));
  }

  /** After the operator has put a new key in front, the old one is needed this once. */
  async #wrapAnew(): Promise<void> {
    const { database, keys, log } = this.#parts;
    for (const { id, key } of await filesNotUnder(database.db, keys.currentId)) {
      const plain = keys.unwrap(key);
      if (plain) await replaceFileKey(database.db, id, key, keys.wrap(plain));
      else
        log.error({ messageId: id, keyId: key.masterKeyId }, 'the key of a file is not among the given ones');
    }
  }
}

const fileOf = (message: Message | undefined): MessageFile | undefined =>
  message?.isFileDeleted ? undefined : message?.file;
