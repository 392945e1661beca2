import type { AssociateId, TeamId } from '@parley/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import type { WireClient } from '../../test/wire-client.ts';

let server: GatewayUnderTest;
beforeEach(async () => {
  server = await startGateway({ overrides: { wrapUpSeconds: 5 } });
});
afterEach(() => server.stop());

type Call = Awaited<ReturnType<GatewayUnderTest['call']>>;

/** What this associate is told of the others, the latest word on each. */
async function known(client: WireClient) {
  await client.settle();
  const all = client.all('colleagues.changed').flatMap(({ colleagues }) => colleagues);
  return new Map(all.map((colleague) => [colleague.name, colleague]));
}

async function watch(client: WireClient) {
  expect(await client.outcome({ type: 'colleagues.watch', watch: true })).toBe('ok');
  const { teams } = await client.until('colleagues.changed', (message) => message.teams !== undefined);
  const everyone = await known(client);
  const team = teams?.find(({ name }) => name === 'Demo team');
  if (!team) throw new Error('the demo has no team');
  return {
    teamId: team.teamId,
    idOf: (name: string): AssociateId => {
      const id = everyone.get(name)?.associateId;
      if (!id) throw new Error(`${name} is no colleague`);
      return id;
    },
  };
}

const card = async (client: WireClient) => (await client.until('invitation.received')).invitation;
const accept = (client: WireClient, { engagementId, invitationId }: Awaited<ReturnType<typeof card>>) =>
  client.outcome({ type: 'invitation.accept', engagementId, invitationId });
const happened = (client: WireClient, type: string) =>
  client.until('engagement.happened', ({ event }) => event.event.type === type);

/** Ada speaks with a customer; Grace is available; both learn who is who. */
async function callAndGrace(): Promise<Call & { grace: WireClient; graceId: AssociateId; teamId: TeamId }> {
  const call = await server.call('ada');
  const grace = await server.available('grace');
  const { idOf, teamId } = await watch(call.associate);
  return { ...call, grace, graceId: idOf('Grace Hopper'), teamId };
}

test('IN5 who watches is told of everyone, with their teams, and then of each change', async () => {
  const ada = await server.available('ada');
  const { teamId } = await watch(ada);
  const before = await known(ada);
  expect([...before.keys()].sort()).toEqual(['Alan Turing', 'Grace Hopper']);
  expect(before.get('Grace Hopper')).toMatchObject({ status: 'offline', ringing: false });
  expect(before.get('Grace Hopper')?.teamIds).toContain(teamId);
  const grace = await server.available('grace');
  await ada.until('colleagues.changed', ({ colleagues }) => colleagues[0]?.status === 'available');
  const { engagementId } = await server.request();
  await ada.until('invitation.received');
  await ada.ask({ type: 'invitation.decline', engagementId, invitationId: (await card(ada)).invitationId });
  await ada.until('colleagues.changed', ({ colleagues }) => colleagues[0]?.ringing === true);
  await ada.ask({ type: 'colleagues.watch', watch: false });
  const heard = ada.all('colleagues.changed').length;
  await grace.ask({ type: 'availability.set', chosen: 'away' });
  await server.skip(1);
  expect(ada.all('colleagues.changed')).toHaveLength(heard);
});

test('an added associate sees who asks and why, and then everything from before', async () => {
  const { associate: ada, customer, engagementId, grace, graceId } = await callAndGrace();
  const outcome = await ada.outcome({
    type: 'associate.add',
    engagementId,
    associateId: graceId,
    note: 'Knows loans',
  });
  expect(outcome).toBe('ok');
  const invitation = await card(grace);
  expect(invitation).toMatchObject({ purpose: 'join', fromName: 'Ada Lovelace', note: 'Knows loans' });
  expect(
    Date.parse(invitation.expiresAt) -
      Date.parse((await server.stateOf(engagementId))?.invitations.at(-1)?.sentAt ?? ''),
  ).toBe(30_000);
  expect(await accept(grace, invitation)).toBe('ok');
  const snapshot = await grace.until('engagement.snapshot');
  expect(snapshot.participantId).toBe(invitation.participantId);
  expect(snapshot.engagement.participants).toHaveLength(3);
  await happened(customer, 'joined');
  expect(JSON.stringify(customer.received)).not.toContain('Knows loans');
  expect(await grace.outcome({ type: 'engagement.leave', engagementId })).toBe('ok');
  await happened(customer, 'left');
  expect((await server.stateOf(engagementId))?.phase).toBe('active');
});

