import { reportsOf } from './reports.ts';

/** What `getStats` says of both connections, reduced to what quality is judged by. Counters since each began. */
export interface Figures {
  readonly up: {
    /** Share of our packets that did not arrive, 0..1, as last reported. */
    readonly fractionLost: number;
    readonly roundTripMs: number | undefined;
    /** What the path is believed to carry, bits per second; known only where the browser tells. */
    readonly availableBitrate: number | undefined;
    readonly sendsVideo: boolean;
  };
  readonly down: {
    readonly received: number;
    readonly lost: number;
    /** Audio samples played, and those of them that were made up for missing ones. */
    readonly samples: number;
    readonly concealed: number;
  };
}

export async function readFigures(
  publishing: RTCPeerConnection,
  subscribing: RTCPeerConnection,
): Promise<Figures> {
  const [up, down] = await Promise.all([reportsOf(publishing), reportsOf(subscribing)]);
  return { up: upFigures(up), down: downFigures(down) };
}

/** Reports come untyped and differ between browsers: a number, or nothing. */
export function numberIn(report: unknown, name: string): number | undefined {
  if (typeof report !== 'object' || report === null) return undefined;
  const value: unknown = Reflect.get(report, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export const has = (report: unknown, name: string, value: unknown): boolean =>
  typeof report === 'object' && report !== null && Reflect.get(report, name) === value;

const most = (values: readonly (number | undefined)[]): number | undefined =>
  values.reduce<number | undefined>(
    (largest, value) => (value === undefined ? largest : Math.max(largest ?? value, value)),
    undefined,
  );

const sum = (reports: readonly unknown[], name: string): number =>
  reports.reduce<number>((total, report) => total + (numberIn(report, name) ?? 0), 0);

function upFigures(reports: readonly unknown[]): Figures['up'] {
  const receptions = reports.filter((report) => has(report, 'type', 'remote-inbound-rtp'));
  const pairs = reports.filter(
    (report) => has(report, 'type', 'candidate-pair') && has(report, 'nominated', true),
  );
  const pictures = reports.filter(
    (report) => has(report, 'type', 'outbound-rtp') && has(report, 'kind', 'video'),
  );
  const seconds =
    most(pairs.map((report) => numberIn(report, 'currentRoundTripTime'))) ??
    most(receptions.map((report) => numberIn(report, 'roundTripTime')));
  return {
    fractionLost: most(receptions.map((report) => numberIn(report, 'fractionLost'))) ?? 0,
    roundTripMs: seconds === undefined ? undefined : Math.round(seconds * 1_000),
    availableBitrate: most(pairs.map((report) => numberIn(report, 'availableOutgoingBitrate'))),
    sendsVideo: pictures.some((report) => (numberIn(report, 'framesPerSecond') ?? 0) > 0),
  };
}

function downFigures(reports: readonly unknown[]): Figures['down'] {
  // A line on which nothing ever came, such as that of a screen that nobody shares, plays samples all the same.
  const inbound = reports.filter(
    (report) => has(report, 'type', 'inbound-rtp') && (numberIn(report, 'packetsReceived') ?? 0) > 0,
  );
  return {
    received: sum(inbound, 'packetsReceived'),
    lost: sum(inbound, 'packetsLost'),
    samples: sum(inbound, 'totalSamplesReceived'),
    // Silence made up for silence is no loss: nobody speaks, or the microphone is muted.
    concealed: sum(inbound, 'concealedSamples') - sum(inbound, 'silentConcealedSamples'),
  };
}
