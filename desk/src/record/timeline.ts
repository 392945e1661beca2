import type { EngagementState, LoggedEvent, ParticipantId, StillId } from '@parley/protocol';
import { t } from '../words.ts';

/** One line of the timeline. `weight` tells the turning points from the rest. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly text: string;
  readonly weight: 'turn' | 'step';
  /** The still that it tells of, while there is one to look at. */
  readonly stillId?: StillId;
}

interface Names {
  readonly of: (id: ParticipantId) => string;
  readonly customer: string;
  readonly invited: (invitationId: string) => string;
  readonly associate: (associateId: string) => string;
  readonly knocking: (id: ParticipantId) => string;
}

function namesIn({ participants, invitations, lobby }: EngagementState): Names {
  const unknown = t('common.unknown-customer');
  return {
    of: (id) => {
      const participant = participants.find((one) => one.id === id);
      const name = participant?.name ?? unknown;
      return participant?.device === undefined ? name : t('device.of', { name, device: participant.device });
    },
    customer: participants.find(({ role }) => role === 'customer')?.name ?? unknown,
    knocking: (id) => lobby.find(({ participantId }) => participantId === id)?.name ?? unknown,
    invited: (id) => invitations.find((invitation) => invitation.id === id)?.associateName ?? unknown,
    associate: (id) =>
      participants.find(({ associateId }) => associateId === id)?.name ??
      invitations.find(({ associateId }) => associateId === id)?.associateName ??
      unknown,
  };
}

type Event = LoggedEvent['event'];
type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;

const longestExcerpt = 120;

