import { associateId, meetingId, type MeetingPerson, type MeetingRecord } from '@parley/protocol';
import { expect, test } from 'vitest';
import { recordOf } from './meeting.ts';
import type { MeetingRow } from './repository.ts';

const row: MeetingRow = {
  id: meetingId.parse('01900000-0000-7000-8000-000000000001'),
  title: 'Loan talk',
  host_id: associateId.parse('01900000-0000-7000-8000-000000000002'),
  host_name: 'Ada Lovelace',
  host_email: 'ada@demo.test',
  language: 'en',
  time_zone: 'Europe/Berlin',
  starts_at: new Date('2026-01-05T09:00:00Z'),
  ends_at: new Date('2026-01-05T09:30:00Z'),
  code: 'ACDEFGHJ',
  pin_hash: null,
  lobby: true,
  people: [],
  sequence: 0,
  is_within: false,
  cancelled: false,
  engagement_id: null,
  created_at: new Date('2026-01-01T08:00:00Z'),
};
const bea = { name: 'Bea', email: 'bea@example.test', phone: '+12025550123' };
const bo = { name: 'Bo', phone: '+12025550124' };

type Way = MeetingRecord['untold'][number];
const cases: [Way[], MeetingPerson[], Way[]][] = [
  [[], [], []],
  [[], [bea, bo, bo], ['email', 'sms']],
  [['sms'], [bea, bo], ['email']],
  [['email'], [bea], []],
  [['email', 'sms'], [bea, bo], []],
];
test.each(cases)('with providers for %j the host is told who hears nothing', (providers, people, untold) => {
  const outbound = { carries: (way: Way) => providers.includes(way) };
  const settings = { publicOrigin: 'https://parley.example', codeLastsMs: 0, outbound };
  expect(recordOf({ ...row, people }, undefined, 0, settings).untold).toEqual(untold);
});
