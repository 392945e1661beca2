import { expect } from '@playwright/test';
import { expectMoving, expectNoPackets, expectSilence, expectSound, expectStill } from '../src/media.ts';
import { connect, control, exit, test } from '../src/people.ts';

test('ME2 mute cuts one microphone one way, from either end', async ({ associate, customer }) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await expectSound(site);

  await control(desk, 'Mute').click();
  await expect(control(desk, 'Mute')).toHaveAttribute('aria-pressed', 'true');
  await expectSilence(site);
  await expectSound(desk);
  await expectMoving(site, 'Associate video');
  await control(desk, 'Mute').click();
  await expectSound(site);

  const customersMute = site.getByRole('button', { name: 'Mute', exact: true });
  await customersMute.click();
  await expect(customersMute).toHaveAttribute('aria-pressed', 'true');
  await expectSilence(desk);
  await expectSound(site);
  await customersMute.click();
  await expectSound(desk);
  await exit(desk, site);
});

test('ME2 a camera that is off shows no frame, from either end, and comes back', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await expectMoving(site, 'Associate video');

  await control(desk, 'Video').click();
  await expectStill(site, 'Associate video');
  await expectSound(site);
  await control(desk, 'Video').click();
  await expectMoving(site, 'Associate video');

  const camera = site.getByRole('button', { name: 'Camera', exact: true });
  await camera.click();
  await expectStill(desk, 'Customer video');
  await expectSound(desk);
  await camera.click();
  await expectMoving(desk, 'Customer video');
  await exit(desk, site);
});

test('ME2 pause stops everything both ways, and resuming brings back what was on before', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await expectMoving(desk, 'Customer video');
  await control(desk, 'Mute').click();

  await control(desk, 'Pause').click();
  await expect(control(desk, 'Pause')).toHaveAttribute('aria-pressed', 'true');
  await expect(site.getByText('On hold')).toBeVisible();
  await expect(desk.getByText('On hold')).toBeVisible();
  await expectNoPackets(desk);
  await expectNoPackets(site);
  await control(desk, 'Pause').click();
  await expectMoving(desk, 'Customer video');
  await expectMoving(site, 'Associate video');
  await expectSound(desk);
  await expect(control(desk, 'Mute')).toHaveAttribute('aria-pressed', 'true');
  await expectSilence(site);
  await control(desk, 'Mute').click();

  await site.getByRole('button', { name: 'Pause', exact: true }).click();
  await expectNoPackets(desk);
  await expectNoPackets(site);
  await site.getByRole('button', { name: 'Pause', exact: true }).click();
  await expectMoving(desk, 'Customer video');
  await expectSound(desk);
  await expectSound(site);
  await exit(desk, site);
});