/** The beginning of a message: its line is there to be found and pressed, the whole stands among the messages. */
const excerpt = (text: string): string => {
  const line = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt).join('')}…` : line.join('');
};

const turns = new Set<Event['type']>(['requested', 'answered', 'ended']);

/** How each kind of event reads; nothing for those that only repeat what stands beside them. */
const readers: {
  readonly [Type in Event['type']]: (event: EventOf<Type>, names: Names) => string | undefined;
} = {
  requested: ({ meeting }, { customer: name }) =>
    meeting ? t('event.meeting-opened', { title: meeting.title }) : t('event.requested', { name }),
  'context-changed': ({ attributes }, { customer: name }) => {
    const page = attributes.find(({ key }) => key === 'page.title')?.value;
    return page ? t('event.context-page', { name, page }) : t('event.context-changed', { name });
  },
  invited: ({ invitation: { purpose, associateName: name } }) =>
    purpose === 'meet'
      ? undefined
      : purpose === 'answer'
        ? t('event.invited', { name })
        : t('event.invited-join', { name }),
  'invitation-closed': ({ status, invitationId }, { invited }) =>
    t(`event.${status}`, { name: invited(invitationId) }),
  // The customer joins by asking, and an associate by accepting, which stands there already.
  joined: ({ role, name, entrance, device }) => {
    if (device !== undefined) return t('event.device-joined', { device });
    if (entrance && name) return t(`event.${entrance}`, { name });
    return role === 'guest' && name ? t('event.joined', { name }) : undefined;
  },
  'supervision-began': ({ supervisor: { name, mode } }) => t(`event.${mode}`, { name }),
  'supervision-ended': ({ supervisor: { name } }) => t('event.supervision-ended', { name }),
  'device-invited': ({ link: { way, byParticipantId } }, { of }) =>
    t(`event.device-invited-${way}`, { name: of(byParticipantId) }),
  // That it was used is told by whoever came.
  'device-link-closed': ({ status }) => (status === 'used' ? undefined : t(`event.device-${status}`)),
  'sound-moved': ({ participantId }, { of }) => t('event.sound-moved', { name: of(participantId) }),
  answered: () => t('event.answered'),
  'lead-passed': ({ participantId }, { of }) => t('event.lead-passed', { name: of(participantId) }),
  muted: ({ participantId }, { of }) => t('event.muted', { name: of(participantId) }),
  unmuted: ({ participantId }, { of }) => t('event.unmuted', { name: of(participantId) }),
  'camera-started': ({ participantId }, { of }) => t('event.camera-started', { name: of(participantId) }),
  'camera-stopped': ({ participantId }, { of }) => t('event.camera-stopped', { name: of(participantId) }),
  'screen-started': ({ participantId }, { of }) => t('event.screen-started', { name: of(participantId) }),
  'screen-stopped': ({ participantId }, { of }) => t('event.screen-stopped', { name: of(participantId) }),
  paused: ({ participantId }, { of }) => t('event.paused', { name: of(participantId) }),
  resumed: ({ participantId }, { of }) => t('event.resumed', { name: of(participantId) }),
  asked: ({ question: { what, byParticipantId } }, { of }) =>
    t(`event.asked-${what}`, { name: of(byParticipantId) }),
  'question-allowed': () => t('event.question-allowed'),
  'question-closed': ({ status }) => t(`event.question-${status}`),
  'message-sent': ({ participantId, message: { file, text } }, { of }) =>
    t(file ? 'event.file-sent' : 'event.message-sent', { name: of(participantId), text: excerpt(text) }),
  'messages-seen': () => undefined,
  'sms-sent': ({ participantId, sms: { to, text } }, { of }) =>
    t('event.sms-sent', { name: of(participantId), number: to, text: excerpt(text) }),
  'meeting-opened': ({ meeting }) => t('event.meeting-opened', { title: meeting.title }),
  'meeting-closed': () => t('event.meeting-closed'),
  knocked: ({ name }) => t('event.knocked', { name }),
  'knock-closed': ({ state, participantId }, { knocking }) =>
    t(`event.knock-${state}`, { name: knocking(participantId) }),
  'message-file-deleted': () => t('event.message-file-deleted'),
  'recording-asked': () => t('event.recording-asked'),
  'recording-allowed': ({ participantId }, { of }) =>
    t('event.recording-allowed', { name: of(participantId) }),
  'recording-refused': ({ participantId }, { of }) =>
    t('event.recording-refused', { name: of(participantId) }),
  'recording-started': () => t('event.recording-started'),
  'recording-stopped': ({ participantId }, { of }) =>
    t('event.recording-stopped', { name: of(participantId) }),
  'recording-began': () => t('event.recording-began'),
  'recording-halted': ({ problem }) => t(`event.recording-${problem ?? 'halted'}`),
  'stroke-drawn': ({ participantId }, { of }) => t('event.ink', { name: of(participantId) }),
  'stroke-changed': () => undefined,
  'strokes-erased': () => undefined,
  'ink-cleared': ({ participantId }, { of }) => t('event.ink-cleared', { name: of(participantId) }),
  'consent-withdrawn': ({ participantId, matter }, { of }) =>
    t(`event.${matter}-forbidden`, { name: of(participantId) }),
  'consent-given': ({ participantId, matter }, { of }) =>
    t(`event.${matter}-permitted`, { name: of(participantId) }),
  frozen: ({ participantId }, { of }) => t('event.frozen', { name: of(participantId) }),
  unfrozen: () => t('event.unfrozen'),
  'still-shown': ({ participantId }, { of }) => t('event.still-shown', { name: of(participantId) }),
  'still-previewed': () => undefined,
  'still-taken': () => undefined,
  'still-failed': () => t('event.still-failed'),
  'still-deleted': () => t('event.still-deleted'),
  'connection-lost': ({ participantId }, { of }) => t('event.connection-lost', { name: of(participantId) }),
  'connection-regained': ({ participantId }, { of }) =>
    t('event.connection-regained', { name: of(participantId) }),
  left: ({ participantId, reason }, { of }) =>
    t(reason === 'left' ? 'event.left' : `event.left-${reason}`, { name: of(participantId) }),
  'transfer-began': ({ transfer }) => t('event.transfer-began', { name: transfer.to.name }),
  'transfer-accepted': ({ participantId }, { of }) =>
    t('event.transfer-accepted', { name: of(participantId) }),
  'transfer-joined': ({ participantId }, { of }) => t('event.transfer-joined', { name: of(participantId) }),
  'transfer-ended': ({ outcome }) =>
    t(outcome === 'completed' ? 'event.transfer-completed' : 'event.transfer-returned'),
  ended: ({ reason }) => t(`end.${reason}`),
  'wrap-up-began': ({ associateId }, { associate }) =>
    t('event.wrap-up-began', { name: associate(associateId) }),
  'wrap-up-ended': ({ associateId }, { associate }) =>
    t('event.wrap-up-ended', { name: associate(associateId) }),
  withheld: () => undefined,
};

function textOf<Type extends Event['type']>(
  event: EventOf<Type>,
  type: Type,
  names: Names,
): string | undefined {
  return readers[type](event, names);
}

/** Somebody who draws makes many strokes, and one line. */
const isMoreInk = (before: LoggedEvent | undefined, event: Event): boolean =>
  before?.event.type === 'stroke-drawn' &&
  event.type === 'stroke-drawn' &&
  before.event.participantId === event.participantId;

function stillIn({ stills }: EngagementState, event: Event): Pick<TimelineEntry, 'stillId'> {
  const stillId = event.type === 'frozen' || event.type === 'still-shown' ? event.stillId : undefined;
  return stillId && stills.some(({ id }) => id === stillId) ? { stillId } : {};
}

/** The event log as people read it. */
export function timelineOf(
  engagement: EngagementState,
  events: readonly LoggedEvent[],
): readonly TimelineEntry[] {
  const names = namesIn(engagement);
  return events.flatMap(({ seq, at, event }, place) => {
    if (isMoreInk(events[place - 1], event)) return [];
    const text = textOf(event, event.type, names);
    if (!text) return [];
    const weight = turns.has(event.type) ? 'turn' : 'step';
    return [{ seq, at, text, weight, ...stillIn(engagement, event) }];
  });
}
