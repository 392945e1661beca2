import type { DrawnStroke, GrowingStroke, ParticipantId, StrokeId } from '@parley/protocol';
import type { LaneNews } from '../api.ts';

interface UnderWay {
  readonly participantId: ParticipantId;
  readonly growing: GrowingStroke;
  readonly heardAtMs: number;
}

/** Whoever says nothing of a stroke for so long has gone. */
const silenceMs = 5_000;

/** Strokes that others are drawing right now, for a part of the interface that begins to listen in the middle. */
export class StrokesUnderWay {
  readonly #strokes = new Map<StrokeId, UnderWay>();

  heard(participantId: ParticipantId, news: LaneNews): void {
    if (news.topic === 'stroke') this.#grow(participantId, news);
    else if (news.topic === 'stroke-gone') this.#strokes.delete(news.strokeId);
    else if (news.topic === 'gone') this.#forget(participantId);
  }

  /** What is finished is not under way any more. */
  finished(ink: readonly DrawnStroke[]): void {
    if (this.#strokes.size > 0) for (const { id } of ink) this.#strokes.delete(id);
  }

  tell(listener: (participantId: ParticipantId, news: LaneNews) => void): void {
    for (const { participantId, growing, heardAtMs } of this.#strokes.values())
      if (performance.now() - heardAtMs < silenceMs) listener(participantId, growing);
  }

  #grow(participantId: ParticipantId, news: GrowingStroke): void {
    const before = this.#strokes.get(news.strokeId)?.growing;
    const isFree = news.tool === 'pen' || news.tool === 'highlighter';
    const goesOn = isFree && before && news.from <= before.from + before.points.length / 3;
    const points = goesOn
      ? [...before.points.slice(0, (news.from - before.from) * 3), ...news.points]
      : news.points;
    const growing = goesOn ? { ...news, from: before.from, points } : news;
    this.#strokes.set(news.strokeId, { participantId, growing, heardAtMs: performance.now() });
  }

  #forget(participantId: ParticipantId): void {
    for (const [id, stroke] of this.#strokes)
      if (stroke.participantId === participantId) this.#strokes.delete(id);
  }
}
