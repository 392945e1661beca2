/** What the test's pages run: a client, and elements that play whatever arrives. Bundled by `pages.ts`. */
import { attachTrack, createCustomerClient, createDeskClient, play } from '../../src/index.ts';
import type { CustomerClient, DeskClient, MediaState, RemoteTrack } from '../../src/index.ts';

export interface Bench {
  desk(url: string): DeskClient;
  customer(origin: string): CustomerClient;
  /** Frames of the other side shown so far. */
  frames(): number;
  /** Energy of the other side heard so far (totalAudioEnergy of every open connection). */
  energy(): Promise<number>;
  /** RTP packets that arrived so far on connections that are open. */
  packets(): Promise<number>;
  /** The longest time without a frame since this `Date.now()`, milliseconds; undefined while none has come since. */
  longestGapSince(time: number): number | undefined;
  /** When the first frame after this `Date.now()` was shown, in milliseconds after it. */
  firstFrameAfter(time: number): number | undefined;
}

declare global {
  interface Window {
    bench: Bench;
    desk: DeskClient;
    customer: CustomerClient;
  }
}

const elements = new Map<string, HTMLMediaElement>();
const shownAt: number[] = [];
const connections: RTCPeerConnection[] = [];

class ObservedConnection extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
}
window.RTCPeerConnection = ObservedConnection;

function elementFor({ participantId, source, track }: RemoteTrack): HTMLMediaElement {
  const key = `${participantId} ${source}`;
  const known = elements.get(key);
  if (known) return known;
  const element = document.createElement(track.kind === 'video' ? 'video' : 'audio');
  elements.set(key, element);
  document.body.append(element);
  if (element instanceof HTMLVideoElement) {
    element.muted = true;
    const count = () => {
      shownAt.push(Date.now());
      element.requestVideoFrameCallback(count);
    };
    element.requestVideoFrameCallback(count);
  }
  return element;
}

function show({ remote }: MediaState): void {
  for (const track of remote) {
    const element = elementFor(track);
    attachTrack(element, track.track);
    void play(element);
  }
}

async function sumOver(name: string): Promise<number> {
  let sum = 0;
  for (const connection of connections) {
    if (connection.connectionState === 'closed') continue;
    for (const report of (await connection.getStats()).values())
      if (report.type === 'inbound-rtp') sum += report[name] ?? 0;
  }
  return sum;
}

window.bench = {
  desk(url) {
    const client = createDeskClient({ url, storage: localStorage });
    client.store.subscribe(({ media }) => show(media));
    window.desk = client;
    return client;
  },
  customer(origin) {
    const client = createCustomerClient({
      origin,
      clientId: 'demo',
      context: () => [{ key: 'page.title', value: document.title }],
      storage: sessionStorage,
    });
    client.store.subscribe(({ media }) => show(media));
    window.customer = client;
    return client;
  },
  frames: () => shownAt.length,
  energy: () => sumOver('totalAudioEnergy'),
  packets: () => sumOver('packetsReceived'),
  longestGapSince(time) {
    const before = shownAt.findLast((at) => at <= time) ?? time;
    const after = shownAt.filter((at) => at > time);
    if (after.length === 0) return undefined;
    return Math.max(...[before, ...after].slice(0, -1).map((at, index) => (after[index] ?? at) - at));
  },
  firstFrameAfter(time) {
    const first = shownAt.find((at) => at > time);
    return first === undefined ? undefined : first - time;
  },
};
