import { expect, test } from 'vitest';
import { record } from '../../test/harness/record.ts';
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
