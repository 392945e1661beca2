import { expect, test } from 'vitest';
import { ids } from '../../test/memory-socket.ts';
import type { RemoteTrack } from '../api.ts';
import { settled, shownTracks } from './remote-tracks.ts';

const track = (source: RemoteTrack['source']): RemoteTrack => ({
  participantId: ids.customer,
  source,
  track: Object.create(null) as MediaStreamTrack,
});

test('a track is shown from the former connection until the new one has something', () => {
  const [before, after] = [track('camera'), track('camera')];
  expect(shownTracks([{ track: after, isReady: false }], [before])[0]).toBe(before);
  expect(shownTracks([{ track: after, isReady: true }], [before])[0]).toBe(after);
});

test('what the former never had comes as it is, and what the new one lacks goes', () => {
  const camera = track('camera');
  expect(shownTracks([{ track: camera, isReady: false }], [track('screen')])).toEqual([camera]);
});

test('nothing is drawn anew for the same tracks', () => {
  const before = [track('camera'), track('microphone')];
  expect(
    settled(
      before,
      before.map((one) => ({ ...one })),
    ),
  ).toBe(before);
  const after = [before[0]!, track('microphone')];
  expect(settled(before, after)).toBe(after);
  expect(settled(before, [])).toEqual([]);
});
