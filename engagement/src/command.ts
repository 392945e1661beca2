import type {
  AskedFor,
  QuestionAnswer,
  QuestionId,
  ApplicationId,
  AssociateId,
  Channel,
  ConsentMatter,
  DeviceLinkId,
  DeviceWay,
  EngagementEvent,
  EngagementId,
  InkTarget,
  InvitationId,
  InvitationPurpose,
  KnownAttribute,
  LivePicture,
  MeetingId,
  MeetingState,
  MessageFile,
  MessageId,
  ParticipantId,
  ProblemCode,
  RecordingProblem,
  ScenarioTerms,
  SmsId,
  StillId,
  StillPicture,
  StillProblem,
  Stroke,
  StrokeId,
  SupervisionWay,
  TeamId,
} from '@parley/protocol';

/** Who asks. `system` is the server itself: timers, routing, connections. */
export type Actor =
  | { readonly kind: 'system' }
  | {
      readonly kind: 'associate';
      readonly associateId: AssociateId;
      readonly name: string;
      /** Has the role of one. */
      readonly isSupervisor?: boolean;
    }
  | { readonly kind: 'participant'; readonly participantId: ParticipantId };

/** The first command of every engagement. */
export interface RequestCommand {
  readonly type: 'request';
  readonly engagementId: EngagementId;
  readonly channel: Channel;
  readonly application: { readonly id: ApplicationId; readonly name: string };
  readonly scenario: ScenarioTerms;
  readonly teamId: TeamId;
  /** Absent in a meeting, which begins with its host. */
  readonly customer?:
    | {
        readonly participantId: ParticipantId;
        readonly name?: string | undefined;
        readonly camera: boolean;
      }
    | undefined;
  readonly meeting?: MeetingState | undefined;
  /** Who opens the meeting: invited to it, and there, in the same moment. */
  readonly host?: Asked | undefined;
  readonly context: KnownAttribute[];
}

/** Asks one associate in. The server chooses both ids beforehand so that repeating the command is harmless. */
export interface InviteCommand {
  readonly type: 'invite';
  readonly invitationId: InvitationId;
  readonly purpose: InvitationPurpose;
  readonly associateId: AssociateId;
  readonly associateName: string;
  readonly participantId: ParticipantId;
  /** One of this team, to whose queue the engagement is being transferred. */
  readonly teamId?: TeamId | undefined;
}

/** An associate whom another one asks, and the ids that the server has chosen. */
export type Asked = Pick<InviteCommand, 'invitationId' | 'associateId' | 'associateName' | 'participantId'>;

interface ByColleague {
  /** Whether whom it is for can answer now: the server's knowledge, not the sender's. */
  readonly isFree: boolean;
  readonly note?: string | undefined;
}

export interface AddCommand extends Asked, ByColleague {
  readonly type: 'add';
}

export interface TransferCommand extends ByColleague {
  readonly type: 'transfer';
  readonly to: Asked | { readonly teamId: TeamId; readonly name: string };
  /** The associates speak first. */
  readonly warm: boolean;
}

/** Commands about a participant's own tracks and the engagement as a whole; given by that participant. */
export type ParticipantAction =
  | 'mute'
  | 'unmute'
  | 'start-camera'
  | 'stop-camera'
  | 'start-screen'
  | 'stop-screen'
  | 'pause'
  | 'resume'
  | 'start-recording'
  | 'stop-recording'
  | 'allow-recording'
  | 'refuse-recording'
  | 'join-transfer'
  | 'cancel-transfer'
  | 'remove-device'
  | 'take-sound'
  | 'exit'
  | 'leave';

/** What participants do with ink, and the customer's word on whether they may. */
export type InkCommand =
  | { readonly type: 'draw'; readonly stroke: Stroke }
  | {
      readonly type: 'change-stroke';
      readonly strokeId: StrokeId;
      readonly points: number[];
      readonly text?: string | undefined;
    }
  | { readonly type: 'erase'; readonly strokeIds: readonly StrokeId[] }
  | { readonly type: 'clear-ink'; readonly target: InkTarget; readonly whose: 'own' | 'all' }
  | { readonly type: 'withdraw-consent'; readonly matter: ConsentMatter }
  | { readonly type: 'give-consent'; readonly matter: ConsentMatter };

/** Asking the customer to share something, and their answer; time alone says `expire-question`. */
export type AskingCommand =
  | { readonly type: 'ask'; readonly questionId: QuestionId; readonly what: AskedFor }
  | { readonly type: 'withdraw-question'; readonly questionId: QuestionId }
  | { readonly type: 'answer-question'; readonly questionId: QuestionId; readonly answer: QuestionAnswer }
  | { readonly type: 'expire-question'; readonly questionId: QuestionId };

/** What supervisors do with an engagement that they have no part in. The id is the server's, for whoever is new to it. */
export type SupervisionCommand =
  | { readonly type: 'supervise'; readonly how: SupervisionWay; readonly participantId: ParticipantId }
  | { readonly type: 'stop-supervising' };
