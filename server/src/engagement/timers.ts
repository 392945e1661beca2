import type { Command } from '@parley/engagement';
import type { EngagementId, EngagementState, ParticipantId, Timestamp } from '@parley/protocol';
import type { Bus } from '../platform/bus.ts';
import { toTimestamp, type CancelTimer, type Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Engagements } from './engagements.ts';
import { appended } from './topics.ts';

/** A database that is away for a moment must not keep an invitation ringing for ever. */
const retryAfterMs = 1_000;

/** For so long the sharp picture is waited for; one that comes later all the same is taken. */
const stillSeconds = 30;

interface Due {
  readonly at: Timestamp;
  readonly command: Command;
}

/** What the clock will say to this engagement: read off its state, so that a restart forgets nothing. */
export function dueCommands(
  state: Pick<
    EngagementState,
    | 'phase'
    | 'requestedAt'
    | 'invitations'
    | 'participants'
    | 'wrapUps'
    | 'transfer'
    | 'stills'
    | 'questions'
    | 'lobby'
    | 'deviceLink'
  >,
  waitingSeconds: number,
): Due[] {
  const isRinging = state.invitations.some(({ status }) => status === 'pending');
  return [
    // Whoever is just being rung may still answer.
    ...(state.phase === 'waiting' && !isRinging
      ? [{ at: later(state.requestedAt, waitingSeconds), command: { type: 'give-up-waiting' } as const }]
      : []),
    ...state.invitations
      .filter(({ status }) => status === 'pending')
      .map((invitation): Due => ({
        at: invitation.expiresAt,
        command: { type: 'expire', invitationId: invitation.id },
      })),
    ...(state.transfer?.phase === 'asking'
      ? [{ at: state.transfer.until, command: { type: 'give-up-transfer' } as const }]
      : []),
    ...state.questions
      .filter(({ status }) => status === 'open' || status === 'allowed')
      .map(({ id, until }): Due => ({ at: until, command: { type: 'expire-question', questionId: id } })),
    ...linkDue(state),
    ...state.participants.flatMap(({ id, state: whereabouts, awayUntil }): Due[] =>
      whereabouts === 'away' && awayUntil && state.phase !== 'ended'
        ? [{ at: awayUntil, command: { type: 'give-up', participantId: id } }]
        : [],
    ),
    ...state.lobby.flatMap(({ participantId, awayUntil }): Due[] =>
      awayUntil ? [{ at: awayUntil, command: { type: 'give-up', participantId } }] : [],
    ),
    ...state.stills
      .filter(({ picture, problem }) => !picture && !problem)
      .map(({ id, of, at }): Due => ({
        // Who has left sends nothing more.
        at: hasLeft(state, of.participantId) ? at : later(at, stillSeconds),
        command: { type: 'give-up-still', stillId: id, problem: 'lost' },
      })),
    ...state.wrapUps.map(({ associateId, until }): Due => ({
      at: until,
      command: { type: 'finish-wrap-up', associateId },
    })),
  ];
}

const linkDue = ({ deviceLink }: Pick<EngagementState, 'deviceLink'>): Due[] =>
  deviceLink?.status === 'open'
    ? [{ at: deviceLink.until, command: { type: 'expire-device-link', linkId: deviceLink.id } }]
    : [];

const hasLeft = ({ participants }: Pick<EngagementState, 'participants'>, id: ParticipantId): boolean =>
  participants.some((participant) => participant.id === id && participant.state === 'left');

const later = (at: Timestamp, seconds: number): Timestamp => toTimestamp(Date.parse(at) + seconds * 1_000);

interface Parts {
  readonly engagements: Engagements;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Rings out, gives up and finishes wrap-ups when their time has come.
 * @param waitingSeconds how long a customer waits at most before they are told that nobody is available
 */
export function createTimers({ engagements, bus, clock, log }: Parts, waitingSeconds: number) {
  const pending = new Map<EngagementId, CancelTimer>();
  let stopped = false;

  function arrange(state: EngagementState): void {
    pending.get(state.id)?.();
    pending.delete(state.id);
    const [next] = dueCommands(state, waitingSeconds).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    if (!next || stopped) return;
    const wait = Date.parse(next.at) - clock.millis();
    pending.set(
      state.id,
      clock.after(wait, () => void carryOut(state.id)),
    );
  }

  async function carryOut(id: EngagementId): Promise<void> {
    try {
      const state = await engagements.state(id);
      if (!state) return;
      for (const { at, command } of dueCommands(state, waitingSeconds))
        if (Date.parse(at) <= clock.millis()) await engagements.command(id, command, { kind: 'system' });
      const now = await engagements.state(id);
      if (now) arrange(now);
    } catch (error) {
      log.error({ err: error, engagementId: id }, 'a due command failed');
      if (!stopped)
        pending.set(
          id,
          clock.after(retryAfterMs, () => void carryOut(id)),
        );
    }
  }

  const unsubscribe = bus.subscribe(appended, async ({ events }) => {
    const id = events[0]?.engagementId;
    const state = id && (await engagements.state(id));
    if (state) arrange(state);
  });

  return {
    start(): void {
      for (const state of engagements.open()) arrange(state);
    },
    stop(): void {
      stopped = true;
      unsubscribe();
      for (const cancel of pending.values()) cancel();
      pending.clear();
    },
  };
}
