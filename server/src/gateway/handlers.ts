import { participantOf, supervisorOf, type Command, type ParticipantAction } from '@parley/engagement';
import type {
  AssociateId,
  EngagementState,
  InvitationId,
  ParticipantId,
  QuestionId,
  UpRequest,
  UpRequestType,
} from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import type { Media, MediaPlace } from '../media/media.ts';
import { newId } from '../platform/ids.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import type { Turns } from '../platform/turns.ts';
import type { Meetings } from '../meeting/meetings.ts';
import type { Availabilities } from '../routing/availabilities.ts';
import { queueOf } from '../routing/queue.ts';
import type { Router } from '../routing/router.ts';
import type { BoardWatch } from './board-watch.ts';
import { inviteDevice, type DeviceParts } from './device-handlers.ts';
import { addColleague, transferTo, watchColleagues, type ColleagueParts } from './colleague-handlers.ts';
import { leave, openMeeting } from './meeting-handlers.ts';
import { actorIn, associateActor, selfIn, type AssociateReader, type RealtimeReader } from './reader.ts';
import { startSupervising, stopSupervising, watchBoard } from './supervision-handlers.ts';

export interface HandlerParts extends ColleagueParts, DeviceParts {
  readonly engagements: Engagements;
  readonly availabilities: Availabilities;
  readonly router: Router;
  readonly media: Media;
  readonly boardWatch: BoardWatch;
  readonly meetings: Pick<Meetings, 'open'>;
  /** The reader has come into the engagement: it gets a snapshot before the reply. */
  readonly entered: (reader: RealtimeReader, state: EngagementState) => Promise<void>;
  readonly availabilityChanged: () => void;
  readonly entrances: Turns<AssociateId>;
}

type Answer = Outcome<{ readonly sdp?: string }>;
type Request<T extends UpRequestType> = Extract<UpRequest, { type: T }>;
type Handler<T extends UpRequestType> = (
  parts: HandlerParts,
  reader: RealtimeReader,
  request: Request<T>,
) => Promise<Answer>;

const done = (outcome: Outcome<unknown>): Answer => (outcome.ok ? succeed({}) : outcome);

/** A command about the reader's own part in the engagement. */
async function act(
  { engagements }: HandlerParts,
  reader: RealtimeReader,
  engagementId: EngagementState['id'],
  command: Command,
): Promise<Answer> {
  const state = await engagements.state(engagementId);
  const actor = state && actorIn(reader, state);
  // Whether an engagement exists is nobody's business who is not in it (RQ7).
  if (!state || !actor) return refuse('engagement-not-found');
  return done(await engagements.command(state.id, command, actor));
}

const within =
  (parts: HandlerParts, reader: RealtimeReader) => (engagementId: EngagementState['id'], command: Command) =>
    act(parts, reader, engagementId, command);

const simply =
  (type: ParticipantAction) =>
  (parts: HandlerParts, reader: RealtimeReader, request: { readonly engagementId: EngagementState['id'] }) =>
    act(parts, reader, request.engagementId, { type });

const accept: Handler<'invitation.accept'> = async (parts, reader, { engagementId, invitationId }) => {
  if (reader.role !== 'associate') return refuse('not-allowed');
  if (!(await isConcerned(parts, reader, engagementId))) return refuse('engagement-not-found');
  return enter(parts, reader, engagementId, { type: 'accept', invitationId, camera: true });
};

const take: Handler<'engagement.take'> = async (parts, reader, { engagementId }) => {
  if (reader.role !== 'associate') return refuse('not-allowed');
  const desk = parts.availabilities.desk(reader.profile.id);
  const state = await parts.engagements.state(engagementId);
  if (!state || !desk?.teamIds.includes(queueOf(state))) return refuse('engagement-not-found');
  const ids = { invitationId: newId<InvitationId>(), participantId: newId<ParticipantId>() };
  return enter(parts, reader, engagementId, { type: 'take', ...ids, camera: true });
};

/** Whether an engagement exists is nobody's business who was never asked into it (RQ7). */
async function isConcerned(
  { engagements }: HandlerParts,
  { profile }: AssociateReader,
  engagementId: EngagementState['id'],
): Promise<boolean> {
  const state = await engagements.state(engagementId);
  return [...(state?.invitations ?? []), ...(state?.participants ?? [])].some(
    ({ associateId }) => associateId === profile.id,
  );
}

async function isIn(
  parts: HandlerParts,
  reader: RealtimeReader,
  engagementId: EngagementState['id'],
): Promise<boolean> {
  const state = await parts.engagements.state(engagementId);
  return state !== undefined && selfIn(reader, state) !== undefined;
}

