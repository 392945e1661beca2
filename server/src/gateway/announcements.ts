import { invitationOf, pendingInvitations } from '@parley/engagement';
import type {
  Availability,
  EngagementState,
  Invitation,
  InvitationOver,
  LoggedEvent,
} from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import { incomingCard } from '../invitation/card.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { Availabilities } from '../routing/availabilities.ts';
import { queuedStates, queueEntry, queueOf, waitingStates } from '../routing/queue.ts';
import type { BoardWatch } from './board-watch.ts';
import type { ColleagueWatch } from './colleague-watch.ts';
import { selfIn, type AssociateReader, type CustomerReader } from './reader.ts';
import type { Readers } from './readers.ts';

/** Several events of one moment make one message. */
const gatherMs = 15;

interface Parts {
  readonly engagements: Engagements;
  readonly availabilities: Availabilities;
  readonly readers: Readers;
  readonly colleagueWatch: ColleagueWatch;
  readonly boardWatch: BoardWatch;
  readonly clock: Clock;
}

/** What readers are told beside the events of their own engagements: cards, queues, places, availability. */
export class Announcements {
  readonly #parts: Parts;
  /** What each reader was told last, so that nobody hears the same twice. */
  readonly #told = new WeakMap<AssociateReader, { availability: string; queue: string }>();
  readonly #toldPlaces = new WeakMap<CustomerReader, number>();
  #gathering: CancelTimer | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Queues or availabilities may have changed. */
  changed(): void {
    this.#gathering ??= this.#parts.clock.after(gatherMs, () => this.#tellAll());
  }

  happened(state: EngagementState, events: readonly LoggedEvent[]): void {
    for (const { event } of events) {
      if (event.type === 'invited') this.#tellInvited(state, event.invitation);
      if (event.type === 'invitation-closed') this.#tellOver(state, event);
    }
    this.changed();
  }

  /** What rings for an associate who has just connected. */
  welcome(reader: AssociateReader, availability: Availability): void {
    this.#told.set(reader, { availability: JSON.stringify(availability), queue: '' });
    for (const state of this.#parts.engagements.open())
      for (const invitation of pendingInvitations(state))
        if (invitation.associateId === reader.profile.id) sendCard(reader, state, invitation);
    this.changed();
  }

  stop(): void {
    this.#gathering?.();
  }

  #tellAll(): void {
    this.#gathering = undefined;
    for (const reader of this.#parts.readers.associates()) this.#tellAssociate(reader);
    this.#tellPlaces();
    this.#parts.colleagueWatch.changed();
    this.#parts.boardWatch.changed();
  }

  #tellAssociate(reader: AssociateReader): void {
    const before = this.#told.get(reader) ?? { availability: '', queue: '' };
    const desk = this.#parts.availabilities.desk(reader.profile.id);
    if (!desk) return;
    const waiting = queuedStates(this.#parts.engagements.open())
      .filter((state) => desk.teamIds.includes(queueOf(state)) && !selfIn(reader, state))
      .map(queueEntry);
    const now = { availability: JSON.stringify(desk.availability), queue: JSON.stringify(waiting) };
    this.#told.set(reader, now);
    if (now.availability !== before.availability)
      reader.connection.send({ type: 'availability.changed', availability: desk.availability });
    if (now.queue !== before.queue) reader.connection.send({ type: 'queue.changed', waiting });
  }

  /** Each waiting customer hears their place in their own team's queue, when it is another than before. */
  #tellPlaces(): void {
    const waiting = waitingStates(this.#parts.engagements.open());
    for (const reader of this.#parts.readers.customers()) {
      const state = waiting.find(({ id }) => id === reader.engagementId);
      if (!state) continue;
      const place = waiting.filter(({ teamId }) => teamId === state.teamId).indexOf(state) + 1;
      if (this.#toldPlaces.get(reader) === place) continue;
      this.#toldPlaces.set(reader, place);
      reader.connection.send({ type: 'queue.place', engagementId: state.id, place });
    }
  }

  #tellInvited(state: EngagementState, invitation: Invitation): void {
    const reader = this.#parts.readers.associate(invitation.associateId);
    if (reader && invitationOf(state, invitation.id)?.status === 'pending')
      sendCard(reader, state, invitation);
  }

  #tellOver(
    state: EngagementState,
    { invitationId, status }: Extract<LoggedEvent['event'], { type: 'invitation-closed' }>,
  ): void {
    const invitation = invitationOf(state, invitationId);
    const reader = invitation && this.#parts.readers.associate(invitation.associateId);
    reader?.connection.send({
      type: 'invitation.over',
      engagementId: state.id,
      invitationId,
      status,
      ...(invitation && status === 'withdrawn' && whyWithdrawn(state, invitation)),
    });
  }
}

/** Nothing for an associate who took the engagement from the queue while it rang for them. */
function whyWithdrawn(
  state: EngagementState,
  invitation: Invitation,
): Pick<InvitationOver, 'because' | 'answeredBy'> {
  if (state.phase === 'ended') return { because: 'ended' };
  if (invitation.byParticipantId) return invitation.because ? {} : { because: 'taken-back' };
  const who = state.participants.findLast(({ role }) => role === 'associate');
  if (state.phase !== 'active' || !who || who.associateId === invitation.associateId) return {};
  return { because: 'answered', ...(who.name !== undefined && { answeredBy: who.name }) };
}

function sendCard(reader: AssociateReader, state: EngagementState, invitation: Invitation): void {
  reader.connection.send({ type: 'invitation.received', invitation: incomingCard(state, invitation) });
}
