import { expect, test } from 'vitest';
import { readChosen, writeChosen, type Memory } from './device-memory.ts';

function memory(text?: string): Memory {
  const items = new Map(text === undefined ? [] : [['parley.devices', text]]);
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

test('choices outlive the page', () => {
  const kept = memory();
  writeChosen(kept, { camera: 'c', speaker: 's' });
  expect(readChosen(kept)).toEqual({ camera: 'c', speaker: 's' });
});

test.each(['{', 'null', '7', '"camera"', '{"camera":7,"other":"x"}', '[]'])(
  '%s is nothing of ours',
  (text) => {
    expect(readChosen(memory(text))).toEqual({});
  },
);

test('a memory that fails is none', () => {
  const failing: Memory = {
    getItem: () => {
      throw new DOMException('denied', 'SecurityError');
    },
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: () => undefined,
  };
  expect(readChosen(failing)).toEqual({});
  expect(() => writeChosen(failing, {})).not.toThrow();
  expect(readChosen(undefined)).toEqual({});
});
