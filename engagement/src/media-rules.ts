import type { EngagementState, ParticipantId, TrackSource } from '@parley/protocol';
import { remaining } from './state.ts';

/** What may flow, in the engagement's words. Derived from the state alone, so it can be said again at any time. */
export interface MediaRules {
  readonly paused: boolean;
  /** Who may send and receive at all: everyone who has not left. */
  readonly present: readonly ParticipantId[];
  /** Whether what flows is written down. */
  readonly recorded: boolean;
  /** Tracks that reach nobody. */
  readonly muted: readonly { readonly participantId: ParticipantId; readonly source: TrackSource }[];
}

export function mediaRules(state: EngagementState): MediaRules {
  const here = state.phase === 'ended' ? [] : remaining(state);
  return {
    paused: state.hold !== undefined,
    recorded: state.phase === 'active' && state.recording?.wanted === true,
    present: here.map((participant) => participant.id),
    muted: here.flatMap(({ id, muted, camera, screen }) => {
      const silenced: TrackSource[] = [];
      if (muted) silenced.push('microphone');
      if (!camera) silenced.push('camera');
      if (!screen) silenced.push('screen', 'screen-audio');
      return silenced.map((source) => ({ participantId: id, source }));
    }),
  };
}
