import type { DownMessage, IceServer, ProblemBody, SubscribedLine } from '@parley/protocol';
import type { RemoteTrack } from '../api.ts';
import type { Answer } from '../signal/asks.ts';
import { configuration, describing } from './descriptions.ts';
import type { Link } from './leg.ts';

export type MediaOffer = Extract<DownMessage, { type: 'media.offer' }>;

/** What a subscribing connection says to the server. */
export interface SubscriberAsks {
  readonly subscribe: (connectionId: string) => Promise<Answer>;
  readonly answer: (answer: {
    readonly connectionId: string;
    readonly revision: number;
    readonly sdp: string;
  }) => Promise<Answer>;
}

export interface SubscriberNews {
  /** `tracks()` may have changed. */
  readonly tracks: (link: SubscriberLink) => void;
  /** A later offer could not be answered: the connection is of no more use. */
  readonly failed: (link: SubscriberLink) => void;
}

/** The connection that carries everyone else's tracks. The server offers its lines; which track each carries may change. */
export class SubscriberLink implements Link {
  readonly id: string;
  readonly connection: RTCPeerConnection;
  readonly exchange: Promise<ProblemBody | undefined>;
  readonly #asks: SubscriberAsks;
  readonly #on: SubscriberNews;
  readonly #firstAnswer: Promise<ProblemBody | undefined>;
  #settle: (problem: ProblemBody | undefined) => void = () => undefined;
  #lines: readonly SubscribedLine[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(id: string, iceServers: readonly IceServer[], asks: SubscriberAsks, on: SubscriberNews) {
    this.id = id;
    this.#asks = asks;
    this.#on = on;
    this.connection = new RTCPeerConnection(configuration(iceServers));
    this.#firstAnswer = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.exchange = this.#exchange();
  }

  async #exchange(): Promise<ProblemBody | undefined> {
    const answer = await this.#asks.subscribe(this.id);
    return answer.ok ? this.#firstAnswer : answer.problem;
  }

  /** Offers and news of lines take effect one after the other, in the order in which the server said them. */
  offered(offer: MediaOffer): void {
    this.#turn = this.#turn.then(() => this.#takeUp(offer));
  }

  /** Lines were given to other tracks. */
  carries(lines: readonly SubscribedLine[]): void {
    this.#turn = this.#turn.then(() => this.#assign(lines));
  }

  #assign(lines: readonly SubscribedLine[]): void {
    this.#lines = lines;
    this.#on.tracks(this);
  }

  async #takeUp({ sdp, revision, lines }: MediaOffer): Promise<void> {
    const problem = await describing(this.connection, async () => {
      await this.connection.setRemoteDescription({ type: 'offer', sdp });
      await this.connection.setLocalDescription();
      this.#assign(lines);
      void this.#send(revision);
      return undefined;
    });
    if (problem) this.#answered(problem);
  }

  async #send(revision: number): Promise<void> {
    const sdp = this.connection.localDescription?.sdp ?? '';
    const answer = await this.#asks.answer({ connectionId: this.id, revision, sdp });
    this.#answered(answer.ok ? undefined : answer.problem);
  }

  #answered(problem: ProblemBody | undefined): void {
    this.#settle(problem);
    if (problem) this.#on.failed(this);
  }

  /** What arrives here, with the receiver that it arrives at. */
  tracks(): { readonly track: RemoteTrack; readonly receiver: RTCRtpReceiver }[] {
    const transceivers = this.connection.getTransceivers();
    return this.#lines.flatMap((line) => {
      const receiver = transceivers.find(({ mid }) => mid === line.mid)?.receiver;
      return line.track && receiver ? [{ receiver, track: { ...line.track, track: receiver.track } }] : [];
    });
  }

  close(): void {
    this.connection.close();
    this.#settle(undefined);
  }
}
