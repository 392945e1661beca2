import { incomingCard, request } from '../../../e2e/src/people.ts';
import { startServer } from '../../../e2e/src/server.ts';
import { launch } from '../browser/browser.ts';
import type { Benchmark, Outcome, Settings } from '../report/benchmark.ts';
import { median, quantile } from '../report/statistics.ts';
import { camerasSay, exit, framesSince, observationsOf, openDesk, openSite } from './people.ts';
import type { Observations } from './observe.ts';
import type { Page } from '@playwright/test';

const calls = 10;
/** About what an associate needs to read the card. */
const ringingMs = 2_000;

interface Times {
  /** From the press, or from the permission if that came later, until the card was drawn. */
  readonly cardMs: number;
  /** From the press on Answer until the customer's browser had decoded a frame of the associate's. */
  readonly firstFrameMs: number;
  /** The same until the associate's browser had one of the customer's. */
  readonly firstFrameAtDeskMs: number;
}

function cardTime({ pressed, permittedAt }: Observations, cardAt: number | undefined): number {
  const [press = NaN] = Object.entries(pressed).flatMap(([name, at]) => (name === 'Video call' ? [at] : []));
  const isPermittedFirst = permittedAt !== undefined && cardAt !== undefined && permittedAt < cardAt;
  return (cardAt ?? NaN) - (isPermittedFirst ? Math.max(press, permittedAt) : press);
}

async function oneCall(desk: Page, site: Page): Promise<Times> {
  await request(site);
  const answer = incomingCard(desk).getByRole('button', { name: 'Answer' });
  await answer.waitFor();
  await desk.waitForTimeout(ringingMs);
  const { cardAt } = await observationsOf(desk);
  await answer.click();
  const pressedAt = (await observationsOf(desk)).pressed['Answer'] ?? NaN;
  await Promise.all([framesSince(site, pressedAt, 1), framesSince(desk, pressedAt, 1)]);
  const [atDesk, atSite] = [await observationsOf(desk), await observationsOf(site)];
  const firstOf = ({ frames }: Observations) => (frames.find((at) => at > pressedAt) ?? NaN) - pressedAt;
  return {
    cardMs: cardTime(atSite, cardAt),
    firstFrameMs: firstOf(atSite),
    firstFrameAtDeskMs: firstOf(atDesk),
  };
}

function outcomeOf(times: readonly Times[]): Outcome {
  const of = (name: keyof Times) => times.map((time) => time[name]);
  const note = (name: keyof Times) =>
    `${String(times.length)} calls, of them the slowest ${quantile(of(name), 1).toFixed(0)} ms`;
  return {
    figures: [
      {
        what: "Video call pressed to the card on the associate's screen",
        value: median(of('cardMs')),
        unit: 'ms',
        target: { atMost: 300 },
        note: note('cardMs'),
      },
      {
        what: "Answer pressed to the customer's first remote frame",
        value: median(of('firstFrameMs')),
        unit: 'ms',
        target: { atMost: 700 },
        note: note('firstFrameMs'),
      },
      {
        what: "Answer pressed to the associate's first remote frame",
        value: median(of('firstFrameAtDeskMs')),
        unit: 'ms',
        note: note('firstFrameAtDeskMs'),
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
    const desk = await openDesk(browser, server.origin);
    for (let call = 1; call <= calls; call += 1) {
      const site = await openSite(browser, server.origin);
      const time = await oneCall(desk, site);
      times.push(time);
      say(
        `call ${String(call)}: card ${time.cardMs.toFixed(0)} ms, picture ${time.firstFrameMs.toFixed(0)} ms`,
      );
      await exit(desk, site);
      await site.context().close();
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  return outcomeOf(times);
}

export const answering: Benchmark = {
  name: 'answering',
  method:
    'A server of its own, a desk and, for each of ten calls, a new customer on the demo site, in one Chromium. Times are taken ' +
    'inside the pages: of the press, of the permission, of the drawing of the card, and of the first frame that comes out of ' +
    'the decoder after Answer was pressed. It rings for 2 s.' +
    camerasSay,
  run,
};
