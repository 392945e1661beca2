import type { RemoteTrack } from '../api.ts';
import { has, numberIn } from './figures.ts';
import { reportsOf } from './reports.ts';
import { shownTracks } from './remote-tracks.ts';
import type { SubscriberLink } from './subscriber.ts';

const lookEveryMs = 40;
/** A picture that has not come by then is not sent: camera off, paused, or nobody there. */
const waitAtMostMs = 1_000;

/**
 * The short time in which a new subscribing connection takes over: sound at once, each picture when its first frame is
 * decoded, and until then the picture of the former connection (which stands still, if that is why it was replaced).
 */
export class Handover {
  readonly #link: SubscriberLink;
  readonly #former: SubscriberLink;
  readonly #onChange: () => void;
  readonly #ready = new Set<RTCRtpReceiver>();
  readonly #deadline = performance.now() + waitAtMostMs;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  constructor(link: SubscriberLink, former: SubscriberLink, onChange: () => void) {
    this.#link = link;
    this.#former = former;
    this.#onChange = onChange;
    void this.#look();
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  shown(): RemoteTrack[] {
    const former = this.#former.tracks().map(({ track }) => track);
    const arriving = this.#link.tracks().map(({ track, receiver }) => ({
      track,
      isReady: track.track.kind === 'audio' || this.#ready.has(receiver),
    }));
    return shownTracks(arriving, former);
  }

  /** Lets the former connection go. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#former.close();
  }

  async #look(): Promise<void> {
    const pictures = this.#link.tracks().filter(({ track }) => track.track.kind === 'video');
    for (const { receiver } of pictures) {
      if (!this.#ready.has(receiver) && (await hasFrame(receiver))) this.#ready.add(receiver);
    }
    if (this.#isOver) return;
    if (pictures.every(({ receiver }) => this.#ready.has(receiver)) || performance.now() >= this.#deadline)
      this.end();
    else this.#timer = setTimeout(() => void this.#look(), lookEveryMs);
    this.#onChange();
  }
}

async function hasFrame(receiver: RTCRtpReceiver): Promise<boolean> {
  const reports = await reportsOf(receiver);
  return reports.some(
    (report) => has(report, 'type', 'inbound-rtp') && (numberIn(report, 'framesDecoded') ?? 0) > 0,
  );
}
