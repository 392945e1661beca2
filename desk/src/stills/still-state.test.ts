import { expect, test } from 'vitest';
import { sharpness } from './still-state.ts';

const picture = { sha256: 'a'.repeat(64), width: 3840, height: 2160, bytes: 4_000_000 };

test.each([
  [{}, undefined, 'The sharp picture is on its way…'],
  [{}, 0, 'Sharp picture: 0 %'],
  [{}, 0.426, 'Sharp picture: 43 %'],
  [{ picture }, 1, 'Sharp, 3840 × 2160'],
  [{ problem: 'unsupported' as const }, 0.2, 'Not sharper: the customer’s browser can’t'],
  // What has arrived stays, whatever was said before.
  [{ picture, problem: 'lost' as const }, 0.2, 'Sharp, 3840 × 2160'],
])('%j at %s: %s', (still, progress, words) => {
  expect(sharpness(still, progress)).toBe(words);
});
