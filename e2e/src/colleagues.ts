import { expect, type Page } from '@playwright/test';
import { expectGrowth } from './media.ts';
import { control } from './people.ts';

export const names = { ada: 'Ada Lovelace', grace: 'Grace Hopper', alan: 'Alan Turing' } as const;

/** Opens `Add associate` or `Transfer call` out of the Options menu. */
export async function openColleagues(desk: Page, item: 'Add associate' | 'Transfer call') {
  await control(desk, 'Options').click();
  await desk.getByRole('menuitem', { name: item, exact: true }).click();
  return desk.getByRole('dialog', { name: item });
}

/** Asks this colleague in, with a note. */
export async function addAssociate(desk: Page, name: string, note = ''): Promise<void> {
  const dialog = await openColleagues(desk, 'Add associate');
  await dialog.getByRole('radio', { name }).check();
  if (note) await dialog.getByRole('textbox', { name: 'Note for your colleague' }).fill(note);
  await dialog.getByRole('button', { name: 'Ask to join' }).click();
  await expect(dialog).toBeHidden();
}

/** Begins to hand the call over to a colleague or a team. */
export async function transfer(
  desk: Page,
  name: string | RegExp,
  how: 'cold' | 'warm',
  note = '',
): Promise<void> {
  const dialog = await openColleagues(desk, 'Transfer call');
  await dialog.getByRole('radio', { name }).check();
  await dialog
    .getByRole('radio', { name: how === 'warm' ? /^Talk first/ : /^Hand over at once/ })
    .check({ force: true });
  if (note) await dialog.getByRole('textbox', { name: 'Note for your colleague' }).fill(note);
  await dialog.getByRole('button', { name: 'Transfer', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The small picture of somebody beside the stage, on either side. */
export const tile = (page: Page, name: string | RegExp) =>
  page
    .getByRole('list', { name: /^(Colleagues in this call|Others in this call|Also in this call)$/ })
    .getByRole('listitem', { name });

/** New frames in a tile within half a second. */
export async function expectTileMoves(page: Page, name: string | RegExp): Promise<void> {
  const frames = (): Promise<number> =>
    tile(page, name)
      .locator('video')
      .evaluate((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames);
  await expect(tile(page, name).locator('video')).toBeVisible();
  await expectGrowth(frames, {
    enough: 4,
    milliseconds: 500,
    message: `${String(name)} moves in the tile`,
  });
}

/** What is said to be seen on the customer's page of those who come and go. */
export const told = (site: Page, text: string | RegExp) => site.getByRole('status').filter({ hasText: text });

/**
 * Watches what a page sends, from inside it: which connections there are, and how the sequence of packets and frames
 * goes on. `sent` counts what left; `connections` is how many were ever made.
 */
export async function uplink(page: Page) {
  return page.evaluate(async () => {
    let [packets, frames, sounds] = [0, 0, 0];
    const keys: string[] = [];
    for (const [index, connection] of window.observedConnections.entries()) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'outbound-rtp' || !report.packetsSent) continue;
        packets += report.packetsSent;
        if (report.kind === 'video') frames += report.framesEncoded ?? 0;
        else sounds += report.packetsSent;
        keys.push(`${String(index)}/${String(report.mid)}/${String(report.ssrc)}`);
      }
    }
    return {
      packets,
      frames,
      sounds,
      keys: keys.sort().join(' '),
      connections: window.observedConnections.length,
    };
  });
}

export type Uplink = Awaited<ReturnType<typeof uplink>>;

/** The same connections and the same RTP sources went on sending pictures and sound all the while. */
export function expectUninterrupted(before: Uplink, after: Uplink): void {
  expect(after.keys).toBe(before.keys);
  expect(after.connections).toBe(before.connections);
  expect(after.frames).toBeGreaterThan(before.frames);
  expect(after.sounds).toBeGreaterThan(before.sounds);
}
