import type { DrawnStroke, InkPointer, InkTarget, ParticipantId, Stroke, StrokeId } from '@parley/protocol';
import type { Showing } from './geometry.ts';
import type { InkPen } from './gesture.ts';
import type { Growing } from './growing.ts';
import type { Hand, HandOptions } from './hand.ts';

/** What the person has in hand: a pen, the hand itself, or a pointer that leaves nothing. */
export type InkInstrument =
  | InkPen
  | { readonly tool: 'select' }
  | { readonly tool: 'pointer'; readonly color: InkPen['color'] };

/** A picture and how its host shows it. */
export interface InkPicture extends Showing {
  readonly target: InkTarget;
}

/** What is said to who can't see it; the words are the caller's. */
export type InkSaying = 'begun' | 'set' | 'abandoned' | 'selected' | 'deselected' | 'deleted' | 'at-edge';

export interface InkLayerOptions {
  /** Makes what takes hold of strokes (`inkHand`); without it there is no selecting. */
  readonly hand?: ((options: HandOptions) => Hand) | undefined;
  /** Of the layer's surface, for who can't see it. */
  readonly label: string;
  /** Of the field for text. */
  readonly textLabel: string;
  readonly newId: () => StrokeId;
  /** A name to show at the strokes of others; none for one's own. */
  readonly authorOf: (participantId: ParticipantId) => string | undefined;
  /** When a stroke is gone by itself, in the clock of `serverNow`; milliseconds. */
  readonly fadesAt?: (stroke: DrawnStroke) => number | undefined;
  readonly serverNow?: () => number;
  readonly onGrow: (growing: Growing) => void;
  readonly onAbandon: (strokeId: StrokeId) => void;
  readonly onStroke: (stroke: Stroke) => void;
  readonly onChange: (before: Stroke, after: Stroke) => void;
  readonly onErase: (strokes: readonly Stroke[]) => void;
  readonly onPoint: (pointer: Omit<InkPointer, 'topic'>) => void;
  readonly onSelect?: (stroke: Stroke | undefined) => void;
  readonly onSay?: (saying: InkSaying) => void;
}

export const isPen = (instrument: InkInstrument): instrument is InkPen =>
  instrument.tool !== 'select' && instrument.tool !== 'pointer';

/** Without what the server adds. */
export const strokeOf = ({ participantId: _, at: __, number: ___, ...stroke }: DrawnStroke): Stroke => stroke;
