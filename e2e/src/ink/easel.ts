import type { Page } from '@playwright/test';
import type { Fit, InkInstrument, InkLayer, Size } from '@parley/ink';
import type { DrawnStroke, InkTarget, ParticipantId, StillId, Stroke, StrokeId } from '@parley/protocol';

/** A picture in a box with a layer of ink over it; in the page it is `window.easels[name]`. */
export interface Easel {
  readonly host: HTMLElement;
  readonly layer: InkLayer;
  readonly strokes: Stroke[];
  readonly said: string[];
  readonly abandoned: string[];
}

declare global {
  interface Window {
    easels: Record<string, Easel>;
  }
}

export interface Look {
  readonly box: Size;
  readonly picture: Size;
  readonly fit: Fit;
  readonly mirrored: boolean;
}

/** Parts of the picture, each in a colour of its own. */
export const landmarks = [
  { x: 0.5, y: 0.5, color: '#ff0000' },
  { x: 0.44, y: 0.45, color: '#00ff00' },
  { x: 0.55, y: 0.57, color: '#0000ff' },
  { x: 0.1, y: 0.12, color: '#00ffff' },
  { x: 0.9, y: 0.88, color: '#ffff00' },
] as const;

export const target: InkTarget = {
  kind: 'still',
  stillId: '01900000-0000-7000-8000-000000000001' as StillId,
};

/** Puts up a picture that the browser itself fits into its box, and ink over it. */
export async function putUp(page: Page, name: string, look: Look): Promise<void> {
  await page.evaluate(
    ({ name: easel, look: { box, picture, fit, mirrored }, marks, on }) => {
      window.easels ??= {};
      window.easels[easel]?.layer.close();
      window.easels[easel]?.host.remove();
      const host = document.createElement('div');
      Object.assign(host.style, {
        position: 'relative',
        overflow: 'hidden',
        background: '#444',
        width: `${String(box.width)}px`,
        height: `${String(box.height)}px`,
      });
      const shown = document.createElement('canvas');
      Object.assign(shown, picture);
      Object.assign(shown.style, { position: 'absolute', width: '100%', height: '100%', objectFit: fit });
      if (mirrored) shown.style.transform = 'scaleX(-1)';
      const context = shown.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = '#888';
      context.fillRect(0, 0, picture.width, picture.height);
      const size = Math.min(picture.width, picture.height) * 0.04;
      for (const { x, y, color } of marks) {
        context.fillStyle = color;
        context.fillRect(x * picture.width - size / 2, y * picture.height - size / 2, size, size);
      }
      host.append(shown);
      document.body.append(host);
      const [strokes, said, abandoned]: [Stroke[], string[], string[]] = [[], [], []];
      const layer = new window.ink.InkLayer(host, {
        label: 'Ink',
        textLabel: 'Text',
        newId: () => crypto.randomUUID() as StrokeId,
        authorOf: () => undefined,
        onGrow: () => undefined,
        onAbandon: (id) => abandoned.push(id),
        onStroke: (stroke) => strokes.push(stroke),
        onChange: (_, after) => strokes.push(after),
        onErase: () => undefined,
        onPoint: () => undefined,
        onSay: (saying) => said.push(saying),
      });
      layer.setSelf('me' as ParticipantId);
      layer.setPicture({ target: on, picture, fit, mirrored });
      window.easels[easel] = { host, layer, strokes, said, abandoned };
    },
    { name, look, marks: landmarks, on: target },
  );
}

export const take = (page: Page, name: string, instrument: InkInstrument | undefined): Promise<void> =>
  page.evaluate(([easel, held]) => window.easels[easel]?.layer.setInstrument(held), [
    name,
    instrument,
  ] as const);

/** Hands strokes to a layer as the server would tell of them, as those of `me`. */
export const hang = (page: Page, name: string, strokes: readonly Stroke[]): Promise<void> =>
  page.evaluate(
    ([easel, given]) => {
      const at = new Date(0).toISOString();
      window.easels[easel]?.layer.setStrokes(
        given.map((stroke, n) => ({ ...stroke, at, participantId: 'me', number: n + 1 }) as DrawnStroke),
      );
    },
    [name, strokes] as const,
  );

export const strokesOf = (page: Page, name: string): Promise<Stroke[]> =>
  page.evaluate((easel) => window.easels[easel]?.strokes ?? [], name);

/** Two frames later everything asked for before has been painted. */
export const painted = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
