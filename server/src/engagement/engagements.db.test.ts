import type { Command } from '@parley/engagement';
import {
  permission,
  type ApplicationId,
  type EngagementId,
  type InvitationId,
  type ParticipantId,
  type ScenarioId,
} from '@parley/protocol';
import { expect, test } from 'vitest';
import { eachDatabase } from '../../test/each-database.ts';
import { createParts } from '../../test/server-parts.ts';
import { newId } from '../platform/ids.ts';
import { readHistory } from './history.ts';
import { createEngagements, type Engagements, type RequestFacts } from './engagements.ts';

eachDatabase('engagements', (database) => {
  /** One server's engagements; several of these on one database are several servers. */
  const node = () => {
    const parts = createParts(database());
    return { ...parts, engagements: createEngagements(parts) };
  };

  async function facts(): Promise<RequestFacts> {
    const { teams, identity } = node();
    const ada = {
      email: 'ada@demo.test',
      name: 'Ada',
      roles: ['associate' as const],
      password: 'parley-demo',
    };
    const teamId = await teams.ensureTeam('Team', [await identity.ensureAccount(ada)]);
    return {
      engagementId: newId<EngagementId>(),
      channel: 'video',
      application: { id: newId<ApplicationId>(), name: 'Shop' },
      scenario: {
        id: newId<ScenarioId>(),
        name: 'Talk',
        allows: permission.options,
        ringSeconds: 20,
        graceSeconds: 30,
        wrapUpSeconds: 30,
      },
      teamId,
      customer: { participantId: newId<ParticipantId>(), name: 'Wei', camera: true },
      context: [{ key: 'page.url', value: 'https://shop.test/“quotes” \\ and 漢字', verified: false }],
    };
  }

  async function requested(engagements: Engagements) {
    const given = await facts();
    const created = await engagements.request(given);
    if (!created.ok) throw new Error(created.problem.code);
    return { ...given, token: created.value.token };
  }

  const customerOf = (given: RequestFacts) =>
    ({ kind: 'participant', participantId: given.customer.participantId }) as const;

  test('what is in memory is what the log says, after every command and after a restart', async () => {
    const { engagements } = node();
    const given = await requested(engagements);
    for (const type of ['mute', 'stop-camera', 'unmute', 'start-camera', 'mute'] as const)
      expect((await engagements.command(given.engagementId, { type }, customerOf(given))).ok).toBe(true);
    const restarted = node().engagements;
    await restarted.start();
    const [before, after] = await Promise.all([
      engagements.state(given.engagementId),
      restarted.state(given.engagementId),
    ]);
    expect(after).toEqual(before);
    expect(restarted.open().map(({ id }) => id)).toContain(given.engagementId);
    expect(after?.context.map(({ at: _, ...attribute }) => attribute)).toEqual(given.context);
  });

  test('commands at once on two servers: every one is stored once, numbers without gaps', async () => {
    const [one, two] = [node().engagements, node().engagements];
    const given = await requested(one);
    await two.start();
    const commands = Array.from({ length: 12 }, (_, n): Promise<unknown> => {
      const attributes = [{ key: `k.n${String(n)}`, value: 'v', verified: false }];
      const command: Command = { type: 'set-context', attributes };
      return (n % 2 === 0 ? one : two).command(given.engagementId, command, customerOf(given));
    });
    const outcomes = await Promise.all(commands);
    expect(outcomes.filter((outcome) => (outcome as { ok: boolean }).ok)).toHaveLength(12);
    const log = await one.since(given.engagementId, 0);
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
    const state = await node().engagements.state(given.engagementId);
    expect(state?.context).toHaveLength(13);
  });

  test('two associates who answer at once on two servers: one gets it', async () => {
    const nodes = [node().engagements, node().engagements];
    const given = await requested(node().engagements);
    for (const engagements of nodes) await engagements.start();
    const { identity } = node();
    const outcomes = await Promise.all(
      nodes.map(async (engagements, n) => {
        const email = `taker${String(n)}@demo.test`;
        const account = { email, name: email, roles: ['associate' as const], password: 'parley-demo' };
        const associateId = await identity.ensureAccount(account);
        const outcome = await engagements.command(
          given.engagementId,
          {
            type: 'take',
            invitationId: newId<InvitationId>(),
            participantId: newId<ParticipantId>(),
            camera: true,
          },
          { kind: 'associate', associateId, name: email },
        );
        return outcome.ok ? 'ok' : outcome.problem.code;
      }),
    );
    expect(outcomes.sort()).toEqual(['engagement-taken', 'ok']);
  });

  test('a token names one participant; only its hash is stored', async () => {
    const { engagements } = node();
    const given = await requested(engagements);
    expect(await engagements.identifyParticipant(given.token)).toMatchObject({
      state: { id: given.engagementId },
      participantId: given.customer.participantId,
    });
    expect(await engagements.identifyParticipant(`${given.token.slice(0, -1)}!`)).toBeUndefined();
    const rows = await database().db.selectFrom('participant_token').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(given.token);
  });

  test('a command about nothing is refused', async () => {
    const { engagements } = node();
    const outcome = await engagements.command(
      newId<EngagementId>(),
      { type: 'mute' },
      customerOf(await facts()),
    );
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'engagement-not-found' } });
  });

  test('lists tell the newest first, and what became of each', async () => {
    const { engagements, clock } = node();
    const first = await requested(engagements);
    clock.advance(60_000);
    const second = await requested(engagements);
    await engagements.command(second.engagementId, { type: 'exit' }, customerOf(second));
    const history = await engagements.list([first.teamId], { limit: 100 });
    const listed = history.ok ? history.value.engagements : [];
    const at = (id: EngagementId) => listed.findIndex((entry) => entry.id === id);
    expect(at(second.engagementId)).toBeLessThan(at(first.engagementId));
    expect(listed[at(second.engagementId)]).toMatchObject({
      phase: 'ended',
      endReason: 'customer-cancelled',
      customerName: 'Wei',
      associateNames: [],
    });
    expect(await engagements.list([], { limit: 100 })).toEqual({ ok: true, value: { engagements: [] } });
    expect(engagements.open().map(({ id }) => id)).not.toContain(second.engagementId);
  });

  test('a search finds names in any case and script, whatever the locale of the database', async () => {
    const { engagements } = node();
    const given = await facts();
    const customer = { ...given.customer, name: 'Øyvind ŽIŽEK' };
    const created = await engagements.request({ ...given, customer });
    expect(created.ok).toBe(true);
    for (const search of ['øYVIND', 'žižek']) {
      const found = await readHistory(database().db, [given.teamId], { limit: 5, search });
      expect(found.ok && found.value.engagements.map(({ id }) => id)).toEqual([given.engagementId]);
    }
  });

  test('what could not be put in force is stored all the same', async () => {
    const { engagements } = node();
    const given = await requested(engagements);
    engagements.enforceWith(() => Promise.reject(new Error('the engine is gone')));
    expect((await engagements.command(given.engagementId, { type: 'mute' }, customerOf(given))).ok).toBe(
      true,
    );
    expect(await engagements.since(given.engagementId, 1)).toHaveLength(1);
  });
});
