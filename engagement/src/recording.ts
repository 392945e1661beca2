import type {
  EngagementEvent,
  EngagementState,
  ParticipantId,
  RecordingProblem,
  RecordingState,
  Timestamp,
} from '@parley/protocol';
import { accepted, type Decision } from './command.ts';
import { customerOf } from './state.ts';

/** Where the customer has to be asked, there must be one. */
export const isRecordable = (state: EngagementState): boolean =>
  state.scenario.recording !== undefined &&
  (state.scenario.recording.consent !== 'ask' || customerOf(state) !== undefined);

/** What the scenario wants the moment an associate answers. */
export function recordingAtAnswer(state: EngagementState): EngagementEvent[] {
  const { scenario } = state;
  if (scenario.recording?.start !== 'on-answer' || !isRecordable(state)) return [];
  return [scenario.recording.consent === 'ask' ? { type: 'recording-asked' } : { type: 'recording-started' }];
}

/** The customer is asked once; their answer holds for the whole engagement. */
export function startRecording(
  { scenario, recording }: EngagementState,
  participantId: ParticipantId,
): EngagementEvent[] {
  if (recording?.wanted || recording?.consent === 'asked') return [];
  const mustAsk = scenario.recording?.consent === 'ask' && recording?.consent !== 'given';
  return [mustAsk ? { type: 'recording-asked' } : { type: 'recording-started', participantId }];
}

/** Takes back the question too, while it is open. */
export function stopRecording(
  { recording }: EngagementState,
  participantId: ParticipantId,
): EngagementEvent[] {
  return recording?.wanted || recording?.consent === 'asked'
    ? [{ type: 'recording-stopped', participantId }]
    : [];
}

/** An answer given before stands. */
export function answerConsent(
  { recording }: EngagementState,
  participantId: ParticipantId,
  allow: boolean,
): EngagementEvent[] {
  if (recording?.consent !== 'asked') return [];
  return allow
    ? [{ type: 'recording-allowed', participantId }, { type: 'recording-started' }]
    : [{ type: 'recording-refused', participantId }];
}

/** The recorder is believed whatever was asked of it, until the engagement has ended. */
export function recorderSays(
  { phase, recording }: EngagementState,
  { writing, problem }: { readonly writing: boolean; readonly problem?: RecordingProblem | undefined },
): Decision {
  if (phase !== 'active' || !recording) return accepted();
  if (writing) return recording.writingSince ? accepted() : accepted({ type: 'recording-began' });
  const isNews = recording.writingSince !== undefined || recording.problem !== problem;
  return isNews ? accepted({ type: 'recording-halted', ...(problem && { problem }) }) : accepted();
}

type RecordingEvent = Extract<EngagementEvent, { type: `recording-${string}` }>;

/** The recording's part of the state after one more event about it. */
export function recordingAfter(
  before: RecordingState | undefined,
  event: RecordingEvent,
  at: Timestamp,
): RecordingState {
  const { writingSince, consent, wanted = false } = before ?? {};
  const writing = writingSince ? { writingSince } : {};
  switch (event.type) {
    case 'recording-asked':
      return { ...before, wanted, consent: 'asked' };
    case 'recording-allowed':
      return { ...before, wanted, consent: 'given' };
    case 'recording-refused':
      return { ...before, wanted: false, consent: 'refused' };
    case 'recording-started':
      return { ...(consent && { consent }), ...writing, wanted: true };
    case 'recording-stopped':
      // A question that is taken back was not answered, and may be asked again.
      return { ...(consent && consent !== 'asked' && { consent }), ...writing, wanted: false };
    case 'recording-began':
      return { ...(consent && { consent }), wanted, writingSince: at };
    case 'recording-halted':
      // A recorder that can't go on is not asked again by itself: somebody has to see that, and start anew.
      return {
        ...(consent && { consent }),
        wanted: wanted && !event.problem,
        ...(event.problem && { problem: event.problem }),
      };
  }
}
