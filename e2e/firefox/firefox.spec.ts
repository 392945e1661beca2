import { expect } from '@playwright/test';
import {
  energyInFirefox,
  expectMovingInFirefox,
  fill,
  launchFirefox,
  openInFirefox,
  press,
} from '../src/firefox.ts';
import { expectMoving, expectSound } from '../src/media.ts';
import { callEnded, control, incomingCard, request, test } from '../src/people.ts';

async function hearsSomething(page: Parameters<typeof energyInFirefox>[0]): Promise<void> {
  const before = await energyInFirefox(page);
  await expect
    .poll(() => energyInFirefox(page), { message: 'Firefox hears something' })
    .toBeGreaterThan(before + 1e-4);
}

test('a customer with Firefox and an associate with Chromium see and hear each other', async ({
  associate,
  server,
}) => {
  const firefox = await launchFirefox();
  try {
    const desk = await associate('ada');
    const site = await openInFirefox(firefox, `${server.origin}/demo/`);
    await press(site, 'Video call');
    await incomingCard(desk).getByRole('button', { name: 'Answer' }).click();
    await expectMoving(desk, 'Customer video');
    await expectSound(desk);
    await expectMovingInFirefox(site, 'Associate video');
    await hearsSomething(site);
    await control(desk, 'Exit').click();
    await expect(desk.getByRole('toolbar', { name: 'Call controls' })).toBeHidden();
  } finally {
    await firefox.close();
  }
});

test('an associate with Firefox and a customer with Chromium see and hear each other', async ({
  customer,
  server,
}) => {
  const firefox = await launchFirefox();
  try {
    const desk = await openInFirefox(firefox, `${server.origin}/desk`);
    await fill(desk, 'Email', 'grace@demo.test');
    await fill(desk, 'Password', 'parley-demo');
    await press(desk, 'Sign in');
    await press(desk, 'Status: Away').catch(() => undefined);
    await press(desk, 'Available').catch(() => undefined);
    const site = await customer();
    await request(site);
    await press(desk, 'Answer');
    await expectMoving(site, 'Associate video');
    await expectSound(site);
    await expectMovingInFirefox(desk, 'Customer video');
    await hearsSomething(desk);
    await press(desk, 'Exit');
    await expect(callEnded(site)).toBeVisible();
  } finally {
    await firefox.close();
  }
});
