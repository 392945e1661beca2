import type {
  AskedFor,
  DeviceWay,
  EngagementState,
  Participant,
  ParticipantId,
  ProblemCode,
} from '@parley/protocol';
import type { ParticipantAction } from './command.ts';
import { isRecordable } from './recording.ts';
import { allows, customerOf, participantOf, remainingAssociates } from './state.ts';

type Rule = (state: EngagementState, self: Participant) => ProblemCode | undefined;

const side = (self: Participant): 'customer' | 'associate' =>
  self.role === 'associate' ? 'associate' : 'customer';

const whileActive: Rule = (state) => (state.phase === 'active' ? undefined : 'engagement-not-active');

const mayRecord: Rule = (state, self) =>
  whileActive(state, self) ??
  (self.role === 'associate' && allows(state, 'associate.record') && isRecordable(state)
    ? undefined
    : 'not-in-scenario');

const mayFreeze: Rule = (state, self) =>
  whileActive(state, self) ??
  (self.role === 'associate' && allows(state, 'associate.freeze') ? undefined : 'not-in-scenario');

const mayAnnotate: Rule = (state, self) =>
  whileActive(state, self) ?? (allows(state, `${side(self)}.annotate`) ? undefined : 'not-in-scenario');

const mayMessage: Rule = (state, self) =>
  whileActive(state, self) ?? (allows(state, `${side(self)}.message`) ? undefined : 'not-in-scenario');

const maySendSms: Rule = (state, self) =>
  whileActive(state, self) ??
  (self.role === 'associate' ? undefined : 'not-allowed') ??
  (allows(state, 'associate.sms') ? undefined : 'not-in-scenario');

const mayConsent: Rule = (state, self) =>
  whileActive(state, self) ??
  (self.role === 'customer' && state.scenario.ink?.mayRefuse ? undefined : 'not-allowed');

const mayAsk =
  (permission: 'associate.add' | 'associate.transfer' | 'associate.meeting'): Rule =>
  (state, self) =>
    whileActive(state, self) ??
    (self.role === 'associate' ? undefined : 'not-allowed') ??
    (allows(state, permission) ? undefined : 'not-in-scenario');

const mayAskFor =
  (what: AskedFor): Rule =>
  (state, self) =>
    whileActive(state, self) ??
    (self.role === 'associate' ? undefined : 'not-allowed') ??
    (allows(state, `request.${what}`) && customerOf(state) ? undefined : 'not-in-scenario');

/** On their own where the scenario lets them; else what they were asked for and have allowed, until it stops. */
const mayShare = (what: AskedFor, state: EngagementState, self: Participant): ProblemCode | undefined =>
  allows(state, `${side(self)}.${what}`) || (self.role === 'customer' && hasAllowed(state, what))
    ? undefined
    : 'not-in-scenario';

const hasAllowed = ({ questions }: EngagementState, asked: AskedFor): boolean =>
  questions.some(({ what, status }) => what === asked && (status === 'allowed' || status === 'shared'));

/** An associate as the scenario lets them; the customer themselves where they may show their camera, or are asked to. */
const mayInviteDevice =
  (way: DeviceWay): Rule =>
  (state, self) => {
    const inactive = whileActive(state, self);
    if (inactive || self.role === 'guest') return inactive ?? 'not-allowed';
    if (self.role === 'associate')
      return allows(state, way === 'sms' ? 'associate.sms' : 'request.camera') && customerOf(state)
        ? undefined
        : 'not-in-scenario';
    if (way === 'sms') return 'not-allowed';
    const isAsked = state.questions.some(({ what, status }) => what === 'camera' && status === 'open');
    return isAsked ? undefined : mayShare('camera', state, self);
  };

/** What concerns both devices of the customer is theirs alone. */
const ofCustomer: Rule = (state, self) =>
  whileActive(state, self) ?? (self.role === 'customer' ? undefined : 'not-allowed');

/** The two of a transfer; a third associate has no say in it. */
const isSender: Rule = ({ transfer }, self) =>
  !transfer || transfer.byParticipantId === self.id ? undefined : 'not-allowed';
const isReceiver: Rule = ({ transfer }, self) =>
  transfer?.toParticipantId === self.id ? undefined : 'not-allowed';

const wasAsked: Rule = (state, self) =>
  whileActive(state, self) ??
  (self.role === 'customer' && state.recording?.consent !== undefined ? undefined : 'not-allowed');

/** What a participant can be allowed to do: actions, and kinds of commands that carry more than their name. */
export type PermittedAction =
  | ParticipantAction
  | 'add-associate'
  | 'open-meeting'
  | 'admit'
  | `ask-${AskedFor}`
  | `invite-device-by-${DeviceWay}`
  | 'withdraw-device-link'
  | 'message'
  | 'see-messages'
  | 'sms'
  | 'withdraw-question'
  | 'answer-question'
  | 'transfer'
  | 'annotate'
  | 'clear-all'
  | 'freeze'
  | 'unfreeze'
  | 'consent';

