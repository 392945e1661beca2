const lookEveryMs = 100;
/** Loudness of quiet speech near the microphone, RMS of full scale; the browser's noise suppression lies before it. */
const speechLevel = 0.015;
/** So many loud moments of the last ten are speech; fewer are a knock on the desk. */
const momentsOfSpeech = 4;
const momentsKept = 10;

/** Tells speech from noise by how many of the last moments were loud; pure. */
export class SpeechDetector {
  #moments: boolean[] = [];

  /** @param level RMS of one moment, 0..1 */
  heard(level: number): boolean {
    this.#moments = [...this.#moments, level >= speechLevel].slice(-momentsKept);
    return this.#moments.filter(Boolean).length >= momentsOfSpeech;
  }
}

/** Listens to a microphone that sends nothing, and tells whenever somebody begins or ends to speak into it. */
export class SpeechWatch {
  readonly microphone: MediaStreamTrack;
  readonly #context = new AudioContext();
  readonly #ear: MediaStreamTrack;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #onChange: (speaking: boolean) => void;
  #isSpeaking = false;

  /** @param microphone disabled or not; a clone of it is listened to */
  constructor(microphone: MediaStreamTrack, onChange: (speaking: boolean) => void) {
    this.microphone = microphone;
    this.#onChange = onChange;
    this.#ear = microphone.clone();
    this.#ear.enabled = true;
    const analyser = new AnalyserNode(this.#context, { fftSize: 1024 });
    this.#context.createMediaStreamSource(new MediaStream([this.#ear])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const detector = new SpeechDetector();
    this.#timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.#set(detector.heard(loudness(samples)));
    }, lookEveryMs);
    // Held back until the page was clicked once; who has muted has clicked.
    this.#context.resume().catch(() => undefined);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#ear.stop();
    this.#context.close().catch(() => undefined);
    this.#set(false);
  }

  #set(isSpeaking: boolean): void {
    if (isSpeaking === this.#isSpeaking) return;
    this.#isSpeaking = isSpeaking;
    this.#onChange(isSpeaking);
  }
}

/** Root mean square. */
const loudness = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
