import { expect, test } from 'vitest';
import { forwarding } from '../../test/forwarding.ts';
import { remb } from '../wire/rtcp.ts';
import { limitPublishers, type LimitedParticipant } from './limits.ts';

/** `a` publishes a camera and has a line for a screen; `b` watches, and can take so many bits per second. */
function room(canTake: number, isNarrow = true) {
  const { subscriber, connect, newPublisher, ref } = forwarding();
  connect(newPublisher());
  subscriber.carry(ref('screen'), undefined, 0);
  subscriber.receiveRtcp('1', remb(1, canTake, []), 0);
  if (isNarrow) subscriber.downlink.lost(0.5);
  let limit: number | undefined;
  const participants = new Map<string, LimitedParticipant>([
    ['a', { publisher: { media: { limit: (bitrate) => (limit = bitrate), small: new Map() } } }],
    ['b', { subscriber: { lines: subscriber, state: 'connected' } }],
  ]);
  const open = (source: 'camera' | 'screen', isOpen: boolean) =>
    subscriber.lineOf(ref(source))?.setOpen(isOpen, 0);
  const limited = () => {
    limitPublishers(participants);
    return limit;
  };
  return { open, limited };
}

// Nothing has been sent, so that nothing is taken off for sound; the publisher may send its own besides.
test('a publisher is asked for what its watcher can take, however many of its pictures are on', () => {
  const { open, limited } = room(1_000_000);
  expect(limited()).toBeCloseTo(1_050_000, -4);
  open('screen', true);
  expect(limited()).toBeCloseTo(1_050_000, -4);
  open('camera', false);
  expect(limited()).toBeCloseTo(1_050_000, -4);
});

test('an estimate is no limit where nothing says that the path is full', () => {
  expect(room(300_000, false).limited()).toBeUndefined();
});

test('whose pictures nobody watches is not limited', () => {
  const { open, limited } = room(1_000_000);
  open('camera', false);
  expect(limited()).toBeUndefined();
});
