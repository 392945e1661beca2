import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { addAssociate, expectTileMoves, names, tile } from '../src/colleagues.ts';
import { expectMoving, expectSound } from '../src/media.ts';
import { callEnded, connect, control, incomingCard, test } from '../src/people.ts';

/** Frames that a page sends of its camera within half a second: in full, and small. */
async function cameraSent(page: Page): Promise<{ full: number; small: number }> {
  const frames = () =>
    page.evaluate(async () => {
      const byLine = new Map<string, number>();
      for (const connection of window.observedConnections) {
        if (connection.connectionState === 'closed') continue;
        for (const report of (await connection.getStats()).values())
          if (report.type === 'outbound-rtp' && report.kind === 'video')
            byLine.set(String(report.mid), report.framesSent ?? 0);
      }
      // The camera comes right after the microphone, and its small picture last.
      const mids = [...byLine.keys()].sort((one, other) => Number(one) - Number(other));
      return { full: byLine.get('1') ?? 0, small: byLine.get(mids.at(-1) ?? '') ?? 0 };
    });
  const before = await frames();
  await page.waitForTimeout(500);
  const after = await frames();
  return { full: after.full - before.full, small: after.small - before.small };
}

/** Which of its two pictures a page sends. */
async function sends(page: Page): Promise<string> {
  const { full, small } = await cameraSent(page);
  return [full > 0 && 'full', small > 0 && 'small'].filter(Boolean).join(' ');
}

const gallery = (page: Page) => page.getByRole('region', { name: 'Everybody in this call' });
const inGallery = (page: Page, name: string | RegExp) => gallery(page).getByRole('listitem', { name });

const isPlaying = (video: SVGElement | HTMLElement): boolean =>
  (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames > 10;

test('four in a call: small pictures where they are shown small, all alike in the gallery, and who speaks is framed', async ({
  associate,
  customer,
}) => {
  const ada = await associate('ada');
  const site = await customer();
  await connect(site, ada);
  const others = { grace: await associate('grace'), alan: await associate('alan') };
  for (const name of ['grace', 'alan'] as const) {
    await addAssociate(ada, names[name]);
    await incomingCard(others[name]).getByRole('button', { name: 'Answer' }).click();
    await expect(tile(ada, names[name])).toBeVisible();
  }
  // Grace is heard and not seen, Alan seen and not heard: whoever has the floor, Alan is on nobody's stage.
  await control(others.grace, 'Video').click();
  await control(others.alan, 'Mute').click();

  await test.step('the customer is sent in full; of Alan, who is on nobody’s stage, there is only the small picture', async () => {
    await expectMoving(ada, 'Customer video');
    await expectTileMoves(ada, /Alan Turing/);
    await expect.poll(() => sends(others.alan)).toBe('small');
    // Whoever's path is too narrow on a busy machine gets the small one of the customer too.
    await expect.poll(() => sends(site)).toMatch(/full/);
  });

  await test.step('everybody hears everybody, and whoever speaks is framed', async () => {
    for (const page of [ada, site, others.grace, others.alan]) await expectSound(page);
    await expect(tile(ada, names.grace)).toHaveAttribute('data-speaking', 'true');
  });

  await test.step('in the gallery all are alike', async () => {
    // The desk has stepped back from the picture meanwhile; the first press counts all the same.
    await expect(ada.locator('[data-resting]')).toBeVisible();
    await ada.keyboard.press('g');
    await expect(inGallery(ada, /./)).toHaveCount(3);
    await expect
      .poll(() =>
        inGallery(ada, /Alan Turing/)
          .locator('video')
          .evaluate(isPlaying),
      )
      .toBe(true);
    await expectAccessible(ada);
    await ada.keyboard.press('g');
    await expect(gallery(ada)).toBeHidden();
    await expect.poll(() => sends(others.alan)).toBe('small');
    await expectTileMoves(ada, /Alan Turing/);
  });

  await test.step('the customer sees all three', async () => {
    await expectSound(site);
    await expect(site.getByRole('list', { name: 'Also in this call' }).getByRole('listitem')).toHaveCount(2);
  });
  await control(ada, 'Exit').click();
  await ada.getByRole('button', { name: 'End for everyone' }).click();
  await expect(callEnded(site)).toBeVisible();
});
