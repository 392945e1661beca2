import { expect, test } from 'vitest';
import { readOutboxSearch } from './outbox-search.ts';

test('a message’s id is read', () => {
  const message = '01890a5d-ac96-774b-bcce-b302099a8057';
  expect(readOutboxSearch({ message, other: 1 })).toEqual({ message });
});

test.each([undefined, '', 'no', 7, ['01890a5d-ac96-774b-bcce-b302099a8057'], '../me'])(
  '%j is no message',
  (message) => expect(readOutboxSearch({ message })).toEqual({}),
);
