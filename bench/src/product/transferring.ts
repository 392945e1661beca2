import type { Page } from '@playwright/test';
import { names, transfer } from '../../../e2e/src/colleagues.ts';
import { becomeAvailable, incomingCard } from '../../../e2e/src/people.ts';
import { startServer } from '../../../e2e/src/server.ts';
import { launch } from '../browser/browser.ts';
import type { Benchmark, Outcome, Settings } from '../report/benchmark.ts';
import { median, quantile } from '../report/statistics.ts';
import { camerasSay, connect, exit, framesSince, observationsOf, openDesk, openSite } from './people.ts';

const transfers = 10;
/** About what an associate needs to read the card. */
const ringingMs = 2_000;
/** Long enough for the server's next report of what did not arrive (RTCP, RFC 3550 §6.2). */
const reportedWithinMs = 6_000;

/** What is read of a W3C webrtc-stats report. */
interface Report {
  readonly type: string;
  readonly packetsSent?: number;
  readonly packetsLost?: number;
}

interface Uplink {
  /** RTP sources of the customer that ever sent. */
  readonly sources: number;
  readonly sent: number;
  /** Sequence numbers that the server missed, by its own reports. */
  readonly missing: number;
}

interface Times {
  /** From the press on Answer until the customer's browser had decoded a frame of the new associate's. */
  readonly atCustomerMs: number;
  /** The same until the new associate's browser had one of the customer's. */
  readonly atAssociateMs: number;
  readonly uplink: Uplink;
}

/** In the page: what the customer has sent so far, and what of it the server says it has not got. */
async function uplinkInPage(): Promise<Uplink> {
  let [sources, sent, missing] = [0, 0, 0];
  for (const connection of window.observedConnections) {
    const reports: Iterable<Report> = (await connection.getStats()).values();
    for (const { type, packetsSent = 0, packetsLost = 0 } of reports) {
      if (type === 'outbound-rtp' && packetsSent > 0) {
        sources += 1;
        sent += packetsSent;
      }
      if (type === 'remote-inbound-rtp') missing += packetsLost;
    }
  }
  return { sources, sent, missing };
}

/** The first frame after `since` of a picture that stood still before it. */
function firstOfAnother(pictures: Readonly<Record<string, readonly number[]>>, since: number): number {
  const starts = Object.values(pictures).flatMap((frames) => {
    const wasThere = frames.some((at) => at <= since && at > since - 1_000);
    const first = frames.find((at) => at > since);
    return wasThere || first === undefined ? [] : [first];
  });
  return Math.min(...starts) - since;
}

async function oneTransfer(from: Page, to: Page, name: string, site: Page): Promise<Times> {
  const before = await site.evaluate(uplinkInPage);
  await transfer(from, name, 'cold');
  const answer = incomingCard(to).getByRole('button', { name: 'Answer' });
  await answer.waitFor();
  await to.waitForTimeout(ringingMs);
  await answer.click();
  const pressedAt = (await observationsOf(to)).pressed['Answer'] ?? NaN;
  await framesSince(to, pressedAt, 10);
  await site.waitForTimeout(reportedWithinMs);
  const [atSite, atDesk] = [await observationsOf(site), await observationsOf(to)];
  const after = await site.evaluate(uplinkInPage);
  return {
    atCustomerMs: firstOfAnother(atSite.pictures, pressedAt),
    atAssociateMs: (atDesk.frames.find((at) => at > pressedAt) ?? NaN) - pressedAt,
    uplink: {
      sources: after.sources - before.sources,
      sent: after.sent - before.sent,
      missing: after.missing - before.missing,
    },
  };
}

function outcomeOf(times: readonly Times[]): Outcome {
  const of = (name: 'atCustomerMs' | 'atAssociateMs') => times.map((time) => time[name]);
  const sum = (name: keyof Uplink) => times.reduce((total, { uplink }) => total + uplink[name], 0);
  const note = (name: 'atCustomerMs' | 'atAssociateMs') =>
    `${String(times.length)} transfers, of them the slowest ${quantile(of(name), 1).toFixed(0)} ms`;
  return {
    figures: [
      {
        what: "packets missing on the customer's uplink",
        value: sum('missing'),
        unit: 'packets',
        target: { atMost: 0 },
        note: `of ${String(sum('sent'))} sent while ${String(times.length)} transfers went on`,
      },
      {
        what: "new RTP sources on the customer's uplink",
        value: sum('sources'),
        unit: 'sources',
        target: { atMost: 0 },
      },
      {
        what: "Answer pressed to the new associate's first frame at the customer",
        value: median(of('atCustomerMs')),
        unit: 'ms',
        target: { atMost: 700 },
        note: note('atCustomerMs'),
      },
      {
        what: "Answer pressed to the customer's first frame at the new associate",
        value: median(of('atAssociateMs')),
        unit: 'ms',
        target: { atMost: 700 },
        note: note('atAssociateMs'),
      },
    ],
    details: { times },
  };
}

async function run({ chromium, say }: Settings): Promise<Outcome> {
  const server = await startServer({ WRAP_UP_SECONDS: '0' });
  const browser = await launch(chromium);
  const times: Times[] = [];
  try {
    const ada = { page: await openDesk(browser, server.origin), name: names.ada };
    const site = await openSite(browser, server.origin);
    await connect(site, ada.page);
    const grace = {
      page: await openDesk(browser, server.origin, undefined, 'grace'),
      name: names.grace,
    };
    await framesSince(site, Date.now(), 50);
    for (let count = 1; count <= transfers; count += 1) {
      const [from, to] = count % 2 ? [ada, grace] : [grace, ada];
      const time = await oneTransfer(from.page, to.page, to.name, site);
      times.push(time);
      say(
        `transfer ${String(count)}: customer ${time.atCustomerMs.toFixed(0)} ms, associate ` +
          `${time.atAssociateMs.toFixed(0)} ms, ${String(time.uplink.missing)} of ${String(time.uplink.sent)} missing`,
      );
      await becomeAvailable(from.page);
    }
    await exit(transfers % 2 ? grace.page : ada.page, site);
  } finally {
    await browser.close();
    await server.stop();
  }
  return outcomeOf(times);
}

export const transferring: Benchmark = {
  name: 'transferring',
  method:
    'A server of its own, two desks and a customer on the demo site, in one Chromium. One call is handed over ten times, to and ' +
    'fro, at once ("cold"); it rings for 2 s. Times are taken inside the pages, from the press on Answer to the first frame ' +
    "that comes out of the decoder of a picture that was not there before. What is missing of the customer's packets is the " +
    "server's own count, as its RTCP reports give it to the customer's browser." +
    camerasSay,
  run,
};
