import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { callEnded, connect, control, test } from '../src/people.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Messages', exact: true });
const opener = (page: Page) => page.getByRole('button', { name: /^Messages(, \d+ unread)?$/ });
const written = (page: Page) => panel(page).getByRole('listitem');
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<<>>\n%%EOF\n');

/** A PNG of one colour, as a browser writes it. */
async function pictureOf(page: Page, color: string): Promise<Buffer> {
  const address = await page.evaluate((fill) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = fill;
    context.fillRect(0, 0, 320, 180);
    return canvas.toDataURL('image/png');
  }, color);
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

async function send(page: Page, name: string, buffer: Buffer): Promise<void> {
  await panel(page)
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** The colour in the middle of a picture that is shown, as `r,g,b`. */
const colorOf = (page: Page, name: string): Promise<string> =>
  panel(page)
    .getByRole('img', { name })
    .evaluate((image) => {
      const context = document.createElement('canvas').getContext('2d');
      if (!context || !(image instanceof HTMLImageElement)) throw new Error('nothing to look at');
      context.drawImage(image, 0, 0);
      return context.getImageData(20, 20, 1, 1).data.slice(0, 3).join();
    });

test('pictures and documents both ways, a file that lies refused, and the record afterwards', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  const engagementUrl = desk.url();
  await opener(site).click();
  await opener(desk).click();

  await test.step('a picture of each side is seen by the other', async () => {
    await send(site, 'red.png', await pictureOf(site, '#ff0000'));
    await expect.poll(() => colorOf(desk, 'red.png')).toBe('255,0,0');
    await send(desk, 'blue.png', await pictureOf(desk, '#0000ff'));
    await expect.poll(() => colorOf(site, 'blue.png')).toBe('0,0,255');
    await expect(written(desk).last()).toContainText('Read');
  });

  await test.step('a document keeps its name and every byte', async () => {
    await send(desk, 'Contract May.pdf', pdf);
    const download = site.waitForEvent('download');
    await panel(site)
      .getByRole('link', { name: /^Contract May.pdf/ })
      .click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('Contract May.pdf');
    expect((await readFile(await file.path())).equals(pdf)).toBe(true);
  });

  await test.step('a file that lies about its type is refused in words, and reaches nobody', async () => {
    await send(site, 'holiday.png', Buffer.from('MZ this is a program'));
    await expect(panel(site).getByRole('alert')).toContainText('Only JPEG, PNG, GIF, WebP and PDF files');
    await panel(site).getByRole('button', { name: 'Discard' }).click();
    await expect(panel(site).getByRole('alert')).toHaveCount(0);
    await expect(written(desk)).toHaveCount(3);
  });

  await expectAccessible(desk);
  await expectAccessible(site);

  await test.step('the record has them, too', async () => {
    await control(desk, 'Exit').click();
    await expect(callEnded(site)).toBeVisible();
    await desk.goto(engagementUrl);
    await expect(written(desk)).toHaveCount(3);
    await expect.poll(() => colorOf(desk, 'red.png')).toBe('255,0,0');
    await expect(panel(desk).getByRole('link', { name: /^Contract May.pdf/ })).toBeVisible();
  });
});
