import { afterEach, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';

let server: GatewayUnderTest;
afterEach(() => server.stop());

/** Another server takes over the same database, as after a crash. */
async function restart(): Promise<void> {
  await server.stop({ keepDatabase: true });
  server = await startGateway({ database: server.database });
}

const whereabouts = async (id: Parameters<GatewayUnderTest['stateOf']>[0]) =>
  (await server.stateOf(id))?.participants.map(({ state }) => state);

test('whoever comes back goes on where they were; whoever does not is waited for and given up', async () => {
  server = await startGateway();
  const { engagementId, token } = await server.call();
  await restart();
  const customer = await server.customer(token);
  expect((await customer.until('engagement.snapshot')).engagement.phase).toBe('active');
  await server.skip(3);
  await expect.poll(() => whereabouts(engagementId)).toEqual(['present', 'away']);
  await server.skip(31);
  const { event } = await customer.until('engagement.happened', (it) => it.event.event.type === 'ended');
  expect(event.event).toMatchObject({ reason: 'associate-lost' });
});

test('an invitation goes on ringing, can be answered, and rings out at its own time', async () => {
  server = await startGateway();
  const ada = await server.available('ada');
  const { engagementId, token } = await server.request();
  const { invitation } = await ada.until('invitation.received');
  await restart();
  await server.customer(token);
  const back = await server.associate('ada');
  const again = await back.until('invitation.received');
  expect(again.invitation).toMatchObject({ engagementId, invitationId: invitation.invitationId });
  await server.skip(21);
  expect(await back.until('invitation.over')).toMatchObject({ status: 'expired' });
});

test('a transfer that is under way goes on: it rings, and goes back to its sender at its own time', async () => {
  server = await startGateway();
  const call = await server.call('ada');
  await server.available('grace');
  await call.associate.ask({ type: 'colleagues.watch', watch: true });
  const { teams } = await call.associate.until('colleagues.changed', (it) => it.teams !== undefined);
  const teamId = teams?.find(({ name }) => name === 'Loans')?.teamId;
  if (!teamId) throw new Error('the demo has no second team');
  const { engagementId } = call;
  await call.associate.ask({
    type: 'transfer.start',
    engagementId,
    to: { teamId },
    warm: true,
    note: 'Boat',
  });
  await expect.poll(async () => (await server.stateOf(engagementId))?.invitations.length).toBe(2);
  await restart();
  await server.customer(call.token);
  const ada = await server.associate('ada');
  const grace = await server.associate('grace');
  const { invitation } = await grace.until('invitation.received');
  expect(invitation).toMatchObject({ purpose: 'transfer', note: 'Boat', fromName: 'Ada Lovelace' });
  await grace.ask({ type: 'availability.set', chosen: 'away' });
  await server.skip(125);
  const ended = await ada.until('engagement.happened', (it) => it.event.event.type === 'transfer-ended');
  expect(ended.event.event).toMatchObject({ outcome: 'nobody' });
});

test('who chose to be available is so again; an associate who does not come back is not rung in vain', async () => {
  server = await startGateway();
  const ada = await server.available('ada');
  const { engagementId, token } = await server.request();
  await ada.until('invitation.received');
  await (await server.available('grace')).settle();
  await restart();
  await server.customer(token);
  const grace = await server.associate('grace');
  expect((await grace.until('session.welcome')).reader).toMatchObject({
    availability: { status: 'available' },
  });
  await server.skip(6);
  expect((await grace.until('invitation.received')).invitation.engagementId).toBe(engagementId);
});

test('a wrap-up ends by itself after a restart', async () => {
  server = await startGateway();
  const { associate, engagementId } = await server.call();
  await associate.ask({ type: 'engagement.exit', engagementId });
  await restart();
  const back = await server.associate('ada');
  expect((await back.until('session.welcome')).reader).toMatchObject({
    availability: { status: 'wrapping-up' },
  });
  await server.skip(31);
  await back.until('availability.changed', ({ availability }) => availability.status === 'available');
  expect((await server.stateOf(engagementId))?.wrapUps).toEqual([]);
});

test('whoever waits in vain is told so at the time set, even by a server that was started meanwhile', async () => {
  const options = { waitingSeconds: 60, overrides: { graceSeconds: 600 } };
  server = await startGateway(options);
  const { engagementId, token } = await server.request();
  const before = await server.customer(token);
  await server.skip(30);
  expect((await server.stateOf(engagementId))?.phase).toBe('waiting');
  before.cut();
  await server.stop({ keepDatabase: true });
  server = await startGateway({ ...options, database: server.database });
  const customer = await server.customer(token);
  expect((await customer.until('engagement.snapshot')).engagement.phase).toBe('waiting');
  await server.skip(61);
  const { event } = await customer.until('engagement.happened', (it) => it.event.event.type === 'ended');
  expect(event.event).toMatchObject({ reason: 'nobody-available' });
});
