import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { drawThrough, expectInk, inkAt, pictureIn } from '../src/ink.ts';
import { expectMoving } from '../src/media.ts';
import { connect, control, exit, test } from '../src/people.ts';

const tools = (page: Page) => page.getByRole('toolbar', { name: 'Drawing tools' });
const tool = (page: Page, name: string) => tools(page).getByRole('button', { name, exact: true });
const onDesk = (desk: Page) => pictureIn(desk, 'Customer video');
/** The customer's own picture, on their stage while somebody draws on it. */
const onSite = (site: Page) => pictureIn(site, 'Your video');

async function takePencil(desk: Page): Promise<void> {
  await control(desk, 'Annotate').click();
  await expect(tools(desk)).toBeVisible();
}

const line = [
  { x: 0.3, y: 0.4 },
  { x: 0.7, y: 0.4 },
];
const middle = { x: 0.5, y: 0.4 };

test('what the associate draws lies on the same thing at the customer, who draws back', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  await connect(site, desk);
  await site
    .getByRole('dialog', { name: 'Record this call?' })
    .getByRole('button', { name: 'Decline' })
    .click();
  await expectMoving(desk, 'Customer video');
  await takePencil(desk);
  await drawThrough(desk, onDesk(desk), line);
  for (const region of [onDesk(desk), onSite(site)]) {
    await expectInk(region, middle, 'red');
    await expectInk(region, { x: 0.5, y: 0.5 }, 'none');
  }
  await expect(site.getByText('Your picture is being drawn on.')).toBeVisible();

  // Other shapes and another colour.
  await tool(desk, 'Blue').click();
  await tool(desk, 'Rectangle').click();
  await drawThrough(desk, onDesk(desk), [
    { x: 0.2, y: 0.6 },
    { x: 0.4, y: 0.8 },
  ]);
  await expectInk(onSite(site), { x: 0.3, y: 0.6 }, 'blue');
  await expectInk(onSite(site), { x: 0.3, y: 0.7 }, 'none');

  await site.getByRole('button', { name: 'Draw', exact: true }).click();
  await expect(tools(site)).toBeVisible();
  await drawThrough(site, onSite(site), [
    { x: 0.6, y: 0.6 },
    { x: 0.8, y: 0.6 },
  ]);
  await expectInk(onSite(site), { x: 0.7, y: 0.6 }, 'orange');
  await expectInk(onDesk(desk), { x: 0.7, y: 0.6 }, 'orange');
  await expectAccessible(desk);
  await expectAccessible(site);

  // Each takes back their own.
  await tool(desk, 'Undo').click();
  await expectInk(onSite(site), { x: 0.3, y: 0.6 }, 'none');
  await tool(desk, 'Redo').click();
  await expectInk(onSite(site), { x: 0.3, y: 0.6 }, 'blue');
  await tool(site, 'Undo').click();
  await expectInk(onDesk(desk), { x: 0.7, y: 0.6 }, 'none');
  await expectInk(onDesk(desk), middle, 'red');
  await tool(desk, 'Clear mine').click();
  for (const place of [middle, { x: 0.3, y: 0.6 }]) await expectInk(onDesk(desk), place, 'none');
  // With nothing left to point at, people look at each other again.
  await expect(onSite(site).locator('canvas')).toHaveCount(0);
  await expectMoving(site, 'Associate video');
  await exit(desk, site);
});

test('a stroke can be seen while it is drawn, and after a reload on either side everything finished is there', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await expectMoving(desk, 'Customer video');
  await takePencil(desk);
  await drawThrough(desk, onDesk(desk), line, { keepDown: true });
  await expectInk(onSite(site), middle, 'red');
  await desk.mouse.up();
  await expectInk(onSite(site), middle, 'red');
  for (const page of [site, desk]) {
    await page.reload();
    await expectMoving(desk, 'Customer video');
    await expectInk(onSite(site), middle, 'red');
    await expectInk(onDesk(desk), middle, 'red');
  }
  // It can be taken back also by who has forgotten how it came about.
  await takePencil(desk);
  await tool(desk, 'Undo').click();
  await expectInk(onDesk(desk), middle, 'none');
  await exit(desk, site);
});

test('a connection that goes in mid-stroke leaves nothing half-drawn; what was finished meanwhile comes after it', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await expectMoving(desk, 'Customer video');
  await takePencil(desk);
  await drawThrough(desk, onDesk(desk), line, { keepDown: true });
  await expectInk(onSite(site), middle, 'red');
  await desk.context().setOffline(true);
  // The customer's server notices that the associate is gone, and the half-drawn stroke with them.
  await expect.poll(() => inkAt(onSite(site), middle).catch(() => 'none'), { timeout: 30_000 }).toBe('none');
  await desk.mouse.up();
  await drawThrough(desk, onDesk(desk), [
    { x: 0.3, y: 0.7 },
    { x: 0.7, y: 0.7 },
  ]);
  await expectInk(onDesk(desk), { x: 0.5, y: 0.7 }, 'red');
  await desk.context().setOffline(false);
  for (const place of [middle, { x: 0.5, y: 0.7 }]) await expectInk(onSite(site), place, 'red');
  await exit(desk, site);
});

test('a customer who forbids drawing is obeyed, on both sides, until they allow it again', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await expectMoving(desk, 'Customer video');
  await takePencil(desk);
  await drawThrough(desk, onDesk(desk), line);
  await expectInk(onSite(site), middle, 'red');
  await site.getByRole('button', { name: 'Don’t allow' }).click();
  await expect(site.getByText('Nobody may draw on your picture.')).toBeVisible();
  await expectInk(onDesk(desk), middle, 'none');
  await expect(tools(desk)).toBeHidden();
  await expect(control(desk, 'Annotate')).toHaveAttribute('aria-disabled', 'true');
  await expect(desk.getByText('The customer does not want anything to be drawn').first()).toBeVisible();
  await site.getByRole('button', { name: 'Allow again' }).click();
  await takePencil(desk);
  await drawThrough(desk, onDesk(desk), line);
  await expectInk(onSite(site), middle, 'red');
  await exit(desk, site);
});
