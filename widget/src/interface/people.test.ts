import type { LiveEngagement, MediaState } from '@parley/call';
import type { Participant } from '@parley/protocol';
import { describe, expect, test } from 'vitest';
import { initialsOf, peopleOf, stagePictures } from './people.ts';

const person = (part: object): Participant =>
  ({
    role: 'associate',
    state: 'present',
    muted: false,
    camera: true,
    screen: false,
    ...part,
  }) as Participant;
const customer = person({ id: 'c', role: 'customer' });
const ada = person({ id: 'a', name: 'Ada Lovelace' });
const bo = person({ id: 'b', name: 'Bo' });

const engagement = (participants: readonly Participant[], part: object = {}): LiveEngagement =>
  ({ selfId: 'c', state: { leadId: 'a', participants, ...part } }) as unknown as LiveEngagement;
const media = (...remote: readonly (readonly [string, string])[]): MediaState =>
  ({
    voices: { speaking: [] },
    remote: remote.map(([participantId, source]) => ({ participantId, source })),
  }) as unknown as MediaState;

describe('who is who', () => {
  test('the associate who leads is the one spoken of', () => {
    expect(peopleOf(engagement([customer, bo, ada]))).toEqual({ self: customer, associate: ada });
  });
  test('without a lead it is one who is there, and after the end the last who was', () => {
    const gone = { ...ada, state: 'left' } as const;
    expect(peopleOf(engagement([customer, gone, bo], { leadId: undefined })).associate).toBe(bo);
    expect(peopleOf(engagement([customer, gone], { leadId: undefined })).associate).toBe(gone);
    expect(peopleOf(engagement([customer])).associate).toBeUndefined();
  });
});

describe('the stage', () => {
  const cameras = [
    ['b', 'camera'],
    ['a', 'camera'],
  ] as const;
  const ofBo = { participantId: 'b', source: 'screen' };

  test('shows the lead’s camera', () => {
    const pictures = stagePictures(engagement([customer, bo, ada]), media(...cameras, ['a', 'screen']));
    expect(pictures).toEqual({ screen: undefined, camera: { participantId: 'a', source: 'camera' } });
  });
  test('shows the screen that anyone shares, and beside it the camera of whoever shares it', () => {
    const showing = { ...bo, screen: true };
    const remote = media(...cameras, ['b', 'screen']);
    expect(stagePictures(engagement([customer, showing, ada]), remote)).toEqual({
      screen: ofBo,
      camera: { participantId: 'b', source: 'camera' },
    });
    expect(stagePictures(engagement([customer, { ...showing, camera: false }, ada]), remote)).toEqual({
      screen: ofBo,
      camera: { participantId: 'a', source: 'camera' },
    });
  });
  test('follows whoever has the floor in a larger company, and not in a small one', () => {
    const cy = person({ id: 'g', role: 'guest', name: 'Cy' });
    const heard = { ...media(...cameras, ['g', 'camera']), voices: { speaking: [], speaker: 'g' } } as never;
    expect(stagePictures(engagement([customer, bo, ada, cy]), heard).camera?.participantId).toBe('g');
    expect(stagePictures(engagement([customer, ada, cy]), heard).camera?.participantId).toBe('a');
  });
  test('shows a screen without any camera', () => {
    const showing = { ...bo, screen: true, camera: false };
    expect(stagePictures(engagement([customer, showing]), media(['b', 'screen']))).toEqual({
      screen: ofBo,
      camera: undefined,
    });
  });
  test.each([
    ['camera and screen are off', [customer, { ...ada, camera: false }], {}],
    ['the associate is away', [customer, { ...ada, screen: true, state: 'away' }], {}],
    ['on hold', [customer, { ...ada, screen: true }], { hold: { byParticipantId: 'a' } }],
    ['only the own track is there', [{ ...customer, screen: true }], {}],
  ])('shows nothing while %s', (_what, people, part) => {
    const tracks = media(['a', 'camera'], ['a', 'screen'], ['c', 'camera'], ['c', 'screen']);
    expect(stagePictures(engagement(people as Participant[], part), tracks)).toEqual({});
  });
});

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['Grace Brewster Hopper', 'GH'],
  ['', ''],
  ['😀 x', '😀X'],
])('the initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
