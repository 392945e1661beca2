import { expect, test } from 'vitest';
import { calendarOf, letterTo, type MeetingFacts } from './letters.ts';

const meeting: MeetingFacts = {
  id: '01900000-0000-7000-8000-000000000001',
  title: 'Loan; a, first \\ talk',
  startsAt: new Date('2026-01-05T09:00:00Z'),
  endsAt: new Date('2026-01-05T09:30:00Z'),
  createdAt: new Date('2026-01-01T08:00:00Z'),
  sequence: 2,
  code: 'ACDEFGHJ',
  link: 'https://parley.example/join/ACDEFGHJ',
  hasPin: true,
  pin: '4711',
  host: { name: 'Ada Lovelace', email: 'ada@demo.test' },
  timeZone: 'Europe/Berlin',
  language: 'en',
};
const bea = { name: 'Bea "B" <b>Lovelace</b>', email: 'bea@example.test' };
/** Long lines are folded (RFC 5545 §3.1). */
const unfolded = (text: string) => text.replaceAll('\r\n ', '');

test.each([
  ['invited', 'REQUEST', 'CONFIRMED'],
  ['changed', 'REQUEST', 'CONFIRMED'],
  ['cancelled', 'CANCEL', 'CANCELLED'],
] as const)('%s is a calendar’s %s', (occasion, method, status) => {
  const text = unfolded(calendarOf(meeting, bea, occasion));
  for (const line of [
    `METHOD:${method}`,
    `STATUS:${status}`,
    'UID:01900000-0000-7000-8000-000000000001@parley',
    'SEQUENCE:2',
    'DTSTART:20260105T090000Z',
    'DTEND:20260105T093000Z',
    'SUMMARY:Loan\\; a\\, first \\\\ talk',
    'LOCATION:https://parley.example/join/ACDEFGHJ',
  ])
    expect(text.split('\r\n')).toContain(line);
  expect(text).toMatch(/^ORGANIZER;.*mailto:ada@demo\.test/im);
  expect(text).toMatch(/^ATTENDEE;.*mailto:bea@example\.test/im);
});

test('the e-mail says when in the host’s time zone, where, and the PIN while it is known', () => {
  const letter = letterTo(bea, meeting, 'invited');
  expect(letter).toMatchObject({
    kind: 'email',
    to: 'bea@example.test',
    subject: `Invitation: ${meeting.title}`,
  });
  expect(letter.text).toContain('Monday, 5 January 2026 at 10:00 (Europe/Berlin)');
  expect(letter.text).toContain('https://parley.example/join/ACDEFGHJ');
  expect(letter.text).toContain('PIN: 4711');
  expect(letterTo(bea, { ...meeting, pin: undefined }, 'changed').text).toContain('ask Ada Lovelace');
  expect(letterTo(bea, { ...meeting, hasPin: false, pin: undefined }, 'changed').text).not.toContain('PIN');
  expect(letterTo(bea, { ...meeting, language: 'de' }, 'cancelled').text).toContain('abgesagt');
});

test('who has only a phone gets an SMS', () => {
  const letter = letterTo({ name: 'Bo', phone: '+12025550123' }, meeting, 'invited');
  expect(letter).toMatchObject({ kind: 'sms', to: '+12025550123' });
  expect(letter.text).toContain(meeting.link);
});
