import type { EngagementState, ParticipantId, TrackSource } from '@parley/protocol';
import { remaining } from './state.ts';
import { confinedIn, mutedSupervisors, type Confined } from './supervision-media.ts';

interface TrackOf {
  readonly participantId: ParticipantId;
  readonly source: TrackSource;
}

/** What may flow, in the engagement's words. Derived from the state alone, so it can be said again at any time. */
export interface MediaRules {
  readonly paused: boolean;
  /** Who may send and receive at all: everyone who has not left, and supervisors. */
  readonly present: readonly ParticipantId[];
  /** Whether what flows is written down. */
  readonly recorded: boolean;
  /** Tracks that reach nobody. */
  readonly muted: readonly TrackOf[];
  /** Tracks that do not reach this one participant. */
  readonly blocked: readonly { readonly subscriberId: ParticipantId; readonly track: TrackOf }[];
  readonly confined: readonly Confined[];
}

const sources = ['microphone', 'camera', 'screen', 'screen-audio'] as const satisfies readonly TrackSource[];

export function mediaRules(state: EngagementState): MediaRules {
  const here = state.phase === 'ended' ? [] : remaining(state);
  const consulting = state.transfer?.phase === 'consulting';
  return {
    paused: state.hold !== undefined,
    // What associates say among themselves is no part of what the customer has agreed to.
    recorded: state.phase === 'active' && state.recording?.wanted === true && !consulting,
    present: [...here, ...state.supervisors].map(({ id }) => id),
    muted: [
      ...here.flatMap(({ id, muted, camera, screen }) => {
        const silenced: TrackSource[] = [];
        if (muted) silenced.push('microphone');
        if (!camera) silenced.push('camera');
        if (!screen) silenced.push('screen', 'screen-audio');
        return silenced.map((source) => ({ participantId: id, source }));
      }),
      ...mutedSupervisors(state),
    ],
    blocked: consulting ? apart(here) : [],
    confined: confinedIn(state),
  };
}

/** The associates on one side, the customer and guests on the other: nothing passes from side to side. */
function apart(here: ReturnType<typeof remaining>): MediaRules['blocked'] {
  const isInside = (id: ParticipantId): boolean =>
    here.some((participant) => participant.id === id && participant.role === 'associate');
  return here.flatMap(({ id: subscriberId }) =>
    here
      .filter(({ id }) => isInside(id) !== isInside(subscriberId))
      .flatMap(({ id }) => sources.map((source) => ({ subscriberId, track: { participantId: id, source } }))),
  );
}
