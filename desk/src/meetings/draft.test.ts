import { meetingId, type MeetingRecord } from '@parley/protocol';
import { expect, test } from 'vitest';
import { askedBy, draftOf, problemsOf } from './draft.ts';

const now = Date.parse('2026-01-05T09:10:30Z');
const hourMs = 3_600_000;
const localOf = (ms: number): string => {
  const at = new Date(ms);
  return new Date(ms - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};
const meeting: MeetingRecord = {
  id: meetingId.parse('01900000-0000-7000-8000-000000000001'),
  title: 'Loan talk',
  startsAt: '2026-01-05T09:00:00.000Z',
  endsAt: '2026-01-05T09:30:00.000Z',
  status: 'running',
  code: 'ACDEFGHJ',
  link: 'https://parley.example/join/ACDEFGHJ',
  hasPin: true,
  lobby: true,
  people: [{ name: 'Bea', email: 'bea@example.test' }],
  isWithin: false,
  untold: [],
};

test('a PIN stays as it is, is replaced, or is taken away', () => {
  const draft = draftOf(meeting, now);
  expect(askedBy(draft)).not.toHaveProperty('pin');
  expect(askedBy({ ...draft, pin: '4711' })).toMatchObject({ pin: '4711' });
  expect(askedBy({ ...draft, isPinOff: true })).toMatchObject({ pin: null });
});

test('what is new must not be over already, and what has begun may be changed', () => {
  const fresh = { ...draftOf(undefined, now), title: 'Loan talk', isLater: true };
  expect(problemsOf({ ...fresh, date: localOf(now - hourMs) }, now, true)).toHaveProperty('date');
  expect(problemsOf({ ...fresh, date: localOf(now) }, now, true)).toBeUndefined();
  expect(problemsOf(draftOf(meeting, now), now + hourMs, false)).toBeUndefined();
  expect(problemsOf({ ...fresh, date: '' }, now, true)).toHaveProperty('date');
});

test('a draft that was not touched asks for what there is', () => {
  const { startsAt, title, people, lobby } = meeting;
  expect(askedBy(draftOf(meeting, now))).toMatchObject({ startsAt, title, people, lobby, minutes: 30 });
});
