/** Runs in a page of Chromium: one party of a call, through the engine or directly. Reached as `window.party`. */
import { receivedBy, type Received } from './figures.ts';
import { drawnPicture, hummedSound } from './source.ts';
import { Viewer, type Seen } from './viewer.ts';

export interface Description {
  readonly connectionId: string;
  readonly revision: number;
  readonly sdp: string;
}

/** What a party asks of the engine. */
export type Signal =
  | {
      readonly kind: 'publish';
      readonly connectionId: string;
      readonly offer: string;
      readonly lines: readonly { readonly mid: string; readonly source: 'microphone' | 'camera' }[];
    }
  | { readonly kind: 'subscribe'; readonly connectionId: string }
  | ({ readonly kind: 'answer' } & Description);

declare global {
  interface Window {
    party: Party;
    /** Asks the engine; supplied by the bench. Resolves to the answer's description where there is one. */
    signal: (message: Signal) => Promise<string | undefined>;
  }
}

const gathered = (connection: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    const check = (): void => {
      if (connection.iceGatheringState === 'complete') resolve();
    };
    connection.addEventListener('icegatheringstatechange', check);
    check();
  });

const sdpOf = (connection: RTCPeerConnection): string => connection.localDescription?.sdp ?? '';

class Party {
  #tracks: MediaStreamTrack[] = [];
  #connections: RTCPeerConnection[] = [];
  #receiving: RTCPeerConnection | undefined;
  #viewer: Viewer | undefined;
  #opened = 0;

  /** Gets the picture and the sound ready. */
  prepare(width: number, height: number): void {
    this.#tracks = [hummedSound(), drawnPicture(width, height)];
  }

  #open(receives: boolean): RTCPeerConnection {
    const connection = new RTCPeerConnection();
    this.#connections.push(connection);
    if (!receives) return connection;
    this.#receiving = connection;
    connection.addEventListener('track', ({ track }) => {
      if (track.kind === 'video') this.#viewer ??= new Viewer(track);
      else this.#listen(track);
    });
    return connection;
  }

  /** Sound is decoded, and its loss concealed, only while something plays it. */
  #listen(track: MediaStreamTrack): void {
    const element = document.createElement('audio');
    element.autoplay = true;
    element.srcObject = new MediaStream([track]);
    document.body.append(element);
  }

  /** Sends through the engine. */
  async publish(): Promise<void> {
    const connection = this.#open(false);
    const [sound, picture] = this.#tracks.map((track) =>
      connection.addTransceiver(track, { direction: 'sendonly' }),
    );
    await connection.setLocalDescription();
    const answer = await window.signal({
      kind: 'publish',
      connectionId: `p${String((this.#opened += 1))}`,
      offer: sdpOf(connection),
      lines: [
        { mid: sound?.mid ?? '', source: 'microphone' },
        { mid: picture?.mid ?? '', source: 'camera' },
      ],
    });
    await connection.setRemoteDescription({ type: 'answer', sdp: answer ?? '' });
  }

  /** Receives through the engine; its description comes by `described`. */
  async subscribe(): Promise<void> {
    this.#open(true);
    await window.signal({ kind: 'subscribe', connectionId: `s${String((this.#opened += 1))}` });
  }

  async described({ connectionId, revision, sdp }: Description): Promise<void> {
    const connection = this.#receiving;
    if (!connection) return;
    await connection.setRemoteDescription({ type: 'offer', sdp });
    await connection.setLocalDescription();
    await window.signal({ kind: 'answer', connectionId, revision, sdp: sdpOf(connection) });
  }

  /** Begins a direct connection; resolves to what the other party has to be told. */
  async callDirectly(): Promise<string> {
    const connection = this.#open(true);
    for (const track of this.#tracks) connection.addTrack(track);
    await connection.setLocalDescription();
    await gathered(connection);
    return sdpOf(connection);
  }

  async answerDirectly(sdp: string): Promise<string> {
    const connection = this.#open(true);
    await connection.setRemoteDescription({ type: 'offer', sdp });
    for (const track of this.#tracks) connection.addTrack(track);
    await connection.setLocalDescription();
    await gathered(connection);
    return sdpOf(connection);
  }

  async answeredDirectly(sdp: string): Promise<void> {
    await this.#receiving?.setRemoteDescription({ type: 'answer', sdp });
  }

  restart(): void {
    this.#viewer?.restart();
  }

  /** How many frames were shown since the last restart. */
  frames(): number {
    return this.#viewer?.seen().frames ?? 0;
  }

  async look(): Promise<{ seen: Seen | undefined; received: Received | undefined }> {
    return {
      seen: this.#viewer?.seen(),
      received: this.#receiving && (await receivedBy(this.#receiving)),
    };
  }

  hangUp(): void {
    for (const connection of this.#connections.splice(0)) connection.close();
    this.#viewer?.remove();
    this.#viewer = undefined;
    this.#receiving = undefined;
    for (const element of document.querySelectorAll('audio')) element.remove();
  }
}

window.party = new Party();
