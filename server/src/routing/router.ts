import { askAgainAt, nextInvitations, pendingInvitations, type Candidate } from '@parley/engagement';
import type { AssociateId, EngagementId, InvitationId, LoggedEvent, ParticipantId } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import { appended } from '../engagement/topics.ts';
import type { Bus } from '../platform/bus.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Availabilities } from './availabilities.ts';
import { waitingEngagement, waitingStates } from './queue.ts';

interface Parts {
  readonly engagements: Engagements;
  readonly availabilities: Availabilities;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}

const desksBackWithinMs = 5_000;

export type Router = ReturnType<typeof createRouter>;

/** Rings the next associate for whoever waits, whenever something changed that may matter. */
export function createRouter({ engagements, availabilities, bus, clock, log }: Parts) {
  let running: Promise<void> | undefined;
  let again = false;
  let cancel: CancelTimer | undefined;
  let stopped = false;
  /** After a start, desks need a moment to come back. */
  const settledAt = clock.millis() + desksBackWithinMs;
  const cancelSettling = clock.after(desksBackWithinMs, consider);

  /** Something changed; runs once more if it is running already. */
  function consider(): void {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = run()
      .catch((error: unknown) => log.error({ err: error }, 'routing failed'))
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          consider();
        }
      });
  }

  /** Nobody keeps ringing who can't answer: desk closed, gone Away, or busy since. */
  async function withdrawUnanswerable(): Promise<void> {
    if (clock.millis() < settledAt) return;
    for (const state of engagements.open())
      for (const { id, purpose, associateId } of pendingInvitations(state))
        if (purpose === 'answer' && availabilities.of(associateId)?.status !== 'available')
          await engagements.command(state.id, { type: 'withdraw', invitationId: id }, { kind: 'system' });
  }

  async function run(): Promise<void> {
    cancel?.();
    await withdrawUnanswerable();
    const open = engagements.open();
    const waiting = waitingStates(open).map(waitingEngagement);
    const rung = new Set(open.flatMap(pendingInvitations).map(({ associateId }) => associateId));
    const desks = availabilities.atDesks();
    const candidates: Candidate[] = desks
      .filter(({ availability, profile }) => availability.status === 'available' && !rung.has(profile.id))
      .map(({ profile, teamIds, idleSince }) => ({ associateId: profile.id, teamIds, idleSince }));
    for (const { engagementId, associateId } of nextInvitations(waiting, candidates, clock.now())) {
      const associateName = desks.find(({ profile }) => profile.id === associateId)?.profile.name ?? '';
      await engagements.command(
        engagementId,
        {
          type: 'invite',
          invitationId: newId<InvitationId>(),
          purpose: 'answer',
          associateId,
          associateName,
          participantId: newId<ParticipantId>(),
        },
        { kind: 'system' },
      );
    }
    const next = askAgainAt(waiting, clock.now());
    if (next) cancel = clock.after(Date.parse(next) - clock.millis() + 1, consider);
  }

  const relevant = new Set<LoggedEvent['event']['type']>([
    'requested',
    'invitation-closed',
    'answered',
    'ended',
    'left',
    'wrap-up-ended',
    'connection-lost',
    'connection-regained',
  ]);

  const unsubscribe = bus.subscribe(appended, async ({ events }) => {
    await noteOutcomes(events);
    if (events.some(({ event }) => relevant.has(event.type))) consider();
  });

  async function noteOutcomes(events: readonly LoggedEvent[]): Promise<void> {
    for (const { engagementId, event } of events) {
      if (event.type === 'invitation-closed' && event.status !== 'withdrawn') {
        const state = await engagements.state(engagementId);
        const invitation = state?.invitations.find(({ id }) => id === event.invitationId);
        if (invitation?.purpose === 'answer')
          await availabilities.invitationOver(
            invitation.associateId,
            event.status === 'expired' ? 'expired' : 'other',
          );
      }
      for (const associateId of await doneWith(engagementId, event))
        await availabilities.becameIdle(associateId);
    }
  }

  /** Associates for whom an engagement, or writing it up, is over. */
  async function doneWith(
    engagementId: EngagementId,
    event: LoggedEvent['event'],
  ): Promise<readonly AssociateId[]> {
    if (event.type === 'wrap-up-ended') return [event.associateId];
    if (event.type !== 'ended' && event.type !== 'left') return [];
    const participants = (await engagements.state(engagementId))?.participants ?? [];
    return participants
      .filter(({ id, state }) => (event.type === 'left' ? id === event.participantId : state !== 'left'))
      .flatMap(({ associateId }) => associateId ?? []);
  }

  return {
    consider,
    stop(): void {
      stopped = true;
      cancel?.();
      cancelSettling();
      unsubscribe();
    },
  };
}
