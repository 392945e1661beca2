import type { LiveEngagement } from '@parley/call';
import type { EngagementState, Participant, ParticipantId, Supervisor } from '@parley/protocol';
import {
  customerOf,
  deviceIn,
  participantOf,
  pictureDeviceOf,
  remaining,
  remainingAssociates,
  supervisorOf,
} from '@parley/engagement';
import { t } from '../words.ts';

/** An engagement as the associate in it sees it. */
export interface OwnEngagement {
  readonly state: EngagementState;
  readonly self: Participant;
  /** What this associate is to it, when they only supervise: then nothing of `self` is anywhere but here. */
  readonly supervision?: Supervisor;
  /** Where the customer came in; in a meeting without one the guest who came first, or nobody yet. */
  readonly customer: Participant;
  /** There is no customer. */
  readonly isMeeting: boolean;
  /** The customer's second device, while it is in it. */
  readonly device: Participant | undefined;
  /** Whom the stage shows: the customer, by one of their two cameras. */
  readonly picture: Participant;
  /** The customer's cameras that show, beside what is on the stage. */
  readonly camerasBeside: readonly Participant[];
  /** Other associates who are in it. */
  readonly colleagues: readonly Participant[];
  /** Everybody else who is in it: colleagues, and guests. */
  readonly others: readonly Participant[];
}

/**
 * Sorts the people of an engagement by what they are to this associate.
 * @param swapped of two cameras of the customer the associate wants the other one on the stage
 */
export function ownEngagement({ state, selfId }: LiveEngagement, swapped = false): OwnEngagement | undefined {
  const supervision = supervisorOf(state, selfId);
  const self = supervision ? lookingOn(supervision) : participantOf(state, selfId);
  if (!self) return undefined;
  const customer = customerOf(state) ?? firstGuest(state) ?? nobody(state);
  const isMeeting = customerOf(state) === undefined;
  const colleagues = remainingAssociates(state).filter(({ id }) => id !== selfId);
  const device = deviceIn(state);
  const others = remaining(state).filter(
    ({ id }) => id !== selfId && id !== customer.id && id !== device?.id,
  );
  const shown = [pictureDeviceOf(state) ?? customer, customer].filter(isSeen);
  const cameras = swapped ? shown.toReversed() : shown;
  const picture = cameras[0] ?? customer;
  const camerasBeside = [...new Set(cameras)].filter((one) => customer.screen || one.id !== picture.id);
  const cameraFacts = { device, picture, camerasBeside };
  return {
    state,
    self,
    customer,
    isMeeting,
    ...cameraFacts,
    colleagues,
    others,
    ...(supervision && { supervision }),
  };
}

/** A camera that shows something, unless everything stands still. */
const isSeen = ({ camera, state }: Participant): boolean => camera && state !== 'left';

/** Who supervises has no part in the engagement; their own screen shows them as somebody who sends nothing. */
const lookingOn = ({ id, name, associateId, mode, since }: Supervisor): Participant => ({
  id,
  role: 'associate',
  name,
  associateId,
  state: 'present',
  joinedAt: since,
  muted: mode === 'listen',
  camera: false,
  screen: false,
});

const firstGuest = (state: EngagementState): Participant | undefined =>
  remaining(state).find(({ role }) => role === 'guest');

/** Stands on the stage of a meeting until somebody has come. */
const nobody = ({ requestedAt }: EngagementState): Participant => ({
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nobody has it, and nothing is asked about it
  id: '' as ParticipantId,
  role: 'guest',
  name: t('meeting.nobody-yet'),
  state: 'present',
  joinedAt: requestedAt,
  muted: false,
  camera: false,
  screen: false,
});

export const isNobody = ({ id }: Participant): boolean => id === '';

export const nameOf = (participant: Participant | undefined): string =>
  participant?.name ?? t('common.unknown-customer');
