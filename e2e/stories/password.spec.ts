import { expect } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { signIn, test } from '../src/people.ts';

test('an associate changes their password, and is signed out everywhere else', async ({
  browser,
  ownServer,
}) => {
  const server = await ownServer();
  const contexts = [await browser.newContext(), await browser.newContext()] as const;
  const [elsewhere, desk] = [await contexts[0].newPage(), await contexts[1].newPage()];
  for (const page of [elsewhere, desk]) {
    await page.goto(`${server.origin}/desk`);
    await signIn(page, 'ada');
    await expect(page.getByRole('button', { name: /^Status: / })).toBeVisible();
  }
  await desk.getByRole('button', { name: 'Your menu: Ada Lovelace' }).click();
  await desk.getByRole('menuitem', { name: 'Change password' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Change password' });
  const change = async (current: string, next: string): Promise<void> => {
    await dialog.getByRole('textbox', { name: 'Password at present' }).fill(current);
    await dialog.getByRole('textbox', { name: 'New password' }).fill(next);
    await dialog.getByRole('button', { name: 'Change' }).click();
  };
  await change('parley-demo', 'short');
  await expect(dialog.getByText('Please choose at least 12 characters.')).toBeVisible();
  await expectAccessible(desk);
  await change('a wrong guess', 'a harbour in the morning');
  await expect(dialog.getByRole('alert')).toContainText('That is not your password at present.');
  await change('parley-demo', 'a harbour in the morning');
  await expect(dialog).toBeHidden();
  await expect(desk.getByText('Your password is changed.')).toBeVisible();

  await elsewhere.reload();
  await expect(elsewhere.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await signIn(elsewhere, 'ada');
  await expect(elsewhere.getByRole('alert')).toContainText('do not match');
  await signIn(elsewhere, 'ada', 'a harbour in the morning');
  await expect(elsewhere.getByRole('button', { name: /^Status: / })).toBeVisible();
});
