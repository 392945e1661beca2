import { expect, type Page } from '@playwright/test';
import {
  expectTileMoves,
  expectUninterrupted,
  names,
  tile,
  told,
  transfer,
  uplink,
} from '../src/colleagues.ts';
import { expectMoving, expectSilence, expectSound } from '../src/media.ts';
import { connect, exit, incomingCard, test } from '../src/people.ts';

const recordingDot = (desk: Page) => desk.getByRole('status', { name: 'Recording' });

/** The customer agrees to being recorded. */
async function allowRecording(site: Page, desk: Page): Promise<void> {
  await site
    .getByRole('dialog', { name: 'Record this call?' })
    .getByRole('button', { name: 'Allow' })
    .click();
  await expect(recordingDot(desk)).toBeVisible();
}

test('cold: the sender stays until another has taken over; the customer’s media goes on untouched', async ({
  associate,
  customer,
}) => {
  const ada = await associate('ada');
  const site = await customer();
  await connect(site, ada);
  const grace = await associate('grace');
  await expectMoving(ada, 'Customer video');
  await allowRecording(site, ada);
  const before = await uplink(site);

  await transfer(ada, names.grace, 'cold', 'Wants a loan for a boat.');
  await expect(told(site, 'You are being connected with Grace Hopper.')).toBeVisible();
  const card = incomingCard(grace);
  await expect(card).toContainText('Ada Lovelace wants to hand this call over to you');
  await expect(card).toContainText('Wants a loan for a boat.');
  await expect(site.getByText('Wants a loan')).toHaveCount(0);
  await test.step('meanwhile Ada and the customer go on', async () => {
    await expectMoving(site, 'Associate video');
    await expectSound(site);
    await expectSound(ada);
  });

  await card.getByRole('button', { name: 'Answer' }).click();
  await expect(told(site, 'You are talking with Grace Hopper now.')).toBeVisible();
  await expect(ada.getByRole('toolbar', { name: 'Call controls' })).toBeHidden();
  await expect(recordingDot(grace)).toBeVisible();
  await expectMoving(grace, 'Customer video');
  await expectMoving(site, 'Associate video');
  await expectSound(grace);
  await expectSound(site);
  expectUninterrupted(before, await uplink(site));
  await exit(grace, site);
});

test('declined: the call stays where it was, and the sender reads why', async ({ associate, customer }) => {
  const ada = await associate('ada');
  const site = await customer();
  await connect(site, ada);
  const grace = await associate('grace');
  await transfer(ada, names.grace, 'cold');
  await incomingCard(grace).getByRole('button', { name: 'Decline' }).click();
  await expect(ada.getByText('Grace Hopper declined. The customer is still with you.')).toBeVisible();
  await expect(told(site, 'You are being connected')).toBeHidden();
  await expectMoving(site, 'Associate video');
  await exit(ada, site);
});

test('warm: the two speak while the customer is on hold, then three together, then the sender leaves', async ({
  associate,
  customer,
}) => {
  const ada = await associate('ada');
  const site = await customer();
  await connect(site, ada);
  const grace = await associate('grace');
  await expectMoving(ada, 'Customer video');
  await allowRecording(site, ada);
  const before = await uplink(site);
  await transfer(ada, names.grace, 'warm', 'A word first.');
  await expect(incomingCard(grace)).toContainText('wants to talk with you first');
  await incomingCard(grace).getByRole('button', { name: 'Answer' }).click();

  await test.step('TR3 TR4 the associates see and hear each other, and the customer nothing', async () => {
    await expect(ada.getByText('You are talking with Grace Hopper')).toBeVisible();
    await expect(grace.getByText('You are talking with Ada Lovelace')).toBeVisible();
    await expect(told(site, 'On hold')).toBeVisible();
    await expect(site.getByText(/^Ada Lovelace is having a word with Grace Hopper/)).toBeVisible();
    await expectTileMoves(ada, names.grace);
    await expectTileMoves(grace, names.ada);
    await expectSound(ada);
    await expectSound(grace);
    await expectSilence(site);
    await expect(recordingDot(ada)).toBeHidden();
  });

  await test.step('TR5 three together', async () => {
    await ada.getByRole('button', { name: 'Bring the customer in' }).click();
    await expect(told(site, 'On hold')).toBeHidden();
    await expect(recordingDot(grace)).toBeVisible();
    await expectMoving(site, 'Associate video');
    await expectTileMoves(site, names.grace);
    await expectMoving(grace, 'Customer video');
    await expectMoving(ada, 'Customer video');
    await expectSound(site);
  });

  await test.step('the sender hands over and leaves', async () => {
    await ada.getByRole('button', { name: 'Hand over and leave' }).click();
    await expect(told(site, 'You are talking with Grace Hopper now.')).toBeVisible();
    await expect(tile(grace, names.ada)).toHaveCount(0);
    await expectMoving(site, 'Associate video');
    await expectMoving(grace, 'Customer video');
    await expectSound(site);
    await expectSound(grace);
  });
  expectUninterrupted(before, await uplink(site));
  await exit(grace, site);
});

test('to a team: whoever of it is free is rung, and the next when the first declines', async ({
  associate,
  customer,
}) => {
  const ada = await associate('ada');
  const site = await customer();
  await connect(site, ada);
  const [grace, alan] = [await associate('grace'), await associate('alan')];
  await transfer(ada, /^Team Loans/, 'cold');
  await expect(told(site, 'You are being connected with Loans.')).toBeVisible();
  await incomingCard(grace).getByRole('button', { name: 'Decline' }).click();
  await incomingCard(alan).getByRole('button', { name: 'Answer' }).click();
  await expect(told(site, 'You are talking with Alan Turing now.')).toBeVisible();
  await expectMoving(alan, 'Customer video');
  await expectSound(site);
  await exit(alan, site);
});
