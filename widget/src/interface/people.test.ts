import type { LiveEngagement, MediaState } from '@parley/call';
import type { Participant } from '@parley/protocol';
import { describe, expect, test } from 'vitest';
import { initialsOf, peopleOf, stageTrack } from './people.ts';

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
  ({ remote: remote.map(([participantId, source]) => ({ participantId, source })) }) as unknown as MediaState;

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
  test('shows the lead’s camera, and a screen before any camera', () => {
    const cameras = [
      ['b', 'camera'],
      ['a', 'camera'],
    ] as const;
    expect(stageTrack(engagement([customer, bo, ada]), media(...cameras))?.participantId).toBe('a');
    const showing = { ...bo, screen: true };
    expect(stageTrack(engagement([customer, showing, ada]), media(...cameras, ['b', 'screen']))).toEqual({
      participantId: 'b',
      source: 'screen',
    });
  });
  test.each([
    ['the camera is off', [customer, { ...ada, camera: false }], {}],
    ['the associate is away', [customer, { ...ada, state: 'away' }], {}],
    ['on hold', [customer, ada], { hold: { byParticipantId: 'a' } }],
    ['only the own track is there', [customer], {}],
  ])('shows nothing while %s', (_what, people, part) => {
    const tracks = media(['a', 'camera'], ['c', 'camera']);
    expect(stageTrack(engagement(people as Participant[], part), tracks)).toBeUndefined();
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
