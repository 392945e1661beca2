import { expect } from '@playwright/test';
import {
  addAssociate,
  expectTileMoves,
  expectUninterrupted,
  names,
  openColleagues,
  tile,
  told,
  uplink,
} from '../src/colleagues.ts';
import { drawThrough, expectInk, pictureIn } from '../src/ink.ts';
import { expectMoving, expectSound } from '../src/media.ts';
import { connect, control, exit, incomingCard, test } from '../src/people.ts';

test('a colleague is added with a note, sees and hears everyone, and leaves without ending the call', async ({
  associate,
  customer,
}) => {
  const ada = await associate('ada');
  const site = await customer();
  await connect(site, ada);
  const grace = await associate('grace');
  await expectMoving(ada, 'Customer video');

  await test.step('Ada draws on the picture', async () => {
    await control(ada, 'Annotate').click();
    await drawThrough(ada, pictureIn(ada, 'Customer video'), [
      { x: 0.3, y: 0.4 },
      { x: 0.7, y: 0.4 },
    ]);
    await control(ada, 'Annotate').click();
  });

  await test.step('Ada sees who is there, and asks', async () => {
    const dialog = await openColleagues(ada, 'Add associate');
    await expect(dialog.getByRole('radio', { name: /Grace Hopper.*Available/ })).toBeEnabled();
    await expect(dialog.getByRole('radio', { name: /Alan Turing.*Offline/ })).toBeDisabled();
    await expect(dialog.getByRole('radio', { name: /^Ada/ })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });
  await addAssociate(ada, names.grace, 'Knows everything about loans.');
  await expect(ada.getByText('Grace Hopper is being asked to join…')).toBeVisible();
  const before = await uplink(site);

  await test.step('Grace sees who asks for what, and answers', async () => {
    const card = incomingCard(grace);
    await expect(card).toContainText('Ada Lovelace asks you to join');
    await expect(card).toContainText('Knows everything about loans.');
    await card.getByRole('button', { name: 'Answer' }).click();
    await expect(grace.getByRole('region', { name: 'Caller information' })).toBeVisible();
    await expect(told(site, 'Grace Hopper joined.')).toBeVisible();
  });

  await test.step('all three see and hear each other', async () => {
    await expectMoving(grace, 'Customer video');
    await expectMoving(ada, 'Customer video');
    await expectMoving(site, 'Associate video');
    await expectTileMoves(grace, names.ada);
    await expectTileMoves(ada, names.grace);
    await expectTileMoves(site, names.grace);
    for (const page of [ada, grace, site]) await expectSound(page);
  });

  await test.step('what was drawn before Grace came lies on her picture too', async () => {
    await expectInk(pictureIn(grace, 'Customer video'), { x: 0.5, y: 0.4 }, 'red');
  });

  await test.step('only Grace is heard at the customer when Ada is muted, and the tile says so at Grace', async () => {
    await control(ada, 'Mute').click();
    await expect(tile(grace, 'Ada Lovelace, microphone muted')).toBeVisible();
    await expectSound(site);
    await control(ada, 'Mute').click();
  });

  await test.step('Grace leaves; the call goes on', async () => {
    await control(grace, 'Exit').click();
    const question = grace.getByRole('dialog', { name: 'End the call for everyone?' });
    await question.getByRole('button', { name: 'Leave, keep the call' }).click();
    await expect(told(site, 'Grace Hopper left.')).toBeVisible();
    await expect(grace.getByRole('toolbar', { name: 'Call controls' })).toBeHidden();
    await expect(tile(ada, names.grace)).toHaveCount(0);
    await expectMoving(site, 'Associate video');
  });
  expectUninterrupted(before, await uplink(site));
  await exit(ada, site);
});

test('declined, withdrawn: whoever asked is told, and nothing else has changed', async ({
  associate,
  customer,
}) => {
  const ada = await associate('ada');
  const site = await customer();
  await connect(site, ada);
  const grace = await associate('grace');

  await addAssociate(ada, names.grace);
  await incomingCard(grace).getByRole('button', { name: 'Decline' }).click();
  await expect(ada.getByText('Grace Hopper declined.')).toBeVisible();

  await addAssociate(ada, names.grace);
  await expect(incomingCard(grace)).toBeVisible();
  await ada.getByRole('button', { name: 'Withdraw' }).click();
  await expect(incomingCard(grace)).toBeHidden();
  await expect(grace.getByText('Your colleague no longer needs you in the call.')).toBeVisible();
  await expectMoving(site, 'Associate video');
  await exit(ada, site);
});

test('the lead passes on: who was added goes on alone, and ends it', async ({ associate, customer }) => {
  const ada = await associate('ada');
  const site = await customer();
  await connect(site, ada);
  const grace = await associate('grace');
  await addAssociate(ada, names.grace);
  await incomingCard(grace).getByRole('button', { name: 'Answer' }).click();
  await expect(tile(ada, names.grace)).toBeVisible();
  await control(ada, 'Options').click();
  await ada.getByRole('menuitem', { name: 'Leave, keep the call' }).click();
  await expect(told(site, 'You are talking with Grace Hopper now.')).toBeVisible();
  await expect(grace.getByText('You lead this call from here.')).toBeVisible();
  await expectMoving(site, 'Associate video');
  await expectMoving(grace, 'Customer video');
  await expectSound(site);
  await exit(grace, site);
});
