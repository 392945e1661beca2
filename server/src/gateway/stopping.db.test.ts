import { closeCodes } from '@parley/protocol/constants';
import { expect, test } from 'vitest';
import { startGateway } from '../../test/gateway-under-test.ts';

test('SE8 a stopping server closes with 4012, and does not wait for those who do not answer', async () => {
  const server = await startGateway();
  const ada = await server.associate('ada');
  const deaf = await server.associate('grace');
  deaf.socket.pause();
  const asked = performance.now();
  const stopped = server.stop();
  expect(await ada.closed).toBe(closeCodes.draining);
  await stopped;
  expect(performance.now() - asked).toBeLessThan(2_500);
});
