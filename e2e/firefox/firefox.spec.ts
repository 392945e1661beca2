import { expect } from '@playwright/test';
import { launchFirefox, openInFirefox, answersIn, press } from '../src/firefox.ts';
import { control, incomingCard, test } from '../src/people.ts';

/*
 * Firefox gathers no loopback candidates, and these tests keep to loopback: they show that a customer with Firefox
 * gets through, that our end accepts what Firefox offers, and that both sides see the end. Pictures and sound between
 * the two browsers need a network of their own around Firefox.
 */

test('a customer with Firefox rings, is answered, offers both tracks, and ends the call', async ({
  associate,
  server,
}) => {
  const firefox = await launchFirefox();
  try {
    const desk = await associate('ada');
    const site = await openInFirefox(firefox, `${server.origin}/demo/`);
    await press(site, 'Video call');
    await incomingCard(desk).getByRole('button', { name: 'Answer' }).click();
    await expect(control(desk, 'Exit')).toBeVisible();
    await expect
      .poll(() => answersIn(site), { message: 'Firefox’s microphone and camera are accepted' })
      .toContain('audio recvonly, video recvonly');
    await press(site, 'End call');
    await expect(desk.getByRole('toolbar', { name: 'Call controls' })).toBeHidden();
  } finally {
    await firefox.close();
  }
});
