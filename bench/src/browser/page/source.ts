import { cells, cellsOf, stripShare } from './barcode.ts';

const framesPerSecond = 30;

/** A canvas of noise: hard to code, so that the encoder uses the bit rate that it is given. */
function noise(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const image = context?.createImageData(width, height);
  if (!context || !image) throw new Error('no canvas');
  for (let at = 0; at < image.data.length; at += 4) {
    const grey = 90 + Math.random() * 80;
    image.data.set([grey, grey, grey, 255], at);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function drawTime(context: CanvasRenderingContext2D, width: number, height: number): void {
  const cell = width / cells;
  for (const [index, isWhite] of cellsOf(Date.now()).entries()) {
    context.fillStyle = isWhite ? '#fff' : '#000';
    context.fillRect(index * cell, 0, Math.ceil(cell), height * stripShare);
  }
}

/** A moving picture that says in its top strip when each frame was drawn. */
export function drawnPicture(width: number, height: number): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const [track] = canvas.captureStream(0).getVideoTracks();
  if (!context || !(track instanceof CanvasCaptureMediaStreamTrack)) throw new Error('no canvas');
  const background = noise(width * 2, height * 2);
  setInterval(() => {
    context.drawImage(background, -Math.random() * width, -Math.random() * height);
    drawTime(context, width, height);
    track.requestFrame();
  }, 1_000 / framesPerSecond);
  return track;
}

/** A tone that swells and fades three times a second, about as busy as speech; never silent for long. */
export function hummedSound(): MediaStreamTrack {
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio, { type: 'sawtooth', frequency: 160 });
  const swell = new OscillatorNode(audio, { frequency: 3 });
  const level = new GainNode(audio, { gain: 0.15 });
  const depth = new GainNode(audio, { gain: 0.12 });
  const out = new MediaStreamAudioDestinationNode(audio);
  swell.connect(depth).connect(level.gain);
  tone.connect(level).connect(out);
  tone.start();
  swell.start();
  const [track] = out.stream.getAudioTracks();
  if (!track) throw new Error('no sound');
  return track;
}
