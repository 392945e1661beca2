import { askAgainAt, nextInvitations, pendingInvitations, type Candidate } from '@parley/engagement';
import type { AssociateId, EngagementId, InvitationId, LoggedEvent, ParticipantId } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import { appended } from '../engagement/topics.ts';
import type { Bus } from '../platform/bus.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Availabilities } from './availabilities.ts';
import { queuedStates, waitingEngagement } from './queue.ts';

interface Parts {
  readonly engagements: Engagements;
  readonly availabilities: Availabilities;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}

/** After a start, desks need a moment to come back. */
const desksBackWithinMs = 5_000;
const system = { kind: 'system' } as const;

/** What may change who is rung next. */
const relevant = new Set<LoggedEvent['event']['type']>([
  'requested',
  'invitation-closed',
  'transfer-began',
  'answered',
  'ended',
  'left',
  'supervision-began',
  'supervision-ended',
  'wrap-up-ended',
  'connection-lost',
  'connection-regained',
]);

/** Rings the next associate for whoever waits, whenever something changed that may matter. */
export class Router {
  readonly #parts: Parts;
  readonly #settledAt: number;
  readonly #stops: readonly (() => void)[];
  #running = false;
  #again = false;
  #cancel: CancelTimer | undefined;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#settledAt = parts.clock.millis() + desksBackWithinMs;
    this.#stops = [
      parts.clock.after(desksBackWithinMs, () => this.consider()),
      parts.bus.subscribe(appended, async ({ events }) => {
        for (const { engagementId, event } of events) await this.#noteOutcome(engagementId, event);
        if (events.some(({ event }) => relevant.has(event.type))) this.consider();
      }),
    ];
  }

  /** Something changed; runs once more if it is running already. */
  consider(): void {
    this.#again = true;
    if (!this.#running) void this.#runWhileAsked();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    for (const stop of this.#stops) stop();
  }

  async #runWhileAsked(): Promise<void> {
    this.#running = true;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      await this.#run().catch((error: unknown) => this.#parts.log.error({ err: error }, 'routing failed'));
    }
    this.#running = false;
  }

  async #run(): Promise<void> {
    const { engagements, availabilities, clock } = this.#parts;
    this.#cancel?.();
    await this.#withdrawUnanswerable();
    const open = engagements.open();
    const waiting = queuedStates(open).map(waitingEngagement);
    const rung = new Set(open.flatMap(pendingInvitations).map(({ associateId }) => associateId));
    const candidates: Candidate[] = availabilities
      .atDesks()
      .filter(({ availability, profile }) => availability.status === 'available' && !rung.has(profile.id))
      .map(({ profile, teamIds, idleSince }) => ({ associateId: profile.id, teamIds, idleSince }));
    for (const { engagementId, associateId } of nextInvitations(waiting, candidates, clock.now()))
      await this.#invite(engagementId, associateId);
    const next = askAgainAt(waiting, clock.now());
    if (next) this.#cancel = clock.after(Date.parse(next) - clock.millis() + 1, () => this.consider());
  }

  async #invite(engagementId: EngagementId, associateId: AssociateId): Promise<void> {
    const { engagements, availabilities } = this.#parts;
    const teamId = (await engagements.state(engagementId))?.transfer?.to.teamId;
    const invitation = {
      invitationId: newId<InvitationId>(),
      purpose: teamId ? 'transfer' : 'answer',
      teamId,
      associateId,
      associateName: availabilities.desk(associateId)?.profile.name ?? '',
      participantId: newId<ParticipantId>(),
    } as const;
    await engagements.command(engagementId, { type: 'invite', ...invitation }, system);
  }

  /** Nobody keeps ringing who can't answer: desk closed, gone Away, or busy since. */
  async #withdrawUnanswerable(): Promise<void> {
    const { engagements, availabilities, clock } = this.#parts;
    if (clock.millis() < this.#settledAt) return;
    for (const state of engagements.open())
      for (const { id, associateId } of pendingInvitations(state))
        if (availabilities.desk(associateId)?.availability.status !== 'available')
          await engagements.command(state.id, { type: 'withdraw', invitationId: id }, system);
  }

  async #noteOutcome(engagementId: EngagementId, event: LoggedEvent['event']): Promise<void> {
    const { engagements, availabilities } = this.#parts;
    if (event.type === 'invitation-closed' && event.status !== 'withdrawn') {
      const state = await engagements.state(engagementId);
      const invitation = state?.invitations.find(({ id }) => id === event.invitationId);
      const outcome = event.status === 'expired' ? 'expired' : 'other';
      // A colleague's question may be left alone without giving up one's place at the queue.
      if (invitation && !invitation.byParticipantId)
        await availabilities.invitationOver(invitation.associateId, outcome);
    }
    for (const associateId of await this.#doneWith(engagementId, event))
      await availabilities.becameIdle(associateId);
  }

  /** Associates for whom an engagement, or writing it up, is over. */
  async #doneWith(engagementId: EngagementId, event: LoggedEvent['event']): Promise<readonly AssociateId[]> {
    if (event.type === 'wrap-up-ended') return [event.associateId];
    if (event.type === 'supervision-ended') return [event.supervisor.associateId ?? []].flat();
    if (event.type !== 'ended' && event.type !== 'left') return [];
    const participants = (await this.#parts.engagements.state(engagementId))?.participants ?? [];
    return participants
      .filter(({ id, state }) => (event.type === 'left' ? id === event.participantId : state !== 'left'))
      .flatMap(({ associateId }) => associateId ?? []);
  }
}

export const createRouter = (parts: Parts): Router => new Router(parts);
