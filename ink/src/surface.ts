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
  /** Called when the canvases are empty, and may be of another size. */
  onResize: () => void;
  close(): void;
}

function canvas(root: HTMLElement): CanvasRenderingContext2D {
  const element = root.ownerDocument.createElement('canvas');
  Object.assign(element.style, { position: 'absolute', left: '0', top: '0' });
  element.style.pointerEvents = 'none';
  root.append(element);
  const context = element.getContext('2d');
  if (!context) throw new Error('no canvas');
  return context;
}

export function createSurface(host: HTMLElement): Surface {
  const root = host.ownerDocument.createElement('div');
  Object.assign(root.style, { position: 'absolute', inset: '0', overflow: 'hidden', outlineOffset: '-2px' });
  root.style.userSelect = 'none';
  host.append(root);
  const [finished, moving] = [canvas(root), canvas(root)];
  let [width, height, ratio] = [0, 0, 1];
  const measure = (): void => {
    // Whole pixels would shift ink by up to half a one; `getBoundingClientRect` would count what transforms do.
    const style = getComputedStyle(root);
    const [nextWidth, nextHeight] = [parseFloat(style.width) || 0, parseFloat(style.height) || 0];
    const nextRatio = devicePixelRatio;
    if (nextWidth === width && nextHeight === height && nextRatio === ratio) return;
    [width, height, ratio] = [nextWidth, nextHeight, nextRatio];
    for (const { canvas: element } of [finished, moving]) {
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      // One of its pixels is one of the display's; stretched to its box it would be off by up to half of one.
      element.style.width = `${String(element.width / ratio)}px`;
      element.style.height = `${String(element.height / ratio)}px`;
    }
    surface.onResize();
  };
  let density: MediaQueryList | undefined;
  const surface: Surface = {
    root,
    finished,
    moving,
    get box() {
      return { width, height };
    },
    get ratio() {
      return ratio;
    },
    onResize: () => undefined,
    close() {
      observer.disconnect();
      density?.removeEventListener('change', watchDensity);
      root.remove();
    },
  };
  const observer = new ResizeObserver(measure);
  observer.observe(root);
  // The ratio changes when the window goes to another display, or is zoomed.
  const watchDensity = (): void => {
    density?.removeEventListener('change', watchDensity);
    density = matchMedia(`(resolution: ${String(devicePixelRatio)}dppx)`);
    density.addEventListener('change', watchDensity);
    measure();
  };
  watchDensity();
  return surface;
}
