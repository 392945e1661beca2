import { expect, test } from 'vitest';
import { SpeechDetector } from './speech.ts';

const after = (levels: readonly number[]): boolean => {
  const detector = new SpeechDetector();
  return levels.map((level) => detector.heard(level)).at(-1) ?? false;
};

test('speech is loud for a while', () => {
  expect(after([0.001, 0.05, 0.08, 0.06, 0.05])).toBe(true);
});

test('a knock on the desk is not', () => {
  expect(after([0.9, 0.4, 0, 0, 0, 0])).toBe(false);
});

test('it ends a second after the last word', () => {
  const words = [0.05, 0.05, 0.05, 0.05, 0.05];
  expect(after([...words, ...Array<number>(5).fill(0)])).toBe(true);
  expect(after([...words, ...Array<number>(9).fill(0)])).toBe(false);
});
