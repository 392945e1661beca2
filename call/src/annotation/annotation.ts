import type {
  ConsentMatter,
  EngagementId,
  LaneBody,
  LivePicture,
  ParticipantId,
  StillId,
  Stroke,
  StrokeId,
} from '@parley/protocol';
import { maxPreviewBytes } from '@parley/protocol/constants';
import type { Annotation, AnnotationState, LiveEngagement, Outcome } from '../api.ts';
import { done, refused } from '../outcome.ts';
import type { Asking } from '../signal/asks.ts';
import type { News, Realtime } from '../signal/realtime.ts';
import { newId } from '../ids.ts';
import { LaneOut } from './lane-out.ts';
import { howToTake, OwnStills } from './own-stills.ts';
import { StillImages } from './still-images.ts';
import type { HttpAccess } from '../pieces.ts';
import { sendPreview } from './still-wire.ts';
import { StrokesUnderWay } from './under-way.ts';
import { InkWishes, type InkAsking } from './wishes.ts';

export const noAnnotation: AnnotationState = { ink: [], stillImages: {} };

interface AnnotatingOptions {
  readonly realtime: Realtime;
  readonly access: () => HttpAccess;
  /** The live capture of this person's own camera or screen, while there is one. */
  readonly trackOf: (source: LivePicture['source']) => MediaStreamTrack | undefined;
  readonly serverNowMs: () => number;
  readonly onChange: (state: AnnotationState) => void;
}

type LaneListener = Parameters<Annotation['onLane']>[0];
type Command = Extract<Asking, { type: `still.${string}` | `consent.${string}` }>;
type WithoutEngagement<T> = T extends unknown ? Omit<T, 'engagementId'> : never;

/** Ink and stills of the engagement that this person is in. */
export class Annotating {
  readonly #options: AnnotatingOptions;
  readonly #wishes: InkWishes;
  readonly #lane: LaneOut;
  readonly #images: StillImages;
  readonly #ownStills: OwnStills;
  readonly #listeners = new Set<LaneListener>();
  readonly #underWay = new StrokesUnderWay();
  #live: LiveEngagement | undefined;
  #state = noAnnotation;

