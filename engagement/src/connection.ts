import type { EngagementState, ParticipantId, Timestamp } from '@parley/protocol';
import { accepted, refused, type Command, type Decision } from './command.ts';
import { muteAlong } from './device-state.ts';
import { end, goAway } from './ending.ts';
import { leaveLobby } from './meeting.ts';
import { customerOf, knockOf, participantOf, remainingAssociates } from './state.ts';
import { supervisionEnded } from './supervision.ts';
import { supervisorOf } from './supervision-state.ts';
import { plusSeconds, reached } from './time.ts';

type ConnectionCommand = Extract<Command, { type: 'lose-connection' | 'regain-connection' | 'give-up' }>;

/** The server's word on who is connected. */
export function decideConnection(
  state: EngagementState,
  { type, participantId }: ConnectionCommand,
  at: Timestamp,
): Decision {
  const supervisor = supervisorOf(state, participantId);
  if (supervisor)
    return type === 'regain-connection' ? accepted() : accepted(supervisionEnded(supervisor, 'lost'));
  if (type === 'lose-connection') return connectionLost(state, participantId, at);
  return type === 'give-up'
    ? connectionGivenUp(state, participantId, at)
    : connectionRegained(state, participantId);
}

/** A participant's connection is gone: they are waited for until the grace time is over. */
function connectionLost(state: EngagementState, id: ParticipantId, at: Timestamp): Decision {
  const knocks = knockOf(state, id);
  const self = participantOf(state, id);
  const isHere = knocks ? !knocks.awayUntil : self?.state === 'present';
  if (!isHere || state.phase === 'ended') return accepted();
  return accepted(...(self ? muteAlong(state, self) : []), {
    type: 'connection-lost',
    participantId: id,
    until: plusSeconds(at, state.scenario.graceSeconds),
  });
}

function connectionRegained(state: EngagementState, id: ParticipantId): Decision {
  if (state.phase === 'ended') return refused('engagement-ended');
  const knocks = knockOf(state, id);
  if (knocks)
    return knocks.awayUntil ? accepted({ type: 'connection-regained', participantId: id }) : accepted();
  const self = participantOf(state, id);
  if (!self || self.state === 'left') return refused('not-a-participant');
  return self.state === 'away'
    ? accepted(...muteAlong(state, self), { type: 'connection-regained', participantId: id })
    : accepted();
}

/** The grace time is over: the customer, or the last associate, takes the engagement along; anyone else just leaves. */
function connectionGivenUp(state: EngagementState, id: ParticipantId, at: Timestamp): Decision {
  if (knockOf(state, id)) return guestGivenUp(state, id, at);
  const self = participantOf(state, id);
  if (state.phase === 'ended' || self?.state !== 'away' || !self.awayUntil) return accepted();
  if (!reached(at, self.awayUntil)) return refused('conflict', 'the grace time is not over');
  if (self.id === customerOf(state)?.id) return accepted(...end(state, 'customer-lost', id, at));
  const alone = remainingAssociates(state).every((associate) => associate.id === id);
  if (self.role === 'associate' && alone) return accepted(...end(state, 'associate-lost', id, at));
  return accepted(...goAway(state, self, 'lost', at));
}

function guestGivenUp(state: EngagementState, id: ParticipantId, at: Timestamp): Decision {
  const until = knockOf(state, id)?.awayUntil;
  if (!until) return accepted();
  return reached(at, until) ? leaveLobby(state, id) : refused('conflict', 'the grace time is not over');
}