test('what is declined, rings out, or is taken back, ends with its reason', async () => {
  const { associate: ada, engagementId, grace, graceId } = await callAndGrace();
  const add = { type: 'associate.add', engagementId, associateId: graceId } as const;
  const last = async () => (await server.stateOf(engagementId))?.invitations.at(-1);
  await ada.ask(add);
  const first = await card(grace);
  await grace.ask({ type: 'invitation.decline', engagementId, invitationId: first.invitationId });
  expect(await last()).toMatchObject({ status: 'declined' });
  await ada.ask(add);
  const second = await grace.until(
    'invitation.received',
    ({ invitation }) => invitation.invitationId !== first.invitationId,
  );
  const { invitationId } = second.invitation;
  expect(await ada.outcome({ type: 'invitation.withdraw', engagementId, invitationId })).toBe('ok');
  const over = await grace.until('invitation.over', (message) => message.invitationId === invitationId);
  expect(over).toMatchObject({ status: 'withdrawn', because: 'taken-back' });
  await ada.ask(add);
  await server.skip(31);
  await expect.poll(async () => (await last())?.status).toBe('expired');
  await ada.ask(add);
  await grace.ask({ type: 'availability.set', chosen: 'away' });
  await expect.poll(last).toMatchObject({ status: 'withdrawn', because: 'unavailable' });
});

test('IN4 somebody who can’t answer is not asked, and nobody outside learns who can', async () => {
  const { associate: ada, engagementId, grace, graceId } = await callAndGrace();
  await grace.ask({ type: 'availability.set', chosen: 'away' });
  const add = { type: 'associate.add', engagementId, associateId: graceId } as const;
  const transfer = {
    type: 'transfer.start',
    engagementId,
    to: { associateId: graceId },
    warm: false,
  } as const;
  expect(await ada.outcome(add)).toBe('associate-unavailable');
  expect(await ada.outcome(transfer)).toBe('associate-unavailable');
  const nobody = '01900000-0000-7000-8000-0000000000ff' as AssociateId;
  expect(await ada.outcome({ ...add, associateId: nobody })).toBe('associate-unavailable');
  const noTeam = '01900000-0000-7000-8000-0000000000fe' as TeamId;
  expect(await ada.outcome({ ...transfer, to: { teamId: noTeam } })).toBe('associate-unavailable');
  const alan = await server.available('alan');
  for (const command of [add, transfer]) expect(await alan.outcome(command)).toBe('engagement-not-found');
  expect((await server.stateOf(engagementId))?.invitations).toHaveLength(1);
});

test('IN3 a customer asks nobody in, hands nothing over, and sees no list', async () => {
  const { customer, engagementId, graceId } = await callAndGrace();
  for (const command of [
    { type: 'associate.add', engagementId, associateId: graceId },
    { type: 'transfer.start', engagementId, to: { associateId: graceId }, warm: true },
    { type: 'transfer.cancel', engagementId },
    { type: 'colleagues.watch', watch: true },
  ] as const)
    expect(await customer.outcome(command)).toBe('not-allowed');
  expect(await customer.outcome({ type: 'transfer.join', engagementId })).toBe('invitation-over');
  const state = await server.stateOf(engagementId);
  expect(state?.invitations).toHaveLength(1);
  expect(state?.transfer).toBeUndefined();
});

test('notes that are too long, two receivers, or none: refused before anything happens', async () => {
  const { associate: ada, engagementId, graceId, teamId } = await callAndGrace();
  for (const bad of [
    { type: 'associate.add', engagementId, associateId: graceId, note: 'x'.repeat(501) },
    { type: 'associate.add', engagementId, associateId: 'grace' },
    { type: 'transfer.start', engagementId, to: { associateId: graceId, teamId }, warm: false },
    { type: 'transfer.start', engagementId, to: {}, warm: false },
  ]) {
    const id = 90_000 + ada.received.length;
    await ada.send({ ...bad, id });
    const reply = await ada.until('reply', (message) => message.id === id);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
  }
});