/** Why each action is refused to a participant who is in the engagement; nothing when it may be done. */
const rules: Record<PermittedAction, Rule> = {
  mute: () => undefined,
  unmute: () => undefined,
  // Who brings a second device brings it for this.
  'start-camera': (state, self) => (self.deviceOf ? undefined : mayShare('camera', state, self)),
  'stop-camera': () => undefined,
  'start-screen': (state, self) => whileActive(state, self) ?? mayShare('screen', state, self),
  'stop-screen': () => undefined,
  pause: (state, self) =>
    whileActive(state, self) ??
    (self.role === 'guest' ? 'not-allowed' : undefined) ??
    (allows(state, `${side(self)}.pause`) ? undefined : 'not-in-scenario'),
  // An associate can always resume; a customer only what the customer paused.
  resume: (state, self) =>
    whileActive(state, self) ??
    (self.role === 'associate' || !state.hold || state.hold.byParticipantId === self.id
      ? undefined
      : 'not-paused-by-you'),
  'start-recording': (state, self) =>
    mayRecord(state, self) ?? (state.recording?.consent === 'refused' ? 'recording-refused' : undefined),
  'stop-recording': (state, self) => mayRecord(state, self),
  'allow-recording': (state, self) => wasAsked(state, self),
  'refuse-recording': (state, self) => wasAsked(state, self),
  annotate: (state, self) =>
    mayAnnotate(state, self) ?? (state.forbidden.includes('ink') ? 'ink-refused' : undefined),
  'clear-all': (state, self) =>
    mayAnnotate(state, self) ?? (self.role === 'associate' ? undefined : 'not-allowed'),
  freeze: (state, self) =>
    mayFreeze(state, self) ?? (state.forbidden.includes('freeze') ? 'freeze-refused' : undefined),
  // Going back to the live picture needs nobody's consent.
  unfreeze: mayFreeze,
  message: mayMessage,
  'see-messages': whileActive,
  sms: maySendSms,
  consent: mayConsent,
  'ask-camera': mayAskFor('camera'),
  'ask-screen': mayAskFor('screen'),
  'withdraw-question': (state, self) =>
    whileActive(state, self) ?? (self.role === 'associate' ? undefined : 'not-allowed'),
  'answer-question': (state, self) =>
    whileActive(state, self) ?? (self.role === 'customer' ? undefined : 'not-allowed'),
  'invite-device-by-sms': mayInviteDevice('sms'),
  'invite-device-by-screen': mayInviteDevice('screen'),
  'withdraw-device-link': (state, self) =>
    whileActive(state, self) ?? (self.role === 'guest' ? 'not-allowed' : undefined),
  'remove-device': ofCustomer,
  'take-sound': ofCustomer,
  'add-associate': mayAsk('associate.add'),
  'open-meeting': mayAsk('associate.meeting'),
  // Whoever is in it has been let in by the host, or is the host.
  admit: (state, self) => whileActive(state, self) ?? (self.role === 'associate' ? undefined : 'not-allowed'),
  transfer: mayAsk('associate.transfer'),
  'join-transfer': (state, self) =>
    whileActive(state, self) ??
    (!state.transfer || state.transfer.phase === 'asking' ? 'invitation-over' : undefined) ??
    (isReceiver(state, self) && isSender(state, self)),
  'cancel-transfer': (state, self) =>
    whileActive(state, self) ??
    (self.role === 'associate' ? isSender(state, self) : 'not-allowed') ??
    (state.transfer?.phase === 'together' ? 'invitation-over' : undefined),
  exit: (_state, self) => (self.role === 'guest' ? 'not-allowed' : undefined),
  leave: (state, self) =>
    whileActive(state, self) ??
    (self.role === 'customer' && !self.deviceOf
      ? 'not-allowed'
      : self.role === 'associate' && !someoneStays(state, self)
        ? 'last-associate'
        : undefined),
};

/** Another associate is there to go on with the customer; one whose connection is lost does not count. */
export const someoneStays = (state: EngagementState, self: Participant): boolean =>
  remainingAssociates(state).some((other) => other.id !== self.id && other.state === 'present');

/** All that a second device of the customer is for; everything else they do where they came in. */
const onSecondDevice = new Set<PermittedAction>([
  'mute',
  'unmute',
  'start-camera',
  'stop-camera',
  'annotate',
  'take-sound',
  'leave',
]);

/** The reason why this participant may not do this now, or nothing. */
export function refusal(
  state: EngagementState,
  participantId: ParticipantId,
  action: PermittedAction,
): ProblemCode | undefined {
  if (state.phase === 'ended') return 'engagement-ended';
  const self = participantOf(state, participantId);
  if (!self || self.state === 'left') return 'not-a-participant';
  if (self.deviceOf && !onSecondDevice.has(action)) return 'not-on-this-device';
  return rules[action](state, self);
}

/** Whether a control for this action has a place on this participant's screen. */
export const may = (state: EngagementState, participantId: ParticipantId, action: PermittedAction): boolean =>
  refusal(state, participantId, action) === undefined;
