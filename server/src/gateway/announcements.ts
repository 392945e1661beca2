import { invitationOf, pendingInvitations } from '@parley/engagement';
import type { Availability, EngagementState, LoggedEvent } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import { incomingCard } from '../invitation/card.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { Availabilities } from '../routing/availabilities.ts';
import { queueEntry, waitingStates } from '../routing/queue.ts';
import type { AssociateReader, CustomerReader } from './reader.ts';
import type { Readers } from './readers.ts';

/** Several events of one moment make one message. */
const gatherMs = 15;

interface Parts {
  readonly engagements: Engagements;
  readonly availabilities: Availabilities;
  readonly readers: Readers;
  readonly clock: Clock;
}

export type Announcements = ReturnType<typeof createAnnouncements>;

/** What readers are told beside the events of their own engagements: cards, queues, places, availability. */
export function createAnnouncements({ engagements, availabilities, readers, clock }: Parts) {
  let gathering: CancelTimer | undefined;
  const told = new WeakMap<AssociateReader, { availability: string; queue: string }>();
  const toldPlaces = new WeakMap<CustomerReader, number>();

  function tellAll(): void {
    gathering = undefined;
    for (const reader of readers.associates()) tellAssociate(reader);
    tellPlaces();
  }

  function tellAssociate(reader: AssociateReader): void {
    const before = told.get(reader) ?? { availability: '', queue: '' };
    const desk = availabilities.atDesks().find(({ profile }) => profile.id === reader.profile.id);
    if (!desk) return;
    const waiting = waitingStates(engagements.open())
      .filter(({ teamId }) => desk.teamIds.includes(teamId))
      .map(queueEntry);
    const now = { availability: JSON.stringify(desk.availability), queue: JSON.stringify(waiting) };
    told.set(reader, now);
    if (now.availability !== before.availability)
      reader.connection.send({ type: 'availability.changed', availability: desk.availability });
    if (now.queue !== before.queue) reader.connection.send({ type: 'queue.changed', waiting });
  }

  /** Each waiting customer hears their place in their own team's queue, when it is another than before. */
  function tellPlaces(): void {
    const waiting = waitingStates(engagements.open());
    for (const reader of readers.customers()) {
      const state = waiting.find(({ id }) => id === reader.engagementId);
      if (!state) continue;
      const place = waiting.filter(({ teamId }) => teamId === state.teamId).indexOf(state) + 1;
      if (toldPlaces.get(reader) === place) continue;
      toldPlaces.set(reader, place);
      reader.connection.send({ type: 'queue.place', engagementId: state.id, place });
    }
  }

  function tellInvitations(state: EngagementState, { event }: LoggedEvent): void {
    if (event.type === 'invited') {
      const reader = readers.associate(event.invitation.associateId);
      const still = invitationOf(state, event.invitation.id);
      if (reader && still?.status === 'pending')
        reader.connection.send({
          type: 'invitation.received',
          invitation: incomingCard(state, event.invitation),
        });
    }
    if (event.type === 'invitation-closed') {
      const invitation = invitationOf(state, event.invitationId);
      const reader = invitation && readers.associate(invitation.associateId);
      reader?.connection.send({
        type: 'invitation.over',
        engagementId: state.id,
        invitationId: event.invitationId,
        status: event.status,
      });
    }
  }

  return {
    /** Queues or availabilities may have changed. */
    changed(): void {
      gathering ??= clock.after(gatherMs, tellAll);
    },
    happened(state: EngagementState, events: readonly LoggedEvent[]): void {
      for (const event of events) tellInvitations(state, event);
      gathering ??= clock.after(gatherMs, tellAll);
    },
    /** What rings for an associate who has just connected. */
    welcome(reader: AssociateReader, availability: Availability): void {
      told.set(reader, { availability: JSON.stringify(availability), queue: '' });
      for (const state of engagements.open())
        for (const invitation of pendingInvitations(state))
          if (invitation.associateId === reader.profile.id)
            reader.connection.send({
              type: 'invitation.received',
              invitation: incomingCard(state, invitation),
            });
      gathering ??= clock.after(gatherMs, tellAll);
    },
    stop(): void {
      gathering?.();
    },
  };
}
