import type {
  EngagementEvent,
  EngagementState,
  Participant,
  ParticipantId,
  ProblemCode,
  SupervisionMode,
  Supervisor,
  SupervisorEntrance,
  Timestamp,
} from '@parley/protocol';
import { accepted, refused, type Actor, type Decision, type SupervisionCommand } from './command.ts';
import { isKnown } from './invitee.ts';
import { isFull, participantOf, participantOfAssociate, pendingInvitations } from './state.ts';
import { isWithIt, supervisorOfAssociate } from './supervision-state.ts';
import { transferWithout } from './transfer.ts';
import { beginWrapUp } from './wrap-up.ts';

type SupervisingActor = Extract<Actor, { kind: 'associate' }>;

/** Supervisors listen to an engagement, whisper, barge in, take over, and go. */
export function decideSupervision(
  state: EngagementState,
  command: SupervisionCommand,
  actor: Actor,
  at: Timestamp,
): Decision {
  if (actor.kind !== 'associate' || !actor.isSupervisor) return refused('not-allowed');
  if (command.type === 'stop-supervising') return stop(state, actor);
  const own = participantOfAssociate(state, actor.associateId);
  const code = whyNot(state, command, actor);
  if (code) return refused(code);
  return own
    ? fromInside(state, command, own, at)
    : fromOutside(state, command, actor, supervisorOfAssociate(state, actor.associateId), at);
}

type SuperviseCommand = Extract<SupervisionCommand, { type: 'supervise' }>;

/** Who takes part can be heard already, and may take the lead. */
function fromInside(
  state: EngagementState,
  { how }: SuperviseCommand,
  self: Participant,
  at: Timestamp,
): Decision {
  if (how === 'listen' || how === 'whisper') return refused('already-engaged');
  if (how === 'barge' || state.leadId === self.id) return accepted();
  return accepted(...takeOver(state, self.id, at));
}

function fromOutside(
  state: EngagementState,
  command: SuperviseCommand,
  actor: SupervisingActor,
  self: Supervisor | undefined,
  at: Timestamp,
): Decision {
  const { how, participantId } = command;
  const id = self?.id ?? participantId;
  switch (how) {
    case 'listen':
    case 'whisper':
      return self?.mode === how ? accepted() : accepted(begin(state, id, how, actor, self?.mode));
    case 'barge':
      return isFull(state) ? refused('engagement-full') : accepted(join(actor, id, how));
    case 'take-over':
      return accepted(join(actor, id, how), ...takeOver(state, id, at));
  }
}

function whyNot(
  state: EngagementState,
  { participantId }: SuperviseCommand,
  { associateId }: SupervisingActor,
): ProblemCode | undefined {
  if (state.phase !== 'active') return state.phase === 'ended' ? 'engagement-ended' : 'engagement-not-active';
  if (isWithIt(state, associateId)) return undefined;
  // Whom a colleague asks in at this moment answers that; and ids name one each.
  const isAsked = pendingInvitations(state).some((pending) => pending.associateId === associateId);
  return isAsked || isKnown(state, participantId) ? 'conflict' : undefined;
}

/** Without a word on it, the associates are told. */
const defaultAnnouncement = 'associates';

function begin(
  { scenario }: EngagementState,
  id: ParticipantId,
  mode: SupervisionMode,
  { associateId, name }: SupervisingActor,
  was: SupervisionMode | undefined,
): EngagementEvent {
  const announce = scenario.supervision?.announce ?? defaultAnnouncement;
  return {
    type: 'supervision-began',
    supervisor: { id, associateId, name, mode, announce },
    ...(was && { was }),
  };
}

/** Barging in is joining like anybody: with microphone, in sight of everyone. The camera is theirs to start. */
const join = (
  { associateId, name }: SupervisingActor,
  participantId: ParticipantId,
  entrance: SupervisorEntrance,
): EngagementEvent => ({
  type: 'joined',
  participantId,
  role: 'associate',
  associateId,
  name,
  camera: false,
  entrance,
});

/** The lead passes, and whoever had it goes: out of the engagement, and to writing up their part. */
function takeOver(state: EngagementState, heir: ParticipantId, at: Timestamp): EngagementEvent[] {
  const lead = state.leadId === undefined ? undefined : participantOf(state, state.leadId);
  // In this order, so that whoever is sent away has heard who goes on.
  return [{ type: 'lead-passed', participantId: heir }, ...(lead ? sentAway(state, lead, at) : [])];
}

const sentAway = (state: EngagementState, lead: Participant, at: Timestamp): EngagementEvent[] => [
  ...transferWithout(state, lead).events,
  { type: 'left', participantId: lead.id, reason: 'taken-over' },
  ...beginWrapUp(state, lead.associateId, at),
];

/** What is over already is no error. */
function stop(state: EngagementState, { associateId }: SupervisingActor): Decision {
  const self = supervisorOfAssociate(state, associateId);
  return self ? accepted(supervisionEnded(self, 'left')) : accepted();
}

/** A listener goes without a trace in the engagement: nobody waits for one whose connection is lost. */
export const supervisionEnded = (
  { since: _, ...supervisor }: Supervisor,
  reason: 'left' | 'lost' | 'ended',
): EngagementEvent => ({ type: 'supervision-ended', supervisor, reason });