/** An associate is in one engagement at a time; two answers given at once wait for each other. */
function enter(
  parts: HandlerParts,
  reader: AssociateReader,
  engagementId: EngagementState['id'],
  command: Command,
): Promise<Answer> {
  return parts.entrances.take(reader.profile.id, async () => {
    const isBusy = parts.availabilities.desk(reader.profile.id)?.availability.status === 'on-a-call';
    if (isBusy && !(await isIn(parts, reader, engagementId))) return refuse('already-engaged');
    const outcome = await parts.engagements.command(engagementId, command, associateActor(reader));
    if (outcome.ok) await parts.entered(reader, outcome.value);
    return done(outcome);
  });
}

const decline: Handler<'invitation.decline'> = async (parts, reader, { engagementId, invitationId }) => {
  if (reader.role !== 'associate') return refuse('not-allowed');
  if (!(await isConcerned(parts, reader, engagementId))) return refuse('engagement-not-found');
  const command = { type: 'decline', invitationId } as const;
  return done(await parts.engagements.command(engagementId, command, associateActor(reader)));
};

const setAvailability: Handler<'availability.set'> = async (parts, reader, { chosen }) => {
  if (reader.role !== 'associate') return refuse('not-allowed');
  await parts.availabilities.choose(reader.profile.id, chosen);
  parts.availabilityChanged();
  parts.router.consider();
  return succeed({});
};

const finishWrapUp: Handler<'engagement.finish-wrap-up'> = async (parts, reader, { engagementId }) => {
  if (reader.role !== 'associate') return refuse('not-allowed');
  if (!(await isConcerned(parts, reader, engagementId))) return refuse('engagement-not-found');
  const command = { type: 'finish-wrap-up', associateId: reader.profile.id } as const;
  return done(await parts.engagements.command(engagementId, command, associateActor(reader)));
};

/** Where the reader's media belongs: their own part, or the one they would have by answering (ME1). */
async function placeOf(
  { engagements }: HandlerParts,
  reader: RealtimeReader,
  engagementId: EngagementState['id'],
): Promise<Outcome<MediaPlace>> {
  const state = await engagements.state(engagementId);
  if (!state) return refuse('engagement-not-found');
  const participantId = selfIn(reader, state) ?? invitedAs(reader, state);
  if (!participantId) return refuse('engagement-not-found');
  if (state.phase === 'ended') return refuse('engagement-ended');
  if (participantOf(state, participantId)?.state === 'left') return refuse('not-a-participant');
  return succeed({ state, participantId, reader: reader.connection });
}

function invitedAs(reader: RealtimeReader, state: EngagementState): ParticipantId | undefined {
  if (reader.role !== 'associate') return undefined;
  return state.invitations.find(
    ({ associateId, status }) => associateId === reader.profile.id && status === 'pending',
  )?.participantId;
}

const publish: Handler<'media.publish'> = async (parts, reader, request) => {
  const place = await placeOf(parts, reader, request.engagementId);
  return place.ok ? parts.media.publish(place.value, request) : place;
};

const subscribe: Handler<'media.subscribe'> = async (parts, reader, request) => {
  const place = await placeOf(parts, reader, request.engagementId);
  return place.ok ? done(await parts.media.subscribe(place.value, request.connectionId)) : place;
};

const answer: Handler<'media.answer'> = async (
  parts,
  reader,
  { engagementId, connectionId, revision, sdp },
) => {
  const place = await placeOf(parts, reader, engagementId);
  return place.ok ? done(await parts.media.answer(place.value, { connectionId, revision, sdp })) : place;
};

const resize: Handler<'media.resize'> = async (parts, reader, { engagementId, sizes }) => {
  const place = await placeOf(parts, reader, engagementId);
  if (!place.ok) return place;
  // What a supervisor looks at would tell publishers that somebody does.
  if (supervisorOf(place.value.state, place.value.participantId)) return succeed({});
  return done(await parts.media.resize(place.value, sizes));
};

const setContext: Handler<'context.set'> = (parts, reader, { engagementId, attributes }) =>
  act(parts, reader, engagementId, {
    type: 'set-context',
    attributes: attributes.map((attribute) => ({ ...attribute, verified: false })),
  });

