import type { EngagementState, Participant, ParticipantId, TrackSource } from '@parley/protocol';
import { customerOf, deviceIn, remaining, soundDeviceOf } from './state.ts';
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
  const silent = silentDeviceOf(state)?.id;
  return {
    paused: state.hold !== undefined,
    // What associates say among themselves is no part of what the customer has agreed to.
    recorded: state.phase === 'active' && state.recording?.wanted === true && !consulting,
    present: [...here, ...state.supervisors].map(({ id }) => id),
    muted: [
      ...here.flatMap(({ id, muted, camera, screen }) => {
        const silenced: TrackSource[] = [];
        if (muted || id === silent) silenced.push('microphone');
        if (!camera) silenced.push('camera');
        if (!screen) silenced.push('screen', 'screen-audio');
        return silenced.map((source) => ({ participantId: id, source }));
      }),
      ...mutedSupervisors(state),
    ],
    blocked: eachOnce([...(consulting ? apart(here) : []), ...betweenDevices(state, here)]),
    confined: confinedIn(state),
  };
}

/** Of a customer with two devices the one that neither sends sound nor plays any, so that they never hear themselves. */
function silentDeviceOf(state: EngagementState): Participant | undefined {
  const device = deviceIn(state);
  const sounding = soundDeviceOf(state);
  return device && (sounding?.id === device.id ? customerOf(state) : device);
}

/** Nothing passes between the two devices of a customer, no sound to the silent one, and no picture to the second. */
function betweenDevices(state: EngagementState, here: readonly Participant[]): MediaRules['blocked'] {
  if (state.phase === 'ended') return [];
  const second = deviceIn(state)?.id;
  const silent = silentDeviceOf(state)?.id;
  const pair = [customerOf(state)?.id, second];
  const isKept = (subscriberId: ParticipantId, { participantId, source }: TrackOf): boolean =>
    pair.includes(participantId) || (isSound(source) ? subscriberId === silent : subscriberId === second);
  if (!second) return [];
  return pair.flatMap((subscriberId) =>
    subscriberId === undefined
      ? []
      : here
          .filter(({ id }) => id !== subscriberId)
          .flatMap(({ id }) => sources.map((source) => ({ participantId: id, source })))
          .filter((track) => isKept(subscriberId, track))
          .map((track) => ({ subscriberId, track })),
  );
}

/** The engine is told of each once. */
function eachOnce(blocked: MediaRules['blocked']): MediaRules['blocked'] {
  const byKey = new Map(
    blocked.map((one) => [`${one.subscriberId} ${one.track.participantId} ${one.track.source}`, one]),
  );
  return [...byKey.values()];
}

const isSound = (source: TrackSource): boolean => source === 'microphone' || source === 'screen-audio';

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
