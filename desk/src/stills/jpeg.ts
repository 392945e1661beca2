/** What is asked of the worker; it answers with a `Blob`, or `undefined` when it can't. */
export interface Encoding {
  readonly bitmap: ImageBitmap;
  readonly type: string;
  readonly quality: number;
  readonly answer: MessagePort;
}

const type = 'image/jpeg';
const quality = 0.85;

let worker: Worker | undefined;

/**
 * A frame as a JPEG file; undefined when there can be none. Made in a worker, because a page's own thread would do it only
 * while it has nothing else to do, which in a call takes a second.
 */
export async function jpegOf(frame: HTMLCanvasElement): Promise<Blob | undefined> {
  return (await madeInWorker(frame).catch(() => undefined)) ?? madeHere(frame);
}

async function madeInWorker(frame: HTMLCanvasElement): Promise<Blob | undefined> {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  worker ??= new Worker(new URL('jpeg-worker.ts', import.meta.url), { type: 'module', name: 'jpeg' });
  const bitmap = await createImageBitmap(frame);
  const { port1, port2 } = new MessageChannel();
  const answer = Promise.withResolvers<Blob | undefined>();
  port1.addEventListener('message', ({ data }: MessageEvent<Blob | undefined>) => answer.resolve(data));
  port1.start();
  worker.addEventListener('error', () => answer.resolve(undefined), { once: true });
  const asked: Encoding = { bitmap, type, quality, answer: port2 };
  worker.postMessage(asked, [bitmap, port2]);
  const file = await answer.promise;
  port1.close();
  return file;
}

const madeHere = async (frame: HTMLCanvasElement): Promise<Blob | undefined> =>
  (await new Promise<Blob | null>((resolve) => frame.toBlob(resolve, type, quality))) ?? undefined;
