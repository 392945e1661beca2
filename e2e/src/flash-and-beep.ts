/**
 * A camera and a microphone that do the same at the same time: once a second the picture turns white and a tone sounds,
 * for a tenth of a second. Runs in the page before its scripts, so it must not refer to anything outside itself.
 * @param color what the picture shows otherwise, as CSS has it
 */
export function flashAndBeep(color: string): void {
  const width = 640;
  const height = 360;
  const beginsAt = 0.5;
  const lasts = 0.1;

  const makeMedia = (): MediaStream => {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    tone.frequency.value = 1_000;
    const gate = audio.createGain();
    gate.gain.value = 0;
    const out = audio.createMediaStreamDestination();
    tone.connect(gate).connect(out);
    tone.start();
    for (let second = 0; second < 3_600; second++) {
      gate.gain.setValueAtTime(0.5, second + beginsAt);
      gate.gain.setValueAtTime(0, second + beginsAt + lasts);
    }
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    const draw = (): void => {
      if (!context) return;
      const phase = audio.currentTime % 1;
      const flashes = phase >= beginsAt && phase < beginsAt + lasts;
      context.fillStyle = flashes ? 'white' : color;
      context.fillRect(0, 0, width, height);
      // Something that moves, or an encoder has nothing to do.
      context.fillStyle = 'black';
      context.fillRect(((audio.currentTime * 60) % width) - 10, height - 20, 20, 20);
    };
    setInterval(draw, 1_000 / 60);
    draw();
    return new MediaStream([...canvas.captureStream(30).getTracks(), ...out.stream.getTracks()]);
  };

  /** A screen that is red all over, but for what moves. */
  const makeScreen = (): MediaStream => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1_280, 720];
    const context = canvas.getContext('2d');
    setInterval(() => {
      if (!context) return;
      context.fillStyle = 'rgb(200, 20, 20)';
      context.fillRect(0, 0, 1_280, 720);
      context.fillStyle = 'black';
      context.fillRect((performance.now() / 10) % 1_260, 690, 20, 20);
    }, 50);
    return canvas.captureStream(15);
  };
  navigator.mediaDevices.getDisplayMedia = () => Promise.resolve(makeScreen());

  let made: MediaStream | undefined;
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    made ??= makeMedia();
    const wanted = [
      ...(constraints?.video ? made.getVideoTracks() : []),
      ...(constraints?.audio ? made.getAudioTracks() : []),
    ];
    return new MediaStream(wanted.map((track) => track.clone()));
  };
}
