import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { downMessage } from './down.ts';
import { upMessage } from './up.ts';
import { protocolVersion } from './version.ts';

const fingerprintOf = (schema: z.ZodType, io: 'input' | 'output') =>
  createHash('sha256')
    .update(JSON.stringify(z.toJSONSchema(schema, { io })))
    .digest('hex')
    .slice(0, 32);

/**
 * Nobody changes the wire by accident. When this fails and the change is meant: raise `protocolVersion` if an older
 * client could no longer be understood (or could no longer understand us), add a line to its history in version.ts,
 * and take the new fingerprints over (`npx vitest run protocol -u`).
 */
test('the wire is what its version says', () => {
  expect({
    version: protocolVersion,
    up: fingerprintOf(upMessage, 'input'),
    down: fingerprintOf(downMessage, 'output'),
  }).toMatchInlineSnapshot(`
    {
      "down": "781e7ccfba0276e60640e6a23dafb8cf",
      "up": "d685748a09b6464c21396ee1726bf0d8",
      "version": 1,
    }
  `);
});
