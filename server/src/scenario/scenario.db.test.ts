import { scenarioTerms } from '@parley/protocol';
import { describe, expect, test } from 'vitest';
import { eachDatabase } from '../../test/each-database.ts';
import { createParts } from '../../test/server-parts.ts';
import { seedDemo } from '../demo-seed.ts';
import { newId } from '../platform/ids.ts';

const origins = ['http://localhost:8080', 'http://127.0.0.1:8080'];

eachDatabase('what a site shows', (database) => {
  describe('the demo', () => {
    test('can be seeded twice and is there once', async () => {
      const parts = createParts(database());
      await seedDemo(parts, origins);
      await seedDemo(parts, origins);
      const { db } = database();
      for (const [table, rows] of [
        ['account', 5],
        ['team', 2],
        ['team_member', 5],
        ['application', 1],
        ['application_origin', 2],
        ['scenario', 1],
      ] as const) {
        expect([table, await db.selectFrom(table).selectAll().execute()]).toMatchObject([
          table,
          { length: rows },
        ]);
      }
    });

    test('its accounts can sign in', async () => {
      const { identity } = createParts(database());
      for (const name of ['ada', 'grace', 'alan', 'mary', 'root']) {
        const outcome = await identity.signIn({ email: `${name}@demo.test`, password: 'parley-demo' }, name);
        expect(outcome).toMatchObject({ ok: true });
      }
    });

    test('its origins are those of this start', async () => {
      const parts = createParts(database());
      await seedDemo(parts, ['http://localhost:9000']);
      expect(await parts.applications.forWidget('demo', 'http://localhost:9000')).toMatchObject({ ok: true });
      expect(await parts.applications.forWidget('demo', 'http://localhost:8080')).toEqual({
        ok: false,
        problem: { code: 'origin-not-allowed' },
      });
      await seedDemo(parts, origins);
    });

    test('its team answers, and its scenario allows everything', async () => {
      const { identity, teams, applications, scenarios } = createParts(database());
      const outcome = await applications.forWidget('demo', origins[0]);
      if (!outcome.ok) throw new Error(outcome.problem.code);
      const scenario = await scenarios.choose(outcome.value.id, []);
      if (scenario === undefined) throw new Error('no scenario');
      expect(scenarioTerms.parse(scenario.terms).allows.length).toBeGreaterThan(10);
      expect(scenario.terms.ringSeconds).toBe(20);
      expect(scenario.channels).toEqual(['video', 'audio']);
      for (const [name, isInTeam] of [
        ['ada', true],
        ['grace', true],
        ['alan', true],
        ['mary', false],
      ] as const) {
        const signedIn = await identity.signIn(
          { email: `${name}@demo.test`, password: 'parley-demo' },
          'team',
        );
        if (!signedIn.ok) throw new Error(signedIn.problem.code);
        const theirs = await teams.teamsOf(signedIn.value.profile.id);
        expect([name, theirs.includes(scenario.teamId)]).toEqual([name, isInTeam]);
      }
      expect(await teams.teamsOf(newId())).toEqual([]);
    });
  });

  describe('scenarios', () => {
    async function applicationWith(scenarios: readonly { name: string; conditions: unknown[] }[]) {
      const parts = createParts(database(), { overrides: { ringSeconds: 5, wrapUpSeconds: 0 } });
      const teamId = await parts.teams.ensureTeam('Team', []);
      const id = await parts.applications.ensureApplication({
        clientId: newId(),
        name: 'Shop',
        brandColor: '#000000',
        origins: [],
      });
      for (const [at, { name, conditions }] of scenarios.entries()) {
        await database()
          .db.insertInto('scenario')
          .values({
            id: newId<never>(),
            application_id: id,
            team_id: teamId,
            position: scenarios.length - at,
            name,
            message: '',
            channels: '["audio"]',
            allows: '[]',
            conditions: JSON.stringify(conditions),
            ring_seconds: 20,
            grace_seconds: 30,
            wrap_up_seconds: 30,
            created_at: parts.clock.now(),
          })
          .execute();
      }
      return { ...parts, id };
    }

    test('the first that fits is chosen, in the order of their places', async () => {
      const { scenarios, id } = await applicationWith([
        { name: 'everyone', conditions: [] },
        {
          name: 'loans in German',
          conditions: [
            { key: 'page.url', match: 'starts-with', value: 'https://shop.test/loans' },
            { key: 'device.language', match: 'equals', value: 'de' },
          ],
        },
      ]);
      const nameFor = async (url: string, language: string) =>
        (
          await scenarios.choose(id, [
            { key: 'page.url', value: url },
            { key: 'device.language', value: language },
          ])
        )?.terms.name;
      expect(await nameFor('https://shop.test/loans/car', 'de')).toBe('loans in German');
      expect(await nameFor('https://shop.test/loans/car', 'de-AT')).toBe('everyone');
      expect(await nameFor('https://shop.test/', 'de')).toBe('everyone');
    });

    test('none may fit', async () => {
      const { scenarios, id } = await applicationWith([
        { name: 'vip', conditions: [{ key: 'customer.tier', match: 'equals', value: 'gold' }] },
      ]);
      expect(await scenarios.choose(id, [])).toBeUndefined();
      expect(await scenarios.choose(newId(), [])).toBeUndefined();
    });

    test('the operator’s times replace those of the scenario', async () => {
      const { scenarios, id } = await applicationWith([{ name: 'everyone', conditions: [] }]);
      const chosen = await scenarios.choose(id, []);
      expect(chosen?.terms).toMatchObject({ ringSeconds: 5, graceSeconds: 30, wrapUpSeconds: 0 });
    });
  });

  describe('applications', () => {
    test.each([
      ['https://shop.test', true],
      ['https://shop.test:443', false],
      ['http://shop.test', false],
      ['https://shop.test.evil.test', false],
      ['https://SHOP.test', false],
      ['null', false],
      ['', false],
      [undefined, false],
    ])('an origin is allowed only as it is written: %s', async (origin, isAllowed) => {
      const { applications } = createParts(database());
      await applications.ensureApplication({
        clientId: 'shop',
        name: 'Shop',
        brandColor: '#aabbcc',
        origins: ['https://shop.test', 'null'],
      });
      const outcome = await applications.forWidget('shop', origin);
      expect(outcome.ok).toBe(isAllowed);
      if (!outcome.ok) expect(outcome.problem.code).toBe('origin-not-allowed');
    });

    test('an unknown client id is told apart', async () => {
      const outcome = await createParts(database()).applications.forWidget('nope', 'https://shop.test');
      expect(outcome).toEqual({ ok: false, problem: { code: 'application-unknown' } });
    });
  });
});
