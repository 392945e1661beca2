import { expect } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { signIn, test } from '../src/people.ts';

test('administration shares the sign-in with the desk, and is for those with the right', async ({
  associate,
  browser,
  server,
}) => {
  const desk = await associate('grace');
  await desk.goto(`${server.origin}/admin/outbox`);
  await expect(desk.getByRole('heading', { name: 'This page is not for your role' })).toBeVisible();
  await expect(desk.getByText('Administrators can open it.')).toBeVisible();
  await desk.getByRole('button', { name: 'Your menu: Grace Hopper' }).click();
  await desk.getByRole('menuitem', { name: 'Sign out' }).click();
  await expectAccessible(desk);

  // Whoever administers signs in here; nobody is sent to another page and back.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.origin}/`);
  await page.getByRole('link', { name: /Administration/ }).click();
  await signIn(page, 'root');
  await expect(page.getByRole('heading', { name: 'Administration', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /Outbox/ }).click();
  await expect(page.getByRole('heading', { name: 'Outbox', level: 1 })).toBeVisible();
  await expectAccessible(page);
  await context.close();
});
