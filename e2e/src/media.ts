import { expect, type Page } from '@playwright/test';

declare global {
  interface Window {
    /** Every RTCPeerConnection that the page has made; kept by `watchConnections`. */
    observedConnections: RTCPeerConnection[];
  }
}

/** Runs before the page's own scripts: remembers its connections so that their statistics can be read from outside. */
export function watchConnections(): void {
  window.observedConnections = [];
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.observedConnections.push(this);
    }
  };
}

export type Picture = 'Customer video' | 'Associate video' | 'Your video';

/** Frames that the picture in this region has shown so far. */
const framesShown = (page: Page, picture: Picture): Promise<number> =>
  page
    .getByRole('region', { name: picture })
    .locator('video')
    .evaluateAll((videos) =>
      videos.reduce(
        (sum, video) => sum + (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames,
        0,
      ),
    );

/** Energy of everything heard so far, as the decoder measures it (W3C webrtc-stats totalAudioEnergy). */
const energyHeard = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let energy = 0;
    for (const connection of window.observedConnections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'audio') energy += report.totalAudioEnergy ?? 0;
      }
    }
    return energy;
  });

/** RTP packets that arrived so far, over all connections that are open. */
const packetsArrived = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let packets = 0;
    for (const connection of window.observedConnections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'inbound-rtp') packets += report.packetsReceived ?? 0;
      }
    }
    return packets;
  });

/** How much a figure grows while the page's clock goes on by `milliseconds`. */
async function growth(page: Page, milliseconds: number, figure: () => Promise<number>): Promise<number> {
  const before = await figure();
  await page.evaluate((duration) => new Promise((resolve) => setTimeout(resolve, duration)), milliseconds);
  return (await figure()) - before;
}

/** The picture moves: at least five new frames within half a second. */
export const expectMoving = (page: Page, picture: Picture): Promise<void> =>
  expect
    .poll(() => growth(page, 500, () => framesShown(page, picture)), { message: `${picture} moves` })
    .toBeGreaterThan(4);

/** No new frame for a second. */
export const expectStill = (page: Page, picture: Picture): Promise<void> =>
  expect
    .poll(() => growth(page, 1_000, () => framesShown(page, picture)), { message: `${picture} stands still` })
    .toBe(0);

/** The synthetic microphone beeps twice a second: a second and a half holds at least two beeps. */
export const expectSound = (page: Page): Promise<void> =>
  expect
    .poll(() => growth(page, 1_500, () => energyHeard(page)), { message: 'there is sound' })
    .toBeGreaterThan(1e-4);

export const expectSilence = (page: Page): Promise<void> =>
  expect
    .poll(() => growth(page, 1_500, () => energyHeard(page)), { message: 'there is silence' })
    .toBeLessThan(1e-6);

/** Not one RTP packet comes in for a second: enforced before it was sent, not hidden after it arrived. */
export const expectNoPackets = (page: Page): Promise<void> =>
  expect
    .poll(() => growth(page, 1_000, () => packetsArrived(page)), { message: 'no packet arrives' })
    .toBe(0);
