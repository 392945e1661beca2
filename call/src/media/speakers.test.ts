import type { ParticipantId } from '@parley/protocol';
import { expect, test } from 'vitest';
import { Speakers, type Voices } from './speakers.ts';

const [ada, grace, alan] = ['ada', 'grace', 'alan'] as unknown as ParticipantId[] as [
  ParticipantId,
  ParticipantId,
  ParticipantId,
];

/** Lets everyone be heard at these levels for so long, five times a second. */
function listening() {
  const speakers = new Speakers();
  let now = 1_000;
  return (levels: Partial<Record<'ada' | 'grace' | 'alan', number>>, forMs: number): Voices => {
    let voices: Voices = { speaking: [] };
    for (const end = now + forMs; now <= end; now += 200)
      voices = speakers.heard(
        new Map([
          [ada, levels.ada ?? 0],
          [grace, levels.grace ?? 0],
          [alan, levels.alan ?? 0],
        ]),
        now,
      );
    return voices;
  };
}

test('whoever speaks for longer than a cough has the floor, and keeps it in silence', () => {
  const hear = listening();
  expect(hear({}, 1_000)).toEqual({ speaking: [] });
  expect(hear({ ada: 0.2 }, 200)).toEqual({ speaking: [ada] });
  expect(hear({ ada: 0.2 }, 600)).toEqual({ speaking: [ada], speaker: ada });
  expect(hear({}, 2_000)).toEqual({ speaking: [], speaker: ada });
});

test('a cough takes no floor', () => {
  const hear = listening();
  hear({ ada: 0.2 }, 1_000);
  hear({}, 2_000);
  hear({ grace: 0.5 }, 0);
  expect(hear({}, 2_000)).toEqual({ speaking: [], speaker: ada });
});

test('the next takes it when the one before has stopped', () => {
  const hear = listening();
  hear({ ada: 0.2 }, 1_000);
  expect(hear({ grace: 0.1 }, 1_600)).toEqual({ speaking: [grace], speaker: grace });
});

test('who speaks over somebody must be much louder, and not for a moment', () => {
  const hear = listening();
  hear({ ada: 0.2 }, 1_000);
  expect(hear({ ada: 0.2, grace: 0.3 }, 4_000)).toEqual({ speaking: [ada, grace], speaker: ada });
  expect(hear({ ada: 0.1, grace: 0.6 }, 1_000).speaker).toBe(ada);
  expect(hear({ ada: 0.1, grace: 0.6 }, 2_000).speaker).toBe(grace);
});

test('who has left has no floor', () => {
  const speakers = new Speakers();
  for (let now = 0; now <= 1_000; now += 200) speakers.heard(new Map([[ada, 0.2]]), now);
  expect(speakers.heard(new Map([[grace, 0]]), 1_200)).toEqual({ speaking: [] });
});
