import type { TakeMaterial } from './material.ts';

/** A picture take while it has one size. Times in milliseconds since 1970. */
export interface Piece {
  readonly take: TakeMaterial;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly width: number;
  readonly height: number;
}

/** A take, cut where its pictures change their size. */
export function piecesOf(take: TakeMaterial): Piece[] {
  return take.pictures.map(({ atMs, width, height }, index) => ({
    take,
    fromMs: take.startedAtMs + atMs,
    untilMs: take.startedAtMs + (take.pictures[index + 1]?.atMs ?? take.durationMs),
    width,
    height,
  }));
}
