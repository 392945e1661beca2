import { closeCodes } from '@parley/protocol/constants';
import { expect, test } from 'vitest';
import { afterClose } from './closing.ts';

test.each([
  [1006, { how: 'retry' }],
  [1001, { how: 'retry' }],
  [closeCodes.draining, { how: 'retry-at-once' }],
  [closeCodes.tooFast, { how: 'retry-later' }],
  [closeCodes.replaced, { how: 'replaced' }],
  [closeCodes.badMessage, { how: 'refused', problem: { code: 'bad-request' } }],
  [closeCodes.forbidden, { how: 'refused', problem: { code: 'not-allowed' } }],
  [closeCodes.versionTooOld, { how: 'refused', problem: { code: 'version-too-old' } }],
  [closeCodes.unauthenticated, { how: 'refused', problem: { code: 'not-signed-in' } }],
])('close code %i', (code, expected) => {
  expect(afterClose(code, false)).toEqual(expected);
});

test('a customer whose token is no good is told so', () => {
  expect(afterClose(closeCodes.unauthenticated, true)).toEqual({
    how: 'refused',
    problem: { code: 'token-invalid' },
  });
});
