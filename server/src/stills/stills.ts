import { createHash } from 'node:crypto';
import { stillOf } from '@parley/engagement';
import type {
  EngagementId,
  EngagementState,
  LoggedEvent,
  ParticipantId,
  Still,
  StillId,
} from '@parley/protocol';
import type { Audit, AuditActor } from '../audit/audit.ts';
import type { Engagements } from '../engagement/engagements.ts';
import { appended } from '../engagement/topics.ts';
import type { Bus } from '../platform/bus.ts';
import { toTimestamp, type Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { Turns } from '../platform/turns.ts';
import type { MasterKeys } from '../recording/keys.ts';
import { inspectJpeg } from './jpeg.ts';
import type { StillFile, StillKeeping } from './keeping.ts';
import {
  engagementsWithoutEnd,
  eraseStill,
  keepUntil,
  replaceStillKey,
  stillsKeptUntil,
  stillsNotUnder,
  stillsToRemove,
  type StillPlace,
} from './repository.ts';
import { Previews } from './previews.ts';
import { Uploads, type Piece } from './uploads.ts';

interface Parts {
  readonly engagements: Engagements;
  readonly keeping: StillKeeping;
  readonly keys: MasterKeys;
  readonly audit: Audit;
  readonly database: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}

/** A file to give out: its length, and its bytes as soon as there are any. */
export interface StillContent {
  readonly bytes: number;
  readonly read: () => AsyncGenerator<Buffer>;
}

const dayMs = 24 * 60 * 60_000;
/** Where nothing is recorded, stills are kept for so long. */
const keepDays = 30;
const purgedAtOnce = 100;

/** Takes stills in, gives them out, keeps them as long as the scenario says, and lets them go. */
export class Stills {
  readonly #parts: Parts;
  readonly #uploads: Uploads<StillId>;
  readonly #previews: Previews;
  readonly #turns = new Turns<StillId>();
  readonly #stop: () => void;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#uploads = new Uploads(parts.clock, 'still-invalid');
    this.#previews = new Previews(parts.clock);
    this.#stop = parts.bus.subscribe(appended, ({ events }) => this.#react(events));
  }

  /** Takes up what a server before this one left. */
  async start(): Promise<void> {
    await this.#wrapAnew();
    for (const id of await engagementsWithoutEnd(this.#parts.database.db)) {
      const state = await this.#parts.engagements.state(id);
      if (state?.phase === 'ended') await this.#noteEnd(state);
    }
  }

  stop(): void {
    this.#stop();
    this.#uploads.close();
    this.#previews.close();
  }

  /** The frame that whoever froze saw. Refused with `not-allowed` to anybody else, `still-invalid` for no picture. */
  preview(state: EngagementState, id: StillId, self: ParticipantId, bytes: Buffer): Promise<Outcome<void>> {
    return this.#turns.take(id, async () => {
      const still = stillOf(state, id);
      if (!still) return refuse('still-not-found');
      if (still.byParticipantId !== self) return refuse('not-allowed');
      if (still.preview)
        return still.preview.sha256 === sha256Of(bytes) ? succeed(undefined) : refuse('not-allowed');
      const jpeg = inspectJpeg(bytes);
      if (!jpeg.ok) return refuse('still-invalid', jpeg.problem);
      this.#previews.arrived(id, bytes);
      return this.#keep(state.id, still, 'preview', bytes);
    });
  }

  /** How much of the sharp picture is here, bytes. */
  received(state: EngagementState, id: StillId, self: ParticipantId): Outcome<{ readonly received: number }> {
    const still = ownedBy(state, id, self);
    if (!still.ok) return still;
    return succeed({ received: still.value.picture?.bytes ?? this.#uploads.received(id) });
  }

  /** A piece of the sharp picture, from its owner and nobody else; see `Uploads`. With the last one it is kept and told. */
  async piece(
    state: EngagementState,
    id: StillId,
    self: ParticipantId,
    piece: Piece,
  ): Promise<Outcome<{ readonly received: number }>> {
    const asked = ownedBy(state, id, self);
    if (!asked.ok) return asked;
    if (!asked.value.picture) await this.#uploads.reached(id, piece.offset);
    return this.#turns.take(id, async () => {
      const still = ownedBy(state, id, self);
      if (!still.ok) return still;
      const { picture } = still.value;
      if (picture)
        return picture.sha256 === piece.sha256 ? succeed({ received: picture.bytes }) : refuse('not-allowed');
      const added = this.#uploads.add(id, piece);
      if (!added.ok) return added;
      const { whole, received } = added.value;
      if (!whole) return succeed({ received });
      const kept = await this.#keep(state.id, still.value, 'picture', whole);
      this.#uploads.forget(id);
      return kept.ok ? succeed({ received }) : kept;
    });
  }

  /** A file of the still: one that is kept, the preview as soon as it is here, or the sharp picture while it arrives. */
  async content(state: EngagementState, id: StillId, file: StillFile): Promise<Outcome<StillContent>> {
    const still = stillOf(state, id);
    if (!still) return refuse('still-not-found');
    const arriving = file === 'picture' && !still.picture ? this.#uploads.follow(id) : undefined;
    if (arriving) return succeed({ bytes: arriving.total, read: arriving.read });
    if (file === 'preview' && !still.preview && !still.picture) {
      const bytes = await this.#previews.soon(id);
      if (bytes) return succeed({ bytes: bytes.length, read: () => once(bytes) });
    }
    const opened = await this.#parts.keeping.open({ engagementId: state.id, id }, file);
    if (!opened.ok) return opened;
    const { size } = opened.value;
    return succeed({ bytes: size, read: () => opened.value.read(0, size) });
  }

  /** For good, in an engagement that may be over. */
  async delete(state: EngagementState, id: StillId, actor: AuditActor): Promise<Outcome<void>> {
    if (!stillOf(state, id)) return refuse('still-not-found');
    const erased = await this.#erase({ engagementId: state.id, id }, actor);
    const told = await this.#parts.engagements.command(
      state.id,
      { type: 'remove-still', stillId: id },
      { kind: 'system' },
    );
    if (erased) await this.#parts.keeping.remove({ engagementId: state.id, id });
    return told.ok ? succeed(undefined) : told;
  }

  /** Deletes what has been kept for long enough, and tries again to remove what stayed. */
  async purge(signal: AbortSignal): Promise<void> {
    const { database, clock, engagements, keeping } = this.#parts;
    for (;;) {
      const due = await stillsKeptUntil(database.db, clock.now(), purgedAtOnce);
      for (const { id, engagementId } of due) {
        if (signal.aborted) return;
        const state = await engagements.state(engagementId);
        const outcome = state && (await this.delete(state, id, undefined));
        if (!outcome?.ok) await this.#erase({ id, engagementId }, undefined);
      }
      if (due.length < purgedAtOnce) break;
    }
    for (const place of await stillsToRemove(database.db, purgedAtOnce)) {
      if (signal.aborted) return;
      await keeping.remove(place);
    }
  }

  async #keep(
    engagementId: EngagementId,
    { id }: Still,
    file: StillFile,
    bytes: Buffer,
  ): Promise<Outcome<void>> {
    const jpeg = inspectJpeg(bytes);
    if (!jpeg.ok) return refuse('still-invalid', jpeg.problem);
    const kept = await this.#parts.keeping.put({ engagementId, id }, file, bytes);
    if (!kept.ok) return kept;
    const { width, height } = jpeg;
    const picture = { sha256: sha256Of(bytes), width, height, bytes: bytes.length };
    const told = await this.#parts.engagements.command(
      engagementId,
      { type: 'report-still', stillId: id, file, picture },
      { kind: 'system' },
    );
    if (told.ok) return succeed(undefined);
    // Deleted while it arrived.
    if (await this.#erase({ engagementId, id }, undefined))
      await this.#parts.keeping.remove({ engagementId, id });
    return told;
  }

  async #erase({ engagementId, id }: StillPlace, actor: AuditActor): Promise<boolean> {
    const { database, audit } = this.#parts;
    return database.transaction(async (tx) => {
      if (!(await eraseStill(tx, engagementId, id))) return false;
      const action = actor ? 'still.deleted' : 'still.expired';
      await audit.add(tx, { actor, action, engagementId, detail: { still: id } });
      return true;
    });
  }

  async #react(events: readonly LoggedEvent[]): Promise<void> {
    const { engagements, keeping, clock } = this.#parts;
    for (const { engagementId, event } of events) {
      if (event.type === 'still-deleted') {
        this.#uploads.forget(event.stillId);
        const place = { engagementId, id: event.stillId };
        const state = await engagements.state(engagementId);
        if (await this.#erase(place, actorOf(state, event.participantId))) await keeping.remove(place);
      } else if (event.type === 'ended') {
        const state = await engagements.state(engagementId);
        if (state) await this.#noteEnd({ ...state, endedAt: state.endedAt ?? clock.now() });
      }
    }
  }

  async #noteEnd(state: EngagementState): Promise<void> {
    const days = state.scenario.recording?.keepDays ?? keepDays;
    const endedMs = state.endedAt === undefined ? this.#parts.clock.millis() : Date.parse(state.endedAt);
    await keepUntil(this.#parts.database.db, state.id, toTimestamp(endedMs + days * dayMs));
  }

  /** After the operator has put a new key in front, the old one is needed this once. */
  async #wrapAnew(): Promise<void> {
    const { database, keys, log } = this.#parts;
    for (const { id, key } of await stillsNotUnder(database.db, keys.currentId)) {
      const plain = keys.unwrap(key);
      if (plain) await replaceStillKey(database.db, id, key, keys.wrap(plain));
      else
        log.error({ stillId: id, keyId: key.masterKeyId }, 'the key of a still is not among the given ones');
    }
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The still, when it shows a picture of this participant: who isn't asked has nothing to send. */
function ownedBy(state: EngagementState, id: StillId, self: ParticipantId): Outcome<Still> {
  const still = stillOf(state, id);
  if (!still) return refuse('still-not-found');
  return still.of.participantId === self ? succeed(still) : refuse('not-allowed');
}

function actorOf(state: EngagementState | undefined, id: ParticipantId | undefined): AuditActor {
  const who = state?.participants.find((participant) => participant.id === id);
  return who?.associateId && { id: who.associateId, name: who.name ?? '' };
}
