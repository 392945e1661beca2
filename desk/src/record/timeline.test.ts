import type { LoggedEvent, Still, StillId } from '@parley/protocol';
import { expect, test } from 'vitest';
import { customerId, record, selfId } from '../../test/harness/record.ts';
import { timelineOf } from './timeline.ts';

test('the log reads as a story, without what only repeats it', () => {
  const texts = timelineOf(record.engagement, record.events).map(({ text }) => text);
  expect(texts).toEqual([
    'Bo Lindqvist asked for a call',
    'It rang at Ada Lovelace',
    'Ada Lovelace answered',
    'The call began',
    'Bo Lindqvist stopped sharing the camera',
    'Bo Lindqvist shared the camera',
    'Ada Lovelace paused the call',
    'Ada Lovelace resumed the call',
    'Bo Lindqvist lost the connection',
    'Bo Lindqvist was back',
    'Bo Lindqvist went to the page “Your documents”',
    'Ada Lovelace muted the microphone',
    'Ada Lovelace unmuted the microphone',
    'The associate ended the call',
    'Ada Lovelace began to wrap up',
  ]);
});

test('an unnamed customer is an unknown one, and withheld events leave no gap', () => {
  const [first] = record.events;
  const nameless = {
    ...record.engagement,
    participants: record.engagement.participants.map(({ name: _, ...rest }) => rest),
  };
  const entries = timelineOf(nameless, [first!, { ...first!, seq: 2, event: { type: 'withheld' } }]);
  expect(entries).toMatchObject([{ seq: 1, text: 'Unknown User asked for a call', weight: 'turn' }]);
});

test('a line that tells of a still leads to it for as long as it is there, and many strokes are one line', () => {
  const [first] = record.events;
  const of = { participantId: customerId, source: 'camera' } as const;
  const kept = { id: 's1' as StillId, of, byParticipantId: selfId, at: first!.at } satisfies Still;
  const log = (seq: number, event: LoggedEvent['event']): LoggedEvent => ({ ...first!, seq, event });
  const stroke = {
    id: 'i1',
    target: { kind: 'still', stillId: kept.id },
    tool: 'line',
    color: 'red',
    width: 'thin',
    points: [0, 0, 128, 1, 1, 128],
  } as unknown as Extract<LoggedEvent['event'], { type: 'stroke-drawn' }>['stroke'];
  const entries = timelineOf({ ...record.engagement, stills: [kept] }, [
    log(1, { type: 'frozen', participantId: selfId, stillId: kept.id, of }),
    log(2, { type: 'stroke-drawn', participantId: selfId, stroke }),
    log(3, { type: 'stroke-drawn', participantId: selfId, stroke }),
    log(4, { type: 'frozen', participantId: selfId, stillId: 'deleted' as StillId, of }),
  ]);
  expect(entries.map(({ seq, text, stillId }) => [seq, text, stillId])).toEqual([
    [1, 'Ada Lovelace froze the picture', 's1'],
    [2, 'Ada Lovelace drew', undefined],
    [4, 'Ada Lovelace froze the picture', undefined],
  ]);
});

test('a message is told with its beginning, on one line, and a file with its name', () => {
  const [first] = record.events;
  const sent = (seq: number, message: object): LoggedEvent => ({
    ...first!,
    seq,
    event: { type: 'message-sent', participantId: customerId, message } as LoggedEvent['event'],
  });
  const entries = timelineOf(record.engagement, [
    sent(1, { text: ' Hello,\n are you there? ' }),
    sent(2, { text: '😀'.repeat(121) }),
    sent(3, { text: 'slip.pdf', file: {} }),
  ]);
  expect(entries.map(({ text }) => text)).toEqual([
    'Bo Lindqvist wrote: Hello, are you there?',
    `Bo Lindqvist wrote: ${'😀'.repeat(120)}…`,
    'Bo Lindqvist sent the file slip.pdf',
  ]);
});
