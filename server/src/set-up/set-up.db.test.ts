import { describe, expect, test } from 'vitest';
import { eachDatabase } from '../../test/each-database.ts';
import { createParts } from '../../test/server-parts.ts';
import { newAccount, newApplication, setUpAccount, setUpApplication } from './set-up.ts';

const ada = {
  email: 'ada@shop.example',
  name: 'Ada',
  password: 'correct horse',
  roles: ['associate' as const],
};
const shop = {
  clientId: 'shop',
  name: 'The Shop',
  brandColor: '#0f5c63',
  origins: ['https://shop.example'],
};

eachDatabase('the first steps of a new server', (database) => {
  test('whoever was set up signs in and answers what the site’s customers ask', async () => {
    const parts = createParts(database());
    await setUpApplication(parts, shop);
    await setUpAccount(parts, ada);
    const signedIn = await parts.identity.signIn({ email: ada.email, password: ada.password }, '192.0.2.1');
    if (!signedIn.ok) throw new Error(signedIn.problem.code);
    const application = await parts.applications.forWidget('shop', 'https://shop.example');
    if (!application.ok) throw new Error(application.problem.code);
    const scenario = await parts.scenarios.choose(application.value.id, []);
    expect(await parts.teams.teamsOf(signedIn.value.profile.id)).toEqual([scenario?.teamId]);
  });

  test('repeated, it changes no password', async () => {
    const parts = createParts(database());
    await setUpAccount(parts, { ...ada, password: 'another password' });
    const again = await parts.identity.signIn(
      { email: ada.email, password: 'another password' },
      '192.0.2.2',
    );
    expect(again).toMatchObject({ ok: false, problem: { code: 'wrong-credentials' } });
  });
});

describe('what is refused', () => {
  test.each([
    ['email', { email: 'ada' }],
    ['name', { name: ' ' }],
    ['password', { password: 'short' }],
    ['roles', { roles: ['root'] }],
    ['roles', { roles: [] }],
  ])('an account with a wrong %s', (field, change) => {
    const outcome = newAccount.safeParse({ ...ada, ...change });
    expect(outcome.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  test.each([
    ['clientId', { clientId: 'The Shop' }],
    ['name', { name: '' }],
    ['brandColor', { brandColor: 'teal' }],
    ['origins', { origins: ['https://shop.example/path'] }],
    ['origins', { origins: ['shop.example'] }],
    ['origins', { origins: [] }],
  ])('an application with a wrong %s', (field, change) => {
    const outcome = newApplication.safeParse({ ...shop, ...change });
    expect(outcome.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });
});
