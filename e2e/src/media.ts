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

export type Picture =
  | 'Customer video'
  | 'Customer camera'
  | 'Live video'
  | 'Associate video'
  | 'Associate camera'
  | 'Your video'
  | 'Your screen'
  | 'Your camera before you share it';

/** What can be seen and heard on a page, in whichever browser it is; each figure grows from the page's beginning. */
export interface Watched {
  /** Frames that the picture in this region has shown so far. */
  framesShown(picture: Picture): Promise<number>;
  /** Energy of everything heard so far, as the decoder measures it (W3C webrtc-stats totalAudioEnergy). */
  energyHeard(): Promise<number>;
  /** RTP packets that arrived so far, over all connections that are open. */
  packetsArrived(): Promise<number>;
  /** Connections that are not closed. */
  openConnections(): Promise<number>;
  /** Lets the page's clock go on. */
  pass(milliseconds: number): Promise<void>;
}

/**
 * In the page: a statistic of what arrives, summed over its open connections. Passed into the page, so it must not refer
 * to anything outside itself.
 */
export async function arrivedInPage(figure: string): Promise<number> {
  let sum = 0;
  for (const connection of window.observedConnections) {
    if (connection.connectionState === 'closed') continue;
    const reports = await connection.getStats().catch((error: unknown) => {
      // Firefox refuses when it is closed meanwhile.
      if (connection.signalingState === 'closed') return undefined;
      throw error;
    });
    for (const report of reports?.values() ?? [])
      if (report.type === 'inbound-rtp') sum += report[figure] ?? 0;
  }
  return sum;
}

/** In the page. Asks for no statistics: what a browser says of a connection that closes meanwhile may never come. */
export const openConnectionsInPage = (): number =>
  window.observedConnections.filter(({ connectionState }) => connectionState !== 'closed').length;

/** In the page. */
export const passInPage = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A page that Playwright drives. */
export const watch = (page: Page): Watched => ({
  framesShown: (picture) =>
    page
      .getByRole('region', { name: picture })
      .locator('video')
      .evaluateAll((videos) =>
        videos.reduce(
          (sum, video) => sum + (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames,
          0,
        ),
      ),
  energyHeard: () => page.evaluate(arrivedInPage, 'totalAudioEnergy'),
  packetsArrived: () => page.evaluate(arrivedInPage, 'packetsReceived'),
  openConnections: () => page.evaluate(openConnectionsInPage),
  pass: (milliseconds) => page.evaluate(passInPage, milliseconds),
});

const watched = (page: Page | Watched): Watched => ('framesShown' in page ? page : watch(page));

/** How much a figure grows while the page's clock goes on by `milliseconds`. */
async function growth(
  page: Page | Watched,
  milliseconds: number,
  figure: (page: Watched) => Promise<number>,
): Promise<number> {
  const it = watched(page);
  const before = await figure(it);
  await it.pass(milliseconds);
  return (await figure(it)) - before;
}

/** A figure grows by more than `enough` within `milliseconds`; whoever waits for it does so no longer than it takes. */
export async function expectGrowth(
  figure: () => Promise<number>,
  { enough, milliseconds, message }: { enough: number; milliseconds: number; message: string },
): Promise<void> {
  const grown = async (): Promise<number> => {
    const before = await figure();
    const until = performance.now() + milliseconds;
    let growth = 0;
    while (growth <= enough && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      growth = (await figure()) - before;
    }
    return growth;
  };
  await expect.poll(grown, { message, intervals: [50] }).toBeGreaterThan(enough);
}

/** The picture moves: at least five new frames within half a second. */
export const expectMoving = (page: Page | Watched, picture: Picture): Promise<void> =>
  expectGrowth(() => watched(page).framesShown(picture), {
    enough: 4,
    milliseconds: 500,
    message: `${picture} moves`,
  });

/** New frames keep coming, if few: a screen keeps its sharpness and lets the frame rate go. */
export const expectFrames = (page: Page | Watched, picture: Picture): Promise<void> =>
  expectGrowth(() => watched(page).framesShown(picture), {
    enough: 1,
    milliseconds: 2_000,
    message: `${picture} goes on`,
  });

/** No new frame for a second. */
export const expectStill = (page: Page | Watched, picture: Picture): Promise<void> =>
  expect
    .poll(() => growth(page, 1_000, (it) => it.framesShown(picture)), { message: `${picture} stands still` })
    .toBe(0);

/** The synthetic microphone beeps twice a second: a second and a half holds at least two beeps. */
export const expectSound = (page: Page | Watched): Promise<void> =>
  expectGrowth(() => watched(page).energyHeard(), {
    enough: 1e-4,
    milliseconds: 1_500,
    message: 'there is sound',
  });

/** Nothing for a second, in which a beep would have been twice. */
export const expectSilence = (page: Page | Watched): Promise<void> =>
  expect
    .poll(() => growth(page, 1_000, (it) => it.energyHeard()), { message: 'there is silence' })
    .toBeLessThan(1e-6);

/** Not one RTP packet comes in for a second: enforced before it was sent, not hidden after it arrived. */
export const expectNoPackets = (page: Page | Watched): Promise<void> =>
  expect
    .poll(() => growth(page, 1_000, (it) => it.packetsArrived()), { message: 'no packet arrives' })
    .toBe(0);
