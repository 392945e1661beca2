import { expect, test } from 'vitest';
import { eventSender } from './page-api.ts';

test('handlers hear their own event until they stop listening', () => {
  const events = eventSender();
  const heard: string[] = [];
  const stop = events.on('phase', ({ phase }) => heard.push(phase));
  events.on('ended', ({ reason }) => heard.push(reason));
  events.send('phase', { phase: 'waiting' });
  events.send('ended', { reason: 'customer-ended' });
  stop();
  events.send('phase', { phase: 'idle' });
  expect(heard).toEqual(['waiting', 'customer-ended']);
});
