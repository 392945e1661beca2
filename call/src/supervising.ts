import type { Board, EngagementId, SupervisionWay } from '@parley/protocol';
import type { Outcome, SupervisionControls } from './api.ts';
import type { Media } from './media/media.ts';
import type { Participation } from './participation.ts';
import type { Realtime } from './signal/realtime.ts';

interface Options {
  readonly realtime: Pick<Realtime, 'ask'>;
  readonly participation: Pick<Participation, 'ask' | 'live'>;
  readonly media: Pick<Media, 'devices' | 'release'>;
  /** Undefined while nobody watches, and until the first word. */
  readonly onChange: (board: Board | undefined) => void;
}

/** A supervisor's view of what goes on, and their way into it. */
export class Supervising implements SupervisionControls {
  readonly #options: Options;
  #watchers = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  watch(): () => void {
    this.#watchers += 1;
    if (this.#watchers === 1) this.#tellServer(true);
    let isWatching = true;
    return () => {
      if (!isWatching) return;
      isWatching = false;
      this.#watchers -= 1;
      if (this.#watchers > 0) return;
      this.#tellServer(false);
      this.#options.onChange(undefined);
    };
  }

  /** A server that has forgotten this connection has forgotten the watch too. */
  connectedAnew(): void {
    if (this.#watchers > 0) this.#tellServer(true);
  }

  heard(board: Board): void {
    if (this.#watchers > 0) this.#options.onChange(board);
  }

  async begin(engagementId: EngagementId, how: SupervisionWay): Promise<Outcome> {
    const { realtime, participation, media } = this.#options;
    // Who will be heard at once has the microphone started while the server decides.
    if (how !== 'listen') void media.devices.want(false);
    const outcome = await realtime.ask({ type: 'supervision.start', engagementId, how });
    if (!outcome.ok && !participation.live) media.release();
    return outcome;
  }

  stop(): Promise<Outcome> {
    return this.#options.participation.ask('supervision.stop');
  }

  #tellServer(watch: boolean): void {
    void this.#options.realtime.ask({ type: 'board.watch', watch });
  }
}
