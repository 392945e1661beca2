/** Runs in a page before its own scripts and writes down when things happen. Injected as text: it must not refer to anything outside itself. */

export interface Observations {
  /** `Date.now()` when a control of this name was last pressed. */
  readonly pressed: Record<string, number>;
  /** When camera or microphone were last given. */
  permittedAt: number | undefined;
  /** When a dialog whose name begins with "Incoming" was drawn; undefined while there is none. */
  cardAt: number | undefined;
  /** When each frame of any remote picture came out of its decoder. */
  readonly frames: number[];
  /** The same for each picture by itself. */
  readonly pictures: Record<string, number[]>;
}

declare global {
  interface Window {
    observations: Observations;
    /** Chrome's way to the frames of a track (W3C mediacapture-transform), which TypeScript's library doesn't know. */
    MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => {
      readonly readable: ReadableStream<{ close(): void }>;
    };
  }
}

export function observe(): void {
  const seen: Observations = {
    pressed: {},
    permittedAt: undefined,
    cardAt: undefined,
    frames: [],
    pictures: {},
  };
  window.observations = seen;

  const nameOf = (element: Element): string => {
    const label = document.getElementById(element.getAttribute('aria-labelledby') ?? '');
    return (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent).trim();
  };

  addEventListener(
    'click',
    (event) => {
      for (const target of event.composedPath()) {
        if (!(target instanceof HTMLButtonElement)) continue;
        seen.pressed[nameOf(target)] = Date.now();
        break;
      }
    },
    { capture: true },
  );

  const lookForCard = (): void => {
    const dialogs = [...document.querySelectorAll('dialog, [role="dialog"], [role="alertdialog"]')];
    if (!dialogs.some((dialog) => nameOf(dialog).startsWith('Incoming'))) seen.cardAt = undefined;
    else if (seen.cardAt === undefined) {
      seen.cardAt = NaN;
      requestAnimationFrame(() => (seen.cardAt = Date.now()));
    }
  };
  new MutationObserver(lookForCard).observe(document, { childList: true, subtree: true, attributes: true });

  const { mediaDevices } = navigator;
  const ask = mediaDevices?.getUserMedia.bind(mediaDevices);
  if (ask) {
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      seen.permittedAt = Date.now();
      return stream;
    };
  }

  const follow = async (track: MediaStreamTrack): Promise<void> => {
    const reader = new window.MediaStreamTrackProcessor({ track }).readable.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      seen.frames.push(Date.now());
      (seen.pictures[track.id] ??= []).push(Date.now());
      next.value.close();
    }
  };
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => {
        if (track.kind === 'video') void follow(track);
      });
    }
  };
}

/** Also injected: leads the media of the page's connections through another port of the same machine. */
export function redirectMedia(port: number): void {
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    override setRemoteDescription({ type, sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
      const direct = /^(a=candidate:\d+ 1 UDP \d+ \S+) \d+ typ host$/;
      const lines = sdp
        .split('\r\n')
        .filter((line) => !line.startsWith('a=candidate:') || direct.test(line))
        .map((line) => line.replace(direct, `$1 ${String(port)} typ host`));
      return super.setRemoteDescription({ type, sdp: lines.join('\r\n') });
    }
  };
}