/** Bringing in a second device of the customer's; the server says when it is there, and time when the link is no longer good. */
export type DeviceCommand =
  | { readonly type: 'invite-device'; readonly linkId: DeviceLinkId; readonly way: DeviceWay }
  | { readonly type: 'withdraw-device-link'; readonly linkId: DeviceLinkId }
  | {
      readonly type: 'join-device';
      readonly linkId: DeviceLinkId;
      readonly participantId: ParticipantId;
      /** What it is, in words. */
      readonly device: string;
    }
  | { readonly type: 'expire-device-link'; readonly linkId: DeviceLinkId };

/** Writing to each other. */
export type MessageCommand =
  | {
      readonly type: 'send-message';
      readonly messageId: MessageId;
      /** Of a file, its name. */
      readonly text: string;
      readonly file?: MessageFile | undefined;
    }
  | { readonly type: 'see-messages'; readonly received: number; readonly read: number }
  /** The server has deleted the file of a message. */
  | { readonly type: 'delete-file'; readonly messageId: MessageId };

/** Writing to a phone number. */
export interface SmsCommand {
  readonly type: 'send-sms';
  readonly smsId: SmsId;
  /** E.164. */
  readonly to: string;
  readonly text: string;
}
/** Meetings whose code leads into the engagement, and guests who come with it. */
export type MeetingCommand =
  | { readonly type: 'open-meeting'; readonly meeting: MeetingState }
  | { readonly type: 'close-meeting'; readonly meetingId: MeetingId }
  /** The server's word that somebody has come with the meeting's code. */
  | {
      readonly type: 'knock';
      readonly meetingId: MeetingId;
      readonly participantId: ParticipantId;
      readonly name: string;
      readonly camera: boolean;
    }
  | { readonly type: 'admit'; readonly participantId: ParticipantId }
  | { readonly type: 'refuse'; readonly participantId: ParticipantId };

/** What participants do with stills. */
export type StillCommand =
  | { readonly type: 'freeze'; readonly stillId: StillId; readonly of: LivePicture }
  | { readonly type: 'unfreeze' }
  | { readonly type: 'show-still'; readonly stillId: StillId }
  | { readonly type: 'delete-still'; readonly stillId: StillId }
  | { readonly type: 'fail-still'; readonly stillId: StillId; readonly problem: StillProblem };

/** What the server itself knows of a still: that a file of it is there, that it won't come, that it is gone. */
export type StillReport =
  | {
      readonly type: 'report-still';
      readonly stillId: StillId;
      readonly file: 'preview' | 'picture';
      readonly picture: StillPicture;
    }
  | { readonly type: 'give-up-still'; readonly stillId: StillId; readonly problem: StillProblem }
  | { readonly type: 'remove-still'; readonly stillId: StillId };

export type Command =
  | RequestCommand
  | AskingCommand
  | DeviceCommand
  | InviteCommand
  | AddCommand
  | TransferCommand
  | { readonly type: 'give-up-transfer' }
  | { readonly type: 'set-context'; readonly attributes: readonly KnownAttribute[] }
  | { readonly type: 'accept'; readonly invitationId: InvitationId; readonly camera: boolean }
  | { readonly type: 'decline'; readonly invitationId: InvitationId }
  | { readonly type: 'expire'; readonly invitationId: InvitationId }
  | { readonly type: 'withdraw'; readonly invitationId: InvitationId }
  | {
      readonly type: 'take';
      readonly invitationId: InvitationId;
      readonly participantId: ParticipantId;
      readonly camera: boolean;
    }
  | { readonly type: ParticipantAction }
  | InkCommand
  | StillCommand
  | MessageCommand
  | SupervisionCommand
  | SmsCommand
  | MeetingCommand
  | StillReport
  | { readonly type: 'lose-connection'; readonly participantId: ParticipantId }
  | { readonly type: 'regain-connection'; readonly participantId: ParticipantId }
  | { readonly type: 'give-up'; readonly participantId: ParticipantId }
  | { readonly type: 'give-up-waiting' }
  /** The recorder's word; `problem` when it should write and can't. */
  | {
      readonly type: 'report-recording';
      readonly writing: boolean;
      readonly problem?: RecordingProblem | undefined;
    }
  | { readonly type: 'finish-wrap-up'; readonly associateId: AssociateId };

/** Events to append in this order, none when the wish is already true; or the reason why not. */
export type Decision =
  | { readonly ok: true; readonly events: readonly EngagementEvent[] }
  | { readonly ok: false; readonly code: ProblemCode; readonly detail?: string };

export const accepted = (...events: EngagementEvent[]): Decision => ({ ok: true, events });
export const refused = (code: ProblemCode, detail?: string): Decision =>
  detail === undefined ? { ok: false, code } : { ok: false, code, detail };