test('TR1 cold: the sender is out the moment the receiver is in, and may write up', async () => {
  const { associate: ada, customer, engagementId, grace, graceId } = await callAndGrace();
  await ada.ask({
    type: 'transfer.start',
    engagementId,
    to: { associateId: graceId },
    warm: false,
    note: 'VIP',
  });
  const told = await happened(customer, 'transfer-began');
  expect(told.event.event).toMatchObject({ transfer: { to: { name: 'Grace Hopper' } } });
  const invitation = await card(grace);
  expect(invitation).toMatchObject({
    purpose: 'transfer',
    warm: false,
    note: 'VIP',
    fromName: 'Ada Lovelace',
  });
  expect(await accept(grace, invitation)).toBe('ok');
  const state = await server.stateOf(engagementId);
  expect(state).toMatchObject({ phase: 'active', leadId: invitation.participantId });
  await ada.until('availability.changed', ({ availability }) => availability.status === 'wrapping-up');
  expect(await ada.outcome({ type: 'engagement.pause', engagementId })).toBe('engagement-not-found');
  expect(JSON.stringify(customer.received)).not.toContain('VIP');
});

test('TR3 TR5 warm: consult, together, then the sender leaves', async () => {
  const { associate: ada, engagementId, grace, graceId } = await callAndGrace();
  const start = { type: 'transfer.start', engagementId, to: { associateId: graceId }, warm: true } as const;
  expect(await ada.outcome(start)).toBe('ok');
  expect(await ada.outcome(start)).toBe('ok');
  const invitation = await card(grace);
  expect(invitation.warm).toBe(true);
  await accept(grace, invitation);
  const rules = () => server.engine.rooms.get(engagementId);
  expect(rules()?.blocked.length).toBe(16);
  expect(await ada.outcome({ type: 'transfer.join', engagementId })).toBe('ok');
  expect(rules()?.blocked).toEqual([]);
  expect(await ada.outcome({ type: 'transfer.cancel', engagementId })).toBe('invitation-over');
  expect(await ada.outcome({ type: 'engagement.leave', engagementId })).toBe('ok');
  expect(await server.stateOf(engagementId)).toMatchObject({ leadId: invitation.participantId });
});

test('accepted and taken back in the same moment: one of the two, never both', async () => {
  const { associate: ada, engagementId, grace, graceId } = await callAndGrace();
  await ada.ask({ type: 'transfer.start', engagementId, to: { associateId: graceId }, warm: false });
  const invitation = await card(grace);
  const outcomes = await Promise.all([
    accept(grace, invitation),
    ada.outcome({ type: 'transfer.cancel', engagementId }),
  ]);
  const state = await server.stateOf(engagementId);
  const wasTaken = outcomes[0] === 'ok';
  expect(state?.lastTransfer?.outcome).toBe(wasTaken ? 'completed' : 'withdrawn');
  expect(state?.participants.find(({ id }) => id === state.leadId)?.name).toBe(
    wasTaken ? 'Grace Hopper' : 'Ada Lovelace',
  );
  expect(outcomes).toContain('ok');
});

test('TR6 a team’s queue: one after the other is rung; nobody comes, and it goes back', async () => {
  const { associate: ada, engagementId, grace, teamId } = await callAndGrace();
  const start = { type: 'transfer.start', engagementId, to: { teamId }, warm: false, note: 'Loans' } as const;
  expect(await ada.outcome(start)).toBe('ok');
  const invitation = await card(grace);
  expect(invitation).toMatchObject({ purpose: 'transfer', note: 'Loans', fromName: 'Ada Lovelace' });
  const { waiting } = await grace.until('queue.changed', (message) => message.waiting.length === 1);
  expect(waiting[0]).toMatchObject({ engagementId, transferredBy: 'Ada Lovelace' });
  await ada.settle();
  expect(ada.all('queue.changed').at(-1)?.waiting).toEqual([]);
  await grace.ask({ type: 'invitation.decline', engagementId, invitationId: invitation.invitationId });
  const alan = await server.available('alan');
  await card(alan);
  await server.skip(125);
  await expect.poll(async () => (await server.stateOf(engagementId))?.lastTransfer?.outcome).toBe('nobody');
  const state = await server.stateOf(engagementId);
  expect(state).toMatchObject({ phase: 'active' });
  expect(state?.invitations.filter(({ status }) => status === 'pending')).toEqual([]);
});

test('TR6 anyone of the team may take it from the queue', async () => {
  const { associate: ada, engagementId, grace, teamId } = await callAndGrace();
  await grace.ask({ type: 'availability.set', chosen: 'away' });
  await ada.ask({ type: 'transfer.start', engagementId, to: { teamId }, warm: false });
  expect(await grace.outcome({ type: 'engagement.take', engagementId })).toBe('ok');
  const state = await server.stateOf(engagementId);
  expect(state?.participants.find(({ id }) => id === state.leadId)?.name).toBe('Grace Hopper');
});
