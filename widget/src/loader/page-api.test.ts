import { expect, test } from 'vitest';
import { eventSender } from './page-api.ts';

test('handlers hear their own event until they stop listening', () => {
  const { send, on } = eventSender();
  const heard: string[] = [];
  const stop = on('phase', ({ phase }) => heard.push(phase));
  on('ended', ({ reason }) => heard.push(reason));
  send('phase', { phase: 'waiting' });
  send('ended', { reason: 'customer-ended' });
  stop();
  send('phase', { phase: 'idle' });
  expect(heard).toEqual(['waiting', 'customer-ended']);
});
