import type { CompositionMaterial } from './material.ts';
import type { Piece } from './piece.ts';

export const canvas = { width: 1280, height: 720 } as const;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placed {
  readonly box: Box;
  /** The stage shows all of a picture; an inset fills its box, and has an edge that sets it off. */
  readonly inset: boolean;
}

const insetWidth = 272;
const insetHeight = 154;
const margin = 16;
const gap = 12;
const maxInsets = Math.floor((canvas.height - 2 * margin + gap) / (insetHeight + gap));

type People = CompositionMaterial['people'];

/**
 * Who is looked at: a screen before all faces, then the customer (on their second device before their first), then whoever came first. Where something else takes
 * the stage (a still), all are beside it.
 */
export function layoutOf(
  pieces: readonly Piece[],
  people: People,
  isStageTaken = false,
): readonly (Placed & { readonly piece: Piece })[] {
  const order = [...pieces].sort((a, b) => rankOf(a, people) - rankOf(b, people) || b.fromMs - a.fromMs);
  const others = isStageTaken ? order : order.slice(1);
  const stage = isStageTaken ? [] : order.slice(0, 1);
  return [
    ...stage.map((piece) => ({ piece, box: { x: 0, y: 0, ...canvas }, inset: false })),
    ...others.slice(0, maxInsets).map((piece, index) => ({ piece, box: insetBox(index), inset: true })),
  ];
}

function rankOf({ take }: Piece, people: People): number {
  const at = people.findIndex(({ id }) => id === take.participantId);
  if (take.source === 'screen') return at - 1_000;
  const person = people[at];
  // A second device was brought for its camera.
  if (person?.role === 'customer') return person.device === undefined ? -1 : -2;
  return at < 0 ? people.length : at;
}

/** From the bottom right corner upwards. */
const insetBox = (index: number): Box => ({
  x: canvas.width - margin - insetWidth,
  y: canvas.height - margin - insetHeight - index * (insetHeight + gap),
  width: insetWidth,
  height: insetHeight,
});
