/** A form that is kept to be drawn again; browsers call it Path2D. */
export interface InkPath {
  closePath(): void;
  moveTo(x: number, y: number): void;
  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void;
}

/**
 * What ink is drawn on: a browser's CanvasRenderingContext2D, visible or not, and whatever else has the same words. Said
 * here in full, so that it means something where there is no browser.
 */
export interface InkContext {
  fillStyle: unknown;
  strokeStyle: unknown;
  font: string;
  globalAlpha: number;
  lineCap: 'butt' | 'round' | 'square';
  lineJoin: 'bevel' | 'miter' | 'round';
  lineWidth: number;
  textAlign: 'left' | 'right' | 'center' | 'start' | 'end';
  textBaseline: 'top' | 'hanging' | 'middle' | 'alphabetic' | 'ideographic' | 'bottom';
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  beginPath(): void;
  clip(): void;
  closePath(): void;
  ellipse(
    x: number,
    y: number,
    radiusX: number,
    radiusY: number,
    rotation: number,
    from: number,
    to: number,
  ): void;
  fill(): void;
  fill(path: InkPath): void;
  fillText(text: string, x: number, y: number): void;
  lineTo(x: number, y: number): void;
  measureText(text: string): { readonly width: number };
  moveTo(x: number, y: number): void;
  quadraticCurveTo(controlX: number, controlY: number, x: number, y: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  restore(): void;
  save(): void;
  scale(x: number, y: number): void;
  stroke(): void;
  stroke(path: InkPath): void;
  strokeText(text: string, x: number, y: number): void;
}
