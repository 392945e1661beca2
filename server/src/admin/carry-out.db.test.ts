import { expect, test } from 'vitest';
import { eachDatabase } from '../../test/each-database.ts';
import { createParts } from '../../test/server-parts.ts';
import { carryOut } from './carry-out.ts';

const password = 'correct horse battery';

eachDatabase('an operator', (database) => {
  const account = {
    command: 'create-account' as const,
    email: 'Root@Example.test',
    name: 'Root',
    role: ['administrator' as const, 'associate' as const],
    team: 'Support',
  };

  test('makes the first account, which can sign in; a second time changes nothing', async () => {
    const parts = createParts(database());
    expect(await carryOut(parts, account, async () => 'too short')).toMatchObject({ ok: false });
    expect(await carryOut(parts, account, async () => password)).toMatchObject({ ok: true });
    expect(await carryOut(parts, account, async () => 'another password')).toMatchObject({ ok: false });
    const signedIn = await parts.identity.signIn({ email: 'root@example.test', password }, '127.0.0.1');
    if (!signedIn.ok) throw new Error(signedIn.problem.code);
    expect(signedIn.value.profile).toMatchObject({ roles: ['administrator', 'associate'] });
    expect(await parts.teams.teamsOf(signedIn.value.profile.id)).toHaveLength(1);
  });

  test('makes the first application, with a way to start; a second time sets its origins', async () => {
    const parts = createParts(database());
    const application = {
      command: 'create-application' as const,
      'client-id': 'shop',
      name: 'Shop',
      origin: ['https://shop.test', 'https://www.shop.test'],
      team: 'Support',
      color: '#0f5c63',
    };
    const noPassword = () => Promise.reject(new Error('asked for a password'));
    expect(await carryOut(parts, application, noPassword)).toMatchObject({ ok: true });
    const found = await parts.applications.forWidget('shop', 'https://www.shop.test');
    if (!found.ok) throw new Error(found.problem.code);
    expect((await parts.scenarios.choose(found.value.id, []))?.channels).toEqual(['video', 'audio']);
    await carryOut(parts, { ...application, origin: ['https://shop.test'] }, noPassword);
    expect(await parts.applications.forWidget('shop', 'https://www.shop.test')).toMatchObject({ ok: false });
  });
});
