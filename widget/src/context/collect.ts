import type { ContextAttribute } from '@parley/protocol';
import { showableAddress } from './address.ts';
import { platformFromHints, platformFromText, type ClientHints, type Platform } from './platform.ts';
import { noteVisit, type Visit } from './visit.ts';

/** Everything collected about page, visit and device. The keys are listed in README.md. */
export interface Collector {
  /** What is known at this moment. */
  attributes(): readonly ContextAttribute[];
  /** Asks the browser for what it answers late: exact versions, permissions, device names. Never asks the person. */
  refresh(): Promise<void>;
  /** The site has changed its address without a page load. */
  turnPage(): void;
}

/** `navigator.connection` (WICG Network Information), where a browser has it. */
interface NetworkFacts {
  readonly type?: string;
  readonly effectiveType?: string;
  readonly downlink?: number;
  readonly rtt?: number;
  readonly saveData?: boolean;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

export function networkOf(browser: Navigator): NetworkFacts {
  return 'connection' in browser && isObject(browser.connection) ? browser.connection : {};
}

export async function hintsOf(browser: Navigator): Promise<ClientHints | undefined> {
  if (!('userAgentData' in browser) || !isObject(browser.userAgentData)) return undefined;
  const source: { getHighEntropyValues?: (names: string[]) => Promise<Partial<ClientHints>> } =
    browser.userAgentData;
  const hints = await source.getHighEntropyValues?.(['platformVersion', 'model', 'fullVersionList']);
  if (!hints?.brands || !hints.platform) return undefined;
  const { brands, platform, platformVersion = '', model = '', mobile = false } = hints;
  return { brands, platform, platformVersion, model, mobile };
}

type Medium = 'camera' | 'microphone';
const media: readonly Medium[] = ['camera', 'microphone'];

/** `granted`, `denied` or `prompt`; empty where a browser does not tell (Firefox, for these two names). */
async function permissionOf(browser: Navigator, name: Medium): Promise<string> {
  try {
    return (await browser.permissions.query({ name })).state;
  } catch {
    return '';
  }
}

/** The names of the devices; browsers tell them only once the person has allowed their use. */
async function deviceNames(browser: Navigator): Promise<Readonly<Record<Medium, string>>> {
  const devices = (await browser.mediaDevices?.enumerateDevices()) ?? [];
  const names = (kind: MediaDeviceKind): string =>
    [
      ...new Set(devices.filter((device) => device.kind === kind && device.label).map(({ label }) => label)),
    ].join(', ');
  return { camera: names('videoinput'), microphone: names('audioinput') };
}

async function deviceFactsOf(browser: Navigator): Promise<Readonly<Record<string, string>>> {
  const [names, ...permissions] = await Promise.all([
    deviceNames(browser).catch(() => ({ camera: '', microphone: '' })),
    ...media.map((name) => permissionOf(browser, name)),
  ]);
  return Object.fromEntries(
    media.flatMap((name, at) => [
      [`${name}.permission`, permissions[at] ?? ''],
      [`${name}.name`, names[name]],
    ]),
  );
}

/** `75` → `1:15`. */
const minutes = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

const clock = (time: Date): string =>
  `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`;

const dated = (time: Date): string =>
  `${time.getFullYear()}-${String(time.getMonth() + 1).padStart(2, '0')}-${String(time.getDate()).padStart(2, '0')} ${clock(time)}`;

/** What the network says of itself: `4g, 12 Mbit/s, 50 ms`. */
function networkQuality({ effectiveType, downlink, rtt }: NetworkFacts): string {
  const parts = [
    effectiveType,
    downlink === undefined ? undefined : `${downlink} Mbit/s`,
    rtt === undefined ? undefined : `${rtt} ms`,
  ];
  return parts.filter(Boolean).join(', ');
}

const longestValue = 2_000;

export function collector(page: Window, store: Pick<Storage, 'getItem' | 'setItem'>): Collector {
  const { document, navigator: browser } = page;
  let platform: Platform = platformFromText(browser.userAgent, browser.maxTouchPoints);
  let late: Readonly<Record<string, string>> = {};
  let arrivedAt = performance.now();
  const note = (): Visit =>
    noteVisit(store, {
      url: showableAddress(page.location.href),
      title: document.title,
      at: Date.now(),
    });
  let visit: Visit | undefined;

  const pageFacts = (): Readonly<Record<string, string>> => {
    visit ??= note();
    return {
      'page.url': showableAddress(page.location.href),
      'page.title': document.title,
      'page.referrer': showableAddress(document.referrer),
      'page.time': minutes((performance.now() - arrivedAt) / 1_000),
      'visit.first-page': visit.firstPage,
      'visit.pages': visit.pages.join(' › '),
      'visit.started': clock(new Date(visit.startedAt)),
    };
  };

  const deviceFacts = (): Readonly<Record<string, string>> => {
    const network = networkOf(browser);
    return {
      'device.type': platform.type,
      'device.model': platform.model ?? '',
      'device.os': platform.os,
      'device.browser': platform.browser,
      'device.language': browser.languages.join(', '),
      'device.time-zone': Intl.DateTimeFormat().resolvedOptions().timeZone,
      'device.local-time': dated(new Date()),
      'device.screen': `${page.screen.width} × ${page.screen.height}`,
      'device.window': `${page.innerWidth} × ${page.innerHeight}`,
      'network.type': network.type ?? (browser.onLine ? '' : 'offline'),
      'network.quality': networkQuality(network),
    };
  };

  return {
    attributes: () =>
      Object.entries({ ...pageFacts(), ...deviceFacts(), ...late })
        .filter(([, value]) => value !== '')
        .map(([key, value]) => ({ key, value: value.slice(0, longestValue) })),
    refresh: async () => {
      const [hints, devices] = await Promise.all([
        hintsOf(browser).catch(() => undefined),
        deviceFactsOf(browser),
      ]);
      if (hints) platform = platformFromHints(hints, platform);
      late = devices;
    },
    turnPage: () => {
      arrivedAt = performance.now();
      visit = note();
    },
  };
}
