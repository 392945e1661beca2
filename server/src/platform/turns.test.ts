import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('work of one key runs in order, one after the other, even after a failure', async () => {
  const turns = new Turns<string>();
  const seen: string[] = [];
  let release = (): void => {};
  const first = turns.take('a', async () => {
    await new Promise<void>((resolve) => (release = resolve));
    seen.push('first');
    throw new Error('failed');
  });
  const second = turns.take('a', async () => seen.push('second'));
  await turns.take('b', async () => seen.push('other'));
  expect(seen).toEqual(['other']);
  release();
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(seen).toEqual(['other', 'first', 'second']);
});
