import type { Roster } from '@parley/call';
import { associateId, teamId, type AvailabilityStatus } from '@parley/protocol';

const uuid = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [first, second] = [teamId.parse(uuid(1)), teamId.parse(uuid(2))];
const person = (n: number, name: string, status: AvailabilityStatus, ringing = false) => ({
  associateId: associateId.parse(uuid(100 + n)),
  name,
  status,
  teamIds: n % 2 ? [first] : [first, second],
  ringing,
});

/** Colleagues in every state. */
export const roster: Roster = {
  teams: [
    { teamId: first, name: 'Demo team' },
    { teamId: second, name: 'Loans' },
  ],
  colleagues: [
    person(1, 'Grace Hopper', 'available'),
    person(2, 'Alan Turing', 'available', true),
    person(3, 'Katherine Johnson', 'on-a-call'),
    person(4, 'Edsger Wybe Dijkstra of the Very Long Name', 'wrapping-up'),
    person(5, 'Radia Perlman', 'away'),
    person(6, 'Barbara Liskov', 'offline'),
  ],
};
