import type { LaneNews, LiveEngagement } from '@parley/call';
import type { InkTarget, LivePicture, ParticipantId, Still } from '@parley/protocol';

/** What everybody looks at because somebody points something out in it; nothing while people look at each other. */
export type Subject =
  | { readonly kind: 'still'; readonly still: Still }
  | { readonly kind: 'own'; readonly source: LivePicture['source'] };

/** The own live picture, if that is what this ink lies on. */
function ownSource(target: InkTarget, selfId: ParticipantId): LivePicture['source'] | undefined {
  return target.kind === 'live' && target.participantId === selfId ? target.source : undefined;
}

/** The own live picture that something of others on the lane is about. */
export function ownSourceOfNews(news: LaneNews, selfId: ParticipantId): LivePicture['source'] | undefined {
  return 'target' in news ? ownSource(news.target, selfId) : undefined;
}

/**
 * @param pointedAt the own picture that somebody is drawing on or pointing at right now, or was a moment ago
 */
export function subjectOf(
  { state, selfId }: LiveEngagement,
  pointedAt: LivePicture['source'] | undefined,
): Subject | undefined {
  if (state.hold) return undefined;
  const still = state.frozen && state.stills.find(({ id }) => id === state.frozen?.stillId);
  if (still) return { kind: 'still', still };
  const self = state.participants.find(({ id }) => id === selfId);
  const lasting = state.ink.findLast(({ target }) => ownSource(target, selfId));
  const source = pointedAt ?? (lasting && ownSource(lasting.target, selfId));
  return source && self?.[source] ? { kind: 'own', source } : undefined;
}
