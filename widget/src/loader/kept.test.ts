import { expect, test } from 'vitest';
import { keptUnder, tabStorage } from './kept.ts';

function memory() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

test('what is kept is found again, and nothing is left behind', () => {
  const storage = memory();
  const kept = keptUnder(storage, 'demo');
  expect(kept.isEmpty()).toBe(true);
  kept.setItem('a', '1');
  kept.setItem('a', '2');
  kept.setItem('b', '3');
  expect([kept.getItem('a'), kept.getItem('b'), kept.isEmpty()]).toEqual(['2', '3', false]);
  expect(keptUnder(storage, 'demo').isEmpty()).toBe(false);
  kept.removeItem('a');
  kept.removeItem('b');
  kept.removeItem('never');
  expect(kept.isEmpty()).toBe(true);
  expect([...storage.items.keys()]).toEqual([]);
});

test('two applications on one site do not mix', () => {
  const storage = memory();
  keptUnder(storage, 'one').setItem('a', '1');
  expect(keptUnder(storage, 'two').getItem('a')).toBeNull();
  expect(keptUnder(storage, 'two').isEmpty()).toBe(true);
});

test('a browser that forbids storage gets memory', () => {
  const page = {
    get sessionStorage(): Storage {
      throw new DOMException('forbidden', 'SecurityError');
    },
  } as unknown as Window;
  const storage = tabStorage(page);
  storage.setItem('a', '1');
  expect(storage.getItem('a')).toBe('1');
  storage.removeItem('a');
  expect(storage.getItem('a')).toBeNull();
});
