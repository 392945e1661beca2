import { expect } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { connect, exit, test } from '../src/people.ts';

test('an engagement is found again by who was in it, filtered by how it ended, and opened', async ({
  associate,
  customer,
}) => {
  const desk = await associate('grace');
  const site = await customer();
  await connect(site, desk);
  await exit(desk, site);
  await desk.getByRole('button', { name: 'Back to the start' }).click();
  await desk.getByRole('link', { name: 'All engagements' }).click();
  await expect(desk.getByRole('heading', { name: 'Engagements', level: 1 })).toBeVisible();
  await expectAccessible(desk);

  const rows = desk
    .getByRole('table')
    .getByRole('row')
    .filter({ has: desk.getByRole('cell') });
  await desk.getByRole('searchbox', { name: 'Search' }).fill('grace hop');
  await expect(desk).toHaveURL(/search=grace/);
  await expect(rows.filter({ hasText: 'Grace Hopper' })).not.toHaveCount(0);
  await desk.getByRole('combobox', { name: 'Outcome' }).selectOption({ label: 'Nobody was available' });
  await expect(desk.getByText('Nothing matches')).toBeVisible();
  await expectAccessible(desk);

  // The address holds what is looked for: it can be kept, and gone back to.
  await desk.reload();
  await expect(desk.getByText('Nothing matches')).toBeVisible();
  await desk.getByRole('button', { name: 'Clear the filters' }).first().click();
  await expect(desk).not.toHaveURL(/search/);
  await desk.getByRole('searchbox', { name: 'Search' }).fill('no such person');
  await expect(desk.getByText('Nothing matches')).toBeVisible();
  await desk.getByRole('searchbox', { name: 'Search' }).fill('');
  await rows.first().getByRole('link').click();
  await expect(desk.getByRole('heading', { name: 'What happened' })).toBeVisible();
});
