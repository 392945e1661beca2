export { burnIn } from './export.ts';
export {
  moved,
  pictureRect,
  settledView,
  toPlace,
  toPoint,
  wholeView,
  zoomed,
  type Fit,
  type Place,
  type Rect,
  type Showing,
  type Size,
  type View,
} from './geometry.ts';
export type { InkPen } from './gesture.ts';
export type { Growing } from './growing.ts';
export {
  historyOf,
  redone,
  undone,
  withDeed,
  type InkChange,
  type InkDeed,
  type InkHistory,
  type InkStep,
} from './history.ts';
export { inkHand } from './hand.ts';
export { InkLayer } from './ink-layer.ts';
export type { InkInstrument, InkLayerOptions, InkPicture, InkSaying } from './layer-options.ts';
export { inkColors, inkWidths, palette } from './palette.ts';
export type { InkContext } from './context.ts';
export { renderInk, type VisibleStroke } from './render.ts';
export { StillView, type StillViewOptions } from './still-view.ts';
