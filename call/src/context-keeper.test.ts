import { maxMessageBytes } from '@parley/protocol/constants';
import { expect, test } from 'vitest';
import { ContextKeeper } from './context-keeper.ts';

test('the newest value of a key counts, and stays until it has arrived', () => {
  const keeper = new ContextKeeper();
  keeper.add([{ key: 'page.url', value: 'a' }]);
  keeper.add([{ key: 'page.url', value: 'b' }]);
  expect(keeper.parts()).toEqual([[{ key: 'page.url', value: 'b' }]]);
  const [sent = []] = keeper.parts();
  keeper.add([{ key: 'page.url', value: 'c' }]);
  keeper.sent(sent);
  expect(keeper.parts()).toEqual([[{ key: 'page.url', value: 'c' }]]);
});

test('much is told in messages that are small enough', () => {
  const keeper = new ContextKeeper();
  keeper.add(
    Array.from({ length: 96 }, (_, index) => ({ key: `k${String(index)}`, value: '€'.repeat(2_000) })),
  );
  const parts = keeper.parts();
  expect(parts.flat()).toHaveLength(96);
  for (const part of parts)
    expect(new TextEncoder().encode(JSON.stringify(part)).length).toBeLessThan(maxMessageBytes);
});