  constructor(options: AnnotatingOptions) {
    this.#options = options;
    const { realtime, access } = options;
    this.#wishes = new InkWishes(
      (asking) => realtime.ask(asking),
      () => this.#changed(),
    );
    this.#lane = new LaneOut((body) => this.#tell(body));
    this.#images = new StillImages(access, () => this.#changed());
    this.#ownStills = new OwnStills({
      ...options,
      onTaken: (id, file) => this.#images.keep(id, 'picture', file),
      onPart: (stillId, part) => this.#lane.put({ topic: 'still-progress', stillId, part }),
      fail: (stillId, problem) => this.#ask({ type: 'still.fail', stillId, problem }),
    });
  }

  /** What the interface may do; the same functions for as long as the client lives. */
  readonly controls: Annotation = {
    draw: (stroke) => this.#draw(stroke),
    change: (strokeId, points, text) =>
      this.#wish({ type: 'ink.change', strokeId, points: [...points], ...(text !== undefined && { text }) }),
    erase: (strokeIds) => this.#erase(strokeIds),
    clear: (target, whose) => this.#wish({ type: 'ink.clear', target, whose }),
    grow: (growing) => this.#lane.put({ topic: 'stroke', ...growing }),
    abandon: (strokeId) => this.#lane.put({ topic: 'stroke-gone', strokeId }),
    point: (pointer) => this.#lane.put({ topic: 'pointer', ...pointer }),
    shareView: (stillId, view) => this.#lane.put({ topic: 'view', stillId, ...(view && { view }) }),
    onLane: (listener) => {
      this.#listeners.add(listener);
      this.#underWay.tell(listener);
      return () => void this.#listeners.delete(listener);
    },
    withdrawConsent: (matter) => this.#consent('consent.withdraw', matter),
    giveConsent: (matter) => this.#consent('consent.give', matter),
    freeze: (of, seen) => this.#freeze(of, seen),
    unfreeze: () => this.#ask({ type: 'still.unfreeze' }),
    showStill: (stillId) => this.#ask({ type: 'still.show', stillId }),
    deleteStill: (stillId) => this.#ask({ type: 'still.delete', stillId }),
    wantStill: (stillId) => this.#images.want(stillId),
    newStrokeId: () => newId<StrokeId>(),
  };

  heard(news: News): void {
    if (news.type === 'session.welcome') this.#wishes.sayAgain();
    if (news.type === 'engagement.snapshot') this.#everyoneIsSilent();
    if (news.type !== 'lane.received' || news.engagementId !== this.#live?.state.id) return;
    const { body, participantId } = news;
    if (body.topic === 'quality' || body.topic === 'typing') return;
    if (body.topic === 'still-progress') {
      const still = this.#live.state.stills.find(({ id }) => id === body.stillId);
      if (still?.of.participantId === participantId) this.#images.arriving(body.stillId, body.part);
      return;
    }
    this.#say(participantId, body);
  }

  /** The engagement as it is now; nothing when this person is in none. */
  follow(live: LiveEngagement | undefined): void {
    const before = this.#live;
    this.#live = live;
    if (before && before.state.id !== live?.state.id) {
      this.#wishes.forget();
      this.#lane.clear();
    }
    for (const id of goneSince(before, live)) this.#say(id, { topic: 'gone' });
    this.#underWay.finished(live?.state.ink ?? []);
    this.#images.follow(live?.state);
    this.#ownStills.follow(live?.state, live?.selfId);
    this.#changed();
  }

  #say(participantId: ParticipantId, body: Parameters<LaneListener>[1]): void {
    this.#underWay.heard(participantId, body);
    for (const listener of this.#listeners) listener(participantId, body);
  }

  /** Whatever was being drawn when the connection went is not half there afterwards. */
  #everyoneIsSilent(): void {
    for (const { id } of this.#live?.state.participants ?? []) this.#say(id, { topic: 'gone' });
  }

  #tell(body: LaneBody): void {
    const engagementId = this.#live?.state.id;
    if (engagementId) this.#options.realtime.tell({ type: 'lane.send', engagementId, body });
  }

  async #ask(command: WithoutEngagement<Command>): Promise<Outcome> {
    const engagementId = this.#live?.state.id;
    if (!engagementId) return refused('engagement-not-active');
    return this.#options.realtime.ask({ ...command, engagementId });
  }

  #consent(type: 'consent.withdraw' | 'consent.give', matter: ConsentMatter): Promise<Outcome> {
    return this.#ask({ type, matter });
  }

  async #wish(asking: WithoutEngagement<InkAsking>): Promise<Outcome> {
    const engagementId = this.#live?.state.id;
    if (!engagementId) return refused('engagement-not-active');
    return this.#wishes.add({ ...asking, engagementId });
  }

  #draw(stroke: Stroke): Promise<Outcome> {
    this.#lane.drop(stroke.id);
    return this.#wish({ type: 'ink.draw', stroke });
  }

  async #erase(strokeIds: readonly StrokeId[]): Promise<Outcome> {
    return strokeIds.length === 0 ? done : this.#wish({ type: 'ink.erase', strokeIds: [...strokeIds] });
  }

  async #freeze(of: LivePicture, seen: Promise<Blob | undefined> | undefined): Promise<Outcome> {
    const engagementId = this.#live?.state.id;
    if (!engagementId) return refused('engagement-not-active');
    const stillId = newId<StillId>();
    if (seen) this.#images.expectOwn(stillId);
    const outcome = await this.#ask({ type: 'still.freeze', stillId, of });
    const file = await seen;
    if (outcome.ok && file && file.size <= maxPreviewBytes)
      void this.#sendPreview(engagementId, stillId, file);
    return outcome;
  }

  async #sendPreview(engagementId: EngagementId, stillId: StillId, seen: Blob): Promise<void> {
    const how = await howToTake();
    if (!how) return;
    const file = await how.withoutExif(seen);
    this.#images.keep(stillId, 'preview', file);
    await sendPreview(this.#options.access(), { engagementId, stillId }, file.blob);
  }

  #changed(): void {
    const live = this.#live;
    const ink = live ? this.#wishes.applied(live.state, live.selfId) : noAnnotation.ink;
    this.#state = { ink, stillImages: this.#images.all };
    this.#options.onChange(this.#state);
  }
}

/** Who was present before and is not now. */
function goneSince(before: LiveEngagement | undefined, now: LiveEngagement | undefined): ParticipantId[] {
  const here = new Set(now?.state.participants.flatMap(({ id, state }) => (state === 'present' ? [id] : [])));
  return (before?.state.participants ?? []).flatMap(({ id, state }) =>
    state === 'present' && !here.has(id) ? [id] : [],
  );
}
