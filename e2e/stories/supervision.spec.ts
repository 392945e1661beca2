import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { expectTileMoves, expectUninterrupted, names, tile, told, uplink } from '../src/colleagues.ts';
import { expectMoving, expectSilence, expectSound } from '../src/media.ts';
import { connect, control, exit, test } from '../src/people.ts';

const bar = (mary: Page) => mary.getByRole('region', { name: 'Supervision' });
const inBar = (mary: Page, name: string) => bar(mary).getByRole('button', { name, exact: true });
const calls = (mary: Page) => mary.getByRole('region', { name: /^Running calls/ });

/** Keeps everything that the server says to this page from now on. */
function overhear(page: Page): string[] {
  const heard: string[] = [];
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => void heard.push(payload.toString())),
  );
  return heard;
}

/** Every participant of whom there was word. */
const participantsIn = (heard: readonly string[]): Set<string> =>
  new Set(
    [...heard.join(' ').matchAll(/"participantId":"([^"]+)"/g)].map(
      ([, participantId]) => participantId ?? '',
    ),
  );

test('a supervisor listens without a trace, whispers, barges in, and takes over', async ({
  associate,
  customer,
}) => {
  const ada = await associate('ada');
  const site = await customer();
  const heard = overhear(site);
  await connect(site, ada);
  await expectMoving(ada, 'Customer video');
  const mary = await associate('mary');

  await test.step('the board shows the call, who is in it, and the day so far', async () => {
    await mary.getByRole('link', { name: 'Board' }).click();
    await expect(calls(mary).getByRole('row', { name: /Ada Lovelace/ })).toBeVisible();
    await expect(
      mary.getByRole('region', { name: /^People/ }).getByRole('row', { name: /Ada Lovelace.*On a call/ }),
    ).toBeVisible();
    await expect(
      mary.getByRole('region', { name: 'Today' }).getByRole('row', { name: /Demo team \d+%/ }),
    ).toBeVisible();
    await expectAccessible(mary);
  });
  const before = await uplink(site);

  await test.step('listening: Mary hears and sees all; Ada reads it; the customer gets nothing of it', async () => {
    await calls(mary)
      .getByRole('button', { name: /^Listen to the call/ })
      .click();
    await expect(bar(mary)).toContainText('You are listening. Nobody hears you.');
    await expectMoving(mary, 'Customer video');
    await expectTileMoves(mary, names.ada);
    await expectSound(mary);
    await expect(ada.getByText('Mary Jackson is listening')).toBeVisible();
    await control(ada, 'Mute').click();
    await site.getByRole('button', { name: 'Mute', exact: true }).click();
    await expectSilence(ada);
    await expectSilence(site);
    await expectAccessible(mary);
  });

  await test.step('whispering: Ada hears it, and the customer does not', async () => {
    await inBar(mary, 'Whisper').click();
    await expect(bar(mary)).toContainText('The customer does not hear you.');
    await expectSound(ada);
    await expectSilence(site);
    await expect(ada.getByText('Mary Jackson is whispering')).toBeVisible();
    expect(participantsIn(heard).size).toBe(2);
    expect(heard.join(' ')).not.toContain('Mary');
    expect(heard.join(' ')).not.toContain('supervision-');
  });

  await test.step('barging in: everybody hears her, and the customer reads who came', async () => {
    await inBar(mary, 'Barge in').click();
    await expect(told(site, 'Mary Jackson joined.')).toBeVisible();
    await expectSound(site);
    await expectSound(ada);
    await expect(tile(ada, /Mary Jackson/)).toBeVisible();
    await expect(bar(mary)).toBeHidden();
  });

  await test.step('taking over: Ada goes and reads why, Mary leads, and the customer’s media goes on', async () => {
    await control(mary, 'Options').click();
    await mary.getByRole('menuitem', { name: 'Take over' }).click();
    const question = mary.getByRole('dialog', { name: 'Take over this call?' });
    await expect(question).toContainText('Ada Lovelace leaves the call at once');
    await question.getByRole('button', { name: 'Take over' }).click();
    await expect(ada.getByText('Mary Jackson has taken over the call from you.')).toBeVisible();
    await expect(ada.getByRole('toolbar', { name: 'Call controls' })).toBeHidden();
    await expect(told(site, 'You are talking with Mary Jackson now.')).toBeVisible();
    await expectSound(site);
    await expectMoving(mary, 'Customer video');
  });
  await site.getByRole('button', { name: 'Mute', exact: true }).click();
  await expectSound(mary);
  expectUninterrupted(before, await uplink(site));
  await exit(mary, site);
});
