import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { expectFrames, expectMoving } from '../src/media.ts';
import { connect, control, exit, test } from '../src/people.ts';

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const preview = 'Your camera before you share it';

async function choose(desk: Page, item: string): Promise<void> {
  await control(desk, 'Options').click();
  await desk.getByRole('menuitem', { name: item, exact: true }).click();
}

test('an associate looks at their camera before they share it, and shares a screen beside it', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await expectMoving(site, 'Associate video');
  const shared = region(site, 'Associate video').locator('video');
  const dialog = desk.getByRole('dialog', { name: 'Share my camera' });

  await test.step('from the toolbar it takes one press, both ways', async () => {
    await control(desk, 'Video').click();
    await expect(shared).toHaveCount(0);
    await control(desk, 'Video').click();
    await expectMoving(site, 'Associate video');
    await control(desk, 'Video').click();
    await expect(shared).toHaveCount(0);
  });

  await test.step('from Options they see it first, alone, and may leave it', async () => {
    await choose(desk, 'Share my camera');
    await expectMoving(desk, preview);
    await expectAccessible(desk);
    await expect(shared).toHaveCount(0);
    await expect(region(desk, 'Your video')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    await expect(shared).toHaveCount(0);
  });

  await test.step('once shared, the customer and the self view have the same camera', async () => {
    await choose(desk, 'Share my camera');
    await expectMoving(desk, preview);
    await dialog.getByRole('button', { name: 'Share', exact: true }).click();
    await expectMoving(site, 'Associate video');
    await expectMoving(desk, 'Your video');
  });

  await test.step('both at once: the screen on the stage, the camera beside it, and the screen before their eyes', async () => {
    await choose(desk, 'Share my screen');
    await expectMoving(site, 'Associate camera');
    await expectFrames(site, 'Associate video');
    await expectFrames(desk, 'Your screen');
    await expectMoving(desk, 'Your video');
    await desk.getByRole('button', { name: 'Stop sharing my screen' }).click();
    await expect(region(desk, 'Your screen')).toHaveCount(0);
    await expect(region(site, 'Associate camera')).toHaveCount(0);
    await expectMoving(site, 'Associate video');
  });
  await exit(desk, site);
});
