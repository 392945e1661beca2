import { expect } from '@playwright/test';
import { expectMoving, expectSound } from '../src/media.ts';
import { callEnded, connect, control, incomingCard, request, test } from '../src/people.ts';

test('a customer presses Video call, an associate answers, they see and hear each other', async ({
  associate,
  customer,
}) => {
  const desk = await associate('ada');
  const site = await customer();
  await request(site);
  await expect(desk.getByRole('button', { name: 'Queue: 1 waiting' })).toBeVisible();
  const card = desk.getByRole('dialog', { name: 'Incoming video call' });
  await expect(card).toBeVisible();
  await card.getByRole('button', { name: 'Answer' }).click();

  await expectMoving(desk, 'Customer video');
  await expectMoving(desk, 'Your video');
  await expectMoving(site, 'Associate video');
  await expectMoving(site, 'Your video');
  await expectSound(desk);
  await expectSound(site);

  await expect(desk.getByRole('button', { name: 'Status: On a call' })).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Queue: 0 waiting' })).toBeVisible();
  await expect(desk.getByRole('timer', { name: 'Call duration' })).toHaveText(/^\d+:\d\d$/);
  await expect(desk.getByRole('status', { name: 'Recording' })).toHaveCount(0);

  await control(desk, 'Exit').click();
  await expect(callEnded(site)).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Status: Available' })).toBeVisible();
});

test('the caller information panel shows what was collected, and remembers whether it is open', async ({
  associate,
  customer,
}) => {
  const desk = await associate('ada');
  const site = await customer();
  await connect(site, desk);
  const toggle = desk.getByRole('button', { name: 'Caller information' });
  const panel = desk.getByRole('region', { name: 'Caller information' });
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  await expect(panel).toContainText('/demo/');
  await expect(panel).toContainText(await site.title());
  await expect(panel).toContainText(/Linux/);
  await expect(panel).toContainText(/Chrom/);
  // Time on page runs on.
  const timeOnPage = panel.getByRole('term').filter({ hasText: 'Time on page' }).locator('+ dd');
  const before = await timeOnPage.innerText();
  await expect(timeOnPage).toHaveText(/^\d+:\d\d$/);
  await expect(timeOnPage).not.toHaveText(before);
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await expect(panel).toBeHidden();
  await desk.reload();
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await toggle.click();
  await control(desk, 'Exit').click();
});

test('an audio call has sound and no pictures until someone starts a camera', async ({
  associate,
  customer,
}) => {
  const desk = await associate('ada');
  const site = await customer();
  await request(site, 'Audio call');
  await desk
    .getByRole('dialog', { name: 'Incoming audio call' })
    .getByRole('button', { name: 'Answer' })
    .click();
  await expectSound(desk);
  await expectSound(site);
  await expect(desk.getByRole('region', { name: 'Customer video' }).locator('video')).toHaveCount(0);
  await site.getByRole('button', { name: 'Camera', exact: true }).click();
  await expectMoving(desk, 'Customer video');
  await control(desk, 'Video').click();
  await expectMoving(site, 'Associate video');
  await control(desk, 'Exit').click();
  await expect(callEnded(site)).toBeVisible();
});

test('the customer ends the call and the associate is told', async ({ associate, customer }) => {
  const desk = await associate('ada');
  const site = await customer();
  await connect(site, desk);
  await site.getByRole('button', { name: 'End call' }).click();
  await expect(callEnded(site)).toBeVisible();
  await expect(desk.getByRole('toolbar', { name: 'Call controls' })).toBeHidden();
  await expect(incomingCard(desk)).toBeHidden();
});
