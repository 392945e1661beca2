import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { addAssociate, names } from '../src/colleagues.ts';
import { callEnded, connect, control, incomingCard, test } from '../src/people.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Messages', exact: true });
const opener = (page: Page) => page.getByRole('button', { name: /^Messages(, \d+ unread)?$/ });
const box = (page: Page) => panel(page).getByRole('textbox', { name: 'Write a message' });
const written = (page: Page) => panel(page).getByRole('listitem');

async function write(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await box(page).press('Enter');
  await expect(written(page).filter({ hasText: text })).toBeVisible();
}

test('both write and read: badge, toast, typing, how far it came, and links that are what they show', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);

  await test.step('the customer writes; the desk is told and has not read it', async () => {
    await opener(site).click();
    await write(site, 'Is https://bank.example/loans?a=1 still right?');
    await expect(desk.getByText('Unknown User: Is https://bank.example')).toBeVisible();
    await expect(desk.getByRole('button', { name: 'Messages, 1 unread' })).toBeVisible();
    await expect(written(site)).toContainText('Delivered');
  });

  await test.step('the desk reads it, which the customer sees; the link goes where it says and learns nothing', async () => {
    await control(desk, 'Options').click();
    await desk.getByRole('menuitem', { name: 'Send message' }).click();
    await expect(written(site)).toContainText('Read');
    await expect(desk.getByRole('button', { name: 'Messages', exact: true })).toBeVisible();
    const link = written(desk).getByRole('link', { name: 'https://bank.example/loans?a=1' });
    await expect(link).toHaveAttribute('href', 'https://bank.example/loans?a=1');
    await expect(link).toHaveAttribute('rel', /noopener noreferrer/);
  });

  await test.step('writing shows on the other side, until it is sent', async () => {
    await box(desk).pressSequentially('It is');
    await expect(panel(site).getByRole('status')).toHaveText(/is writing…$/);
    await box(desk).press('Enter');
    await expect(written(site).filter({ hasText: 'It is' })).toBeVisible();
    await expect(panel(site).getByRole('status')).toHaveText('');
    await expect(written(desk).filter({ hasText: 'It is' })).toContainText('Read');
  });

  await test.step('what looks like code stays words', async () => {
    await write(site, '<img src=x onerror="document.title=1"> javascript:alert(1)');
    await expect(written(desk).last()).toContainText(
      '<img src=x onerror="document.title=1"> javascript:alert(1)',
    );
    await expect(written(desk).last().getByRole('link')).toHaveCount(0);
  });

  await expectAccessible(desk);
  await expectAccessible(site);
  await control(desk, 'Exit').click();
  await expect(callEnded(site)).toBeVisible();
});

test('a message written while offline is sent once, when the connection is back', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await opener(site).click();
  await write(site, 'Before');
  await expect(written(site)).toContainText('Delivered');
  await site.context().setOffline(true);
  await write(site, 'While it was away');
  await write(site, 'And another');
  await expect(written(site).last()).toContainText('Is sent when the connection is back');
  await site.context().setOffline(false);
  await desk.keyboard.press('t');
  await expect(written(desk)).toHaveText([/Before/, /While it was away/, /And another/]);
  await expect(written(site)).toHaveText([/Before/, /While it was away/, /And another/]);
  await expect(written(site).last()).toContainText('Read');
  await control(desk, 'Exit').click();
  await expect(callEnded(site)).toBeVisible();
});

test('replies at hand, emoji, a colleague who sees it all, and the record afterwards', async ({
  associate,
  customer,
}) => {
  const ada = await associate('ada');
  const site = await customer();
  await connect(site, ada);
  const engagementUrl = ada.url();
  await opener(ada).click();
  await box(ada).fill('/good');
  await panel(ada)
    .getByRole('button', { name: /^Goodbye/ })
    .click();
  await expect(box(ada)).toHaveValue(/^Thank you for your time/);
  await panel(ada).getByRole('button', { name: 'Emoji' }).click();
  await ada.getByRole('dialog', { name: 'Emoji' }).getByRole('button', { name: '👋' }).click();
  await box(ada).press('Enter');
  await opener(site).click();
  await expect(written(site)).toContainText('Come back whenever you like.👋');

  const grace = await associate('grace');
  await addAssociate(ada, names.grace);
  await incomingCard(grace).getByRole('button', { name: 'Answer' }).click();
  await grace.getByRole('button', { name: 'Messages, 1 unread' }).click();
  await expect(written(grace)).toContainText('Ada Lovelace');
  await write(grace, 'I am here too.');
  await expect(written(site).filter({ hasText: 'I am here too.' })).toContainText('Grace Hopper');

  await control(ada, 'Exit').click();
  await ada.getByRole('button', { name: 'End for everyone' }).click();
  await expect(callEnded(site)).toBeVisible();
  await ada.goto(engagementUrl);
  await expect(written(ada)).toHaveText([/Come back whenever you like/, /I am here too/]);
});
