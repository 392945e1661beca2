import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { names, openColleagues, tile, told, transfer } from '../src/colleagues.ts';
import { callEnded, connect, control, exit, incomingCard, request, test, waiting } from '../src/people.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen in ${colorScheme}`, async ({
    browser,
    server,
    associate,
    customer,
  }) => {
    const signInPage = await (await browser.newContext({ colorScheme })).newPage();
    await signInPage.goto(`${server.origin}/`);
    await expectAccessible(signInPage);
    await signInPage.goto(`${server.origin}/desk`);
    await expect(signInPage.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expectAccessible(signInPage);
    await signInPage.context().close();

    const desk = await associate('ada', { colorScheme });
    await expectAccessible(desk);
    const site = await customer({ colorScheme, viewport: { width: 390, height: 844 } });
    await expectAccessible(site);
    await request(site);
    await expectAccessible(site);
    await expect(incomingCard(desk)).toBeVisible();
    await expectAccessible(desk);
    await incomingCard(desk).getByRole('button', { name: 'Answer' }).click();
    await expect(waiting(site)).toBeHidden();
    await expectAccessible(desk);
    await expectAccessible(site);
    await control(desk, 'Options').click();
    await expect(desk.getByRole('menu', { name: 'Options' })).toBeVisible();
    await expectAccessible(desk);
    await desk.keyboard.press('Escape');
    await control(desk, 'Pause').click();
    await expect(site.getByText('On hold')).toBeVisible();
    await expectAccessible(desk);
    await expectAccessible(site);
    await control(desk, 'Pause').click();
    await exit(desk, site);
    await expectAccessible(desk);
    await expectAccessible(site);
  });
}

test('axe finds nothing while colleagues are asked, consult and join', async ({ associate, customer }) => {
  const ada = await associate('ada');
  const site = await customer({ viewport: { width: 390, height: 844 } });
  await connect(site, ada);
  const grace = await associate('grace');
  await openColleagues(ada, 'Transfer call');
  await expect(ada.getByRole('radio', { name: names.grace })).toBeVisible();
  await expectAccessible(ada);
  await ada.keyboard.press('Escape');
  await transfer(ada, names.grace, 'warm', 'A word first.');
  await expect(incomingCard(grace)).toBeVisible();
  await expectAccessible(grace);
  await incomingCard(grace).getByRole('button', { name: 'Answer' }).click();
  await expect(told(site, 'On hold')).toBeVisible();
  for (const page of [ada, grace, site]) await expectAccessible(page);
  await grace.getByRole('button', { name: 'Bring the customer in' }).click();
  await expect(tile(site, names.grace)).toBeVisible();
  for (const page of [ada, grace, site]) await expectAccessible(page);
  await exitForAll(ada, site);
});

async function exitForAll(desk: Page, site: Page): Promise<void> {
  await control(desk, 'Exit').click();
  const question = desk.getByRole('dialog', { name: 'End the call for everyone?' });
  await question.getByRole('button', { name: 'End for everyone' }).click();
  await expect(callEnded(site)).toBeVisible();
}

/** Presses Tab until the focus is on what was looked for. */
async function tabTo(page: Page, role: 'button' | 'textbox', name: RegExp): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${String(name)}`);
}

test('a whole call with the keyboard alone, on both sides', async ({ associate, customer }) => {
  const desk = await associate();
  const site = await customer();
  await tabTo(site, 'button', /^Video call$/);
  await site.keyboard.press('Enter');
  await expect(incomingCard(desk)).toBeVisible();
  await tabTo(desk, 'button', /^Answer$/);
  await desk.keyboard.press('Enter');
  await expect(control(desk, 'Mute')).toBeVisible();
  await tabTo(desk, 'button', /^Mute$/);
  await desk.keyboard.press('Space');
  await expect(control(desk, 'Mute')).toHaveAttribute('aria-pressed', 'true');
  await tabTo(site, 'button', /^Mute$/);
  await site.keyboard.press('Enter');
  await expect(site.getByRole('button', { name: 'Mute', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await tabTo(site, 'button', /^End call$/);
  await site.keyboard.press('Enter');
  await expect(callEnded(site)).toBeVisible();
});

test('nothing but our own server is asked for anything', async ({ associate, customer, server }) => {
  const elsewhere: string[] = [];
  const desk = await associate();
  const site = await customer();
  for (const page of [desk, site])
    page.context().on('request', (asked) => {
      if (
        !asked.url().startsWith(server.origin) &&
        !asked.url().startsWith('data:') &&
        !asked.url().startsWith('blob:')
      )
        elsewhere.push(asked.url());
    });
  await site.reload();
  await desk.reload();
  await connect(site, desk);
  await exit(desk, site);
  expect(elsewhere).toEqual([]);
});
