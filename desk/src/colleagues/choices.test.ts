import type { Roster } from '@parley/call';
import { associateId, teamId, type AvailabilityStatus } from '@parley/protocol';
import { expect, test } from 'vitest';
import { choicesOf } from './choices.ts';

const uuid = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [loans, cards] = [teamId.parse(uuid(1)), teamId.parse(uuid(2))];
const person = (n: number, name: string, status: AvailabilityStatus, teamIds = [loans], ringing = false) => ({
  associateId: associateId.parse(uuid(100 + n)),
  name,
  status,
  teamIds,
  ringing,
});
const roster: Roster = {
  teams: [
    { teamId: loans, name: 'Loans' },
    { teamId: cards, name: 'Cards' },
  ],
  colleagues: [
    person(1, 'Ada', 'offline'),
    person(2, 'Zoe', 'available'),
    person(3, 'Bea', 'available', [cards], true),
    person(4, 'Cem', 'on-a-call', [cards]),
  ],
};
const choose = (changes: Partial<Parameters<typeof choicesOf>[1]> = {}) =>
  choicesOf(roster, { search: '', present: new Set(), withTeams: false, ...changes });

test('who is free comes first, and who is rung is not free', () => {
  expect(choose().map(({ name, isFree }) => [name, isFree])).toEqual([
    ['Zoe', true],
    ['Bea', false],
    ['Cem', false],
    ['Ada', false],
  ]);
});

test.each([
  ['zo', ['Zoe']],
  [' CARD ', ['Bea', 'Cem']],
  ['nobody', []],
])('“%s” finds %j', (search, names) => expect(choose({ search }).map(({ name }) => name)).toEqual(names));

test('teams say how many are free; one with nobody at the desk can’t be chosen', () => {
  const teams = choose({ withTeams: true, present: new Set([roster.colleagues[1]?.associateId ?? '']) });
  expect(teams.slice(3)).toMatchObject([
    { name: 'Loans', free: 0, all: 1, isFree: false },
    { name: 'Cards', free: 0, all: 2, isFree: true },
  ]);
});