/** One handler for each request that a client can make. */
const handlers: { readonly [T in UpRequestType]: Handler<T> } = {
  'availability.set': setAvailability,
  'invitation.accept': accept,
  'invitation.decline': decline,
  'invitation.withdraw': (parts, reader, { engagementId, invitationId }) =>
    act(parts, reader, engagementId, { type: 'withdraw', invitationId }),
  'associate.add': (parts, reader, request) => addColleague(parts, reader, request, within(parts, reader)),
  'transfer.start': (parts, reader, request) => transferTo(parts, reader, request, within(parts, reader)),
  'transfer.join': simply('join-transfer'),
  'transfer.cancel': simply('cancel-transfer'),
  'colleagues.watch': watchColleagues,
  'board.watch': watchBoard,
  'supervision.start': (parts, reader, request) =>
    startSupervising(reader, request, (...entrance) => enter(parts, ...entrance)),
  'supervision.stop': async (parts, reader, request) => done(await stopSupervising(parts, reader, request)),
  'engagement.take': take,
  'engagement.pause': simply('pause'),
  'engagement.resume': simply('resume'),
  'engagement.exit': simply('exit'),
  'engagement.leave': (parts, reader, { engagementId }) =>
    leave(parts, reader, engagementId, () => act(parts, reader, engagementId, { type: 'leave' })),
  'meeting.open': openMeeting,
  'lobby.admit': (parts, reader, { engagementId, participantId }) =>
    act(parts, reader, engagementId, { type: 'admit', participantId }),
  'lobby.refuse': (parts, reader, { engagementId, participantId }) =>
    act(parts, reader, engagementId, { type: 'refuse', participantId }),
  'engagement.finish-wrap-up': finishWrapUp,
  'track.mute': simply('mute'),
  'track.unmute': simply('unmute'),
  'camera.start': simply('start-camera'),
  'camera.stop': simply('stop-camera'),
  'screen.start': simply('start-screen'),
  'screen.stop': simply('stop-screen'),
  'recording.start': simply('start-recording'),
  'recording.stop': simply('stop-recording'),
  'recording.answer': (parts, reader, { engagementId, allow }) =>
    act(parts, reader, engagementId, { type: allow ? 'allow-recording' : 'refuse-recording' }),
  'question.ask': (parts, reader, { engagementId, what }) =>
    act(parts, reader, engagementId, { type: 'ask', questionId: newId<QuestionId>(), what }),
  'question.withdraw': (parts, reader, { engagementId, questionId }) =>
    act(parts, reader, engagementId, { type: 'withdraw-question', questionId }),
  'question.answer': (parts, reader, { engagementId, questionId, answer: said }) =>
    act(parts, reader, engagementId, { type: 'answer-question', questionId, answer: said }),
  'device.invite': async (parts, reader, request) => done(await inviteDevice(parts, reader, request)),
  'device.withdraw': (parts, reader, { engagementId, linkId }) =>
    act(parts, reader, engagementId, { type: 'withdraw-device-link', linkId }),
  'device.remove': simply('remove-device'),
  'sound.take': simply('take-sound'),
  'context.set': setContext,
  'ink.draw': (parts, reader, { engagementId, stroke }) =>
    act(parts, reader, engagementId, { type: 'draw', stroke }),
  'ink.change': (parts, reader, { engagementId, strokeId, points, text }) =>
    act(parts, reader, engagementId, { type: 'change-stroke', strokeId, points, text }),
  'ink.erase': (parts, reader, { engagementId, strokeIds }) =>
    act(parts, reader, engagementId, { type: 'erase', strokeIds }),
  'ink.clear': (parts, reader, { engagementId, target, whose }) =>
    act(parts, reader, engagementId, { type: 'clear-ink', target, whose }),
  'consent.withdraw': (parts, reader, { engagementId, matter }) =>
    act(parts, reader, engagementId, { type: 'withdraw-consent', matter }),
  'consent.give': (parts, reader, { engagementId, matter }) =>
    act(parts, reader, engagementId, { type: 'give-consent', matter }),
  'still.freeze': (parts, reader, { engagementId, stillId, of }) =>
    act(parts, reader, engagementId, { type: 'freeze', stillId, of }),
  'still.unfreeze': (parts, reader, { engagementId }) =>
    act(parts, reader, engagementId, { type: 'unfreeze' }),
  'still.show': (parts, reader, { engagementId, stillId }) =>
    act(parts, reader, engagementId, { type: 'show-still', stillId }),
  'still.delete': (parts, reader, { engagementId, stillId }) =>
    act(parts, reader, engagementId, { type: 'delete-still', stillId }),
  'still.fail': (parts, reader, { engagementId, stillId, problem }) =>
    act(parts, reader, engagementId, { type: 'fail-still', stillId, problem }),
  'message.send': (parts, reader, { engagementId, messageId, text }) =>
    act(parts, reader, engagementId, { type: 'send-message', messageId, text }),
  'message.seen': (parts, reader, { engagementId, received, read }) =>
    act(parts, reader, engagementId, { type: 'see-messages', received, read }),
  'media.publish': publish,
  'media.subscribe': subscribe,
  'media.answer': answer,
  'media.resize': resize,
};

export function handle<T extends UpRequestType>(
  parts: HandlerParts,
  reader: RealtimeReader,
  request: Request<T> & { readonly type: T },
): Promise<Answer> {
  return handlers[request.type](parts, reader, request);
}
