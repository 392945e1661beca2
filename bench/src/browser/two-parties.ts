import type { Browser } from '@playwright/test';
import { createMediaEngine, type MediaEngine } from '@parley/sfu';
import { launch, openParty, type PartyPage } from './browser.ts';
import type { Received } from './page/figures.ts';
import type { Seen } from './page/viewer.ts';
import { startRelays, type Relays } from '../net/start-relays.ts';

export type PartyName = 'a' | 'b';
export const names: readonly PartyName[] = ['a', 'b'];

/** What one party saw and received in a time. */
export interface Look {
  readonly party: PartyName;
  readonly seen: Seen;
  readonly framesPerSecond: number;
  /** Differences over that time. */
  readonly received: Received;
}

const room = 'room';
const firstFrameWithinMs = 20_000;

/** Two pages of one Chromium, an engine, and for each party a network that can be made worse. */
export class TwoParties {
  readonly #engine: MediaEngine;
  readonly #browser: Browser;
  readonly relays: Relays;
  /** The port of each party's network. */
  readonly ports: Readonly<Record<PartyName, number>>;
  readonly #parties: Readonly<Record<PartyName, PartyPage>>;

  private constructor(
    engine: MediaEngine,
    browser: Browser,
    relays: Relays,
    ports: Readonly<Record<PartyName, number>>,
    parties: Readonly<Record<PartyName, PartyPage>>,
  ) {
    this.#engine = engine;
    this.#browser = browser;
    this.relays = relays;
    this.ports = ports;
    this.#parties = parties;
  }

  /** @param impaired whether the parties reach the engine through their relays, or directly */
  static async open(chromium: string, port: number, impaired: boolean): Promise<TwoParties> {
    const engine = await createMediaEngine({
      port,
      bindAddress: '127.0.0.1',
      announcedAddresses: [],
      processes: 1,
      preferredVideoCodec: 'VP8',
    });
    const rules = { version: 1, paused: false, present: names, muted: [], blocked: [] };
    await engine.openRoom(room, rules);
    const relays = startRelays();
    const [a, b] = await Promise.all(names.map(() => relays.ask('open', { target: port })));
    const ports = { a: a?.port ?? 0, b: b?.port ?? 0 };
    const browser = await launch(chromium);
    const size = { width: 640, height: 360 };
    const seat = (participant: PartyName) => ({
      engine,
      room,
      participant,
      through: impaired ? ports[participant] : undefined,
    });
    const parties = {
      a: await openParty(browser, seat('a'), size),
      b: await openParty(browser, seat('b'), size),
    };
    return new TwoParties(engine, browser, relays, ports, parties);
  }

  /** Connects both through the engine, and waits until each sees the other. */
  async meetInRoom(): Promise<void> {
    for (const name of names) {
      await this.#parties[name].page.evaluate(() => window.party.publish());
      await this.#parties[name].page.evaluate(() => window.party.subscribe());
    }
    await this.#bothSee();
  }

  /** Connects both directly, and waits until each sees the other. */
  async meetDirectly(): Promise<void> {
    const { a, b } = this.#parties;
    const proposal = await a.page.evaluate(() => window.party.callDirectly());
    const answer = await b.page.evaluate((sdp) => window.party.answerDirectly(sdp), proposal);
    await a.page.evaluate((sdp) => window.party.answeredDirectly(sdp), answer);
    await this.#bothSee();
  }

  async #bothSee(): Promise<void> {
    for (const name of names)
      await this.#parties[name].page.waitForFunction(() => window.party.frames() > 0, undefined, {
        timeout: firstFrameWithinMs,
      });
  }

  async part(): Promise<void> {
    for (const name of names) {
      await this.#parties[name].page.evaluate(() => {
        window.party.hangUp();
      });
      await this.#engine.remove(room, name);
    }
  }

  /** Lets the call go on for this long, and tells what each party saw and received meanwhile. */
  async watch(seconds: number): Promise<Look[]> {
    const before = await Promise.all(names.map((name) => this.#look(name)));
    for (const name of names)
      await this.#parties[name].page.evaluate(() => {
        window.party.restart();
      });
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    const after = await Promise.all(names.map((name) => this.#look(name)));
    return names.map((party, index) => lookOf(party, before[index]?.received, after[index]));
  }

  async #look(name: PartyName): Promise<{ seen: Seen; received: Received }> {
    const { seen, received } = await this.#parties[name].page.evaluate(() => window.party.look());
    if (!seen || !received) throw new Error(`${name} sees nothing`);
    return { seen, received };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.relays.close();
    await this.#engine.close();
  }
}

function lookOf(
  party: PartyName,
  before: Received | undefined,
  after: { seen: Seen; received: Received } | undefined,
): Look {
  if (!before || !after) throw new Error(`${party} sees nothing`);
  const { seen, received } = after;
  const since = (name: keyof Received) => received[name] - before[name];
  return {
    party,
    seen,
    framesPerSecond: since('framesDecoded') / seen.seconds,
    received: {
      framesDecoded: since('framesDecoded'),
      freezes: since('freezes'),
      freezeSeconds: since('freezeSeconds'),
      videoBytes: since('videoBytes'),
      audioSamples: since('audioSamples'),
      concealedSamples: since('concealedSamples'),
      packets: since('packets'),
      packetsLost: since('packetsLost'),
    },
  };
}
