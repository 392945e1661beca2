import type { Size } from './geometry.ts';

/** Two canvases over each other that fill their host: what is finished, and what moves. */
export interface Surface {
  readonly root: HTMLDivElement;
  readonly finished: CanvasRenderingContext2D;
  readonly moving: CanvasRenderingContext2D;
  /** Of the host, CSS pixels. */
  readonly box: Size;
  /** Device pixels for one CSS pixel. */
  readonly ratio: number;
  close(): void;
}

function canvas(root: HTMLElement): CanvasRenderingContext2D {
  const element = root.ownerDocument.createElement('canvas');
  Object.assign(element.style, { position: 'absolute', inset: '0', width: '100%', height: '100%' });
  element.style.pointerEvents = 'none';
  root.append(element);
  const context = element.getContext('2d');
  if (!context) throw new Error('this browser has no canvas');
  return context;
}

/** @param onResize the canvases are empty, and may be of another size */
export function createSurface(host: HTMLElement, onResize: () => void): Surface {
  const root = host.ownerDocument.createElement('div');
  Object.assign(root.style, { position: 'absolute', inset: '0', overflow: 'hidden', outlineOffset: '-2px' });
  host.append(root);
  const [finished, moving] = [canvas(root), canvas(root)];
  let [width, height, ratio] = [0, 0, 1];
  const measure = (): void => {
    const [nextWidth, nextHeight, nextRatio] = [root.clientWidth, root.clientHeight, devicePixelRatio];
    if (nextWidth === width && nextHeight === height && nextRatio === ratio) return;
    [width, height, ratio] = [nextWidth, nextHeight, nextRatio];
    for (const { canvas: element } of [finished, moving]) {
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
    }
    onResize();
  };
  const observer = new ResizeObserver(measure);
  observer.observe(root);
  // The ratio changes when the window goes to another display, or is zoomed.
  let density: MediaQueryList | undefined;
  const watchDensity = (): void => {
    density?.removeEventListener('change', watchDensity);
    density = matchMedia(`(resolution: ${String(devicePixelRatio)}dppx)`);
    density.addEventListener('change', watchDensity);
    measure();
  };
  watchDensity();
  return {
    root,
    finished,
    moving,
    get box() {
      return { width, height };
    },
    get ratio() {
      return ratio;
    },
    close() {
      observer.disconnect();
      density?.removeEventListener('change', watchDensity);
      root.remove();
    },
  };
}
