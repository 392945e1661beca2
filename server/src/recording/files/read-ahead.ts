import { checkRange } from './files.ts';

const firstBytes = 128 * 1024;
const mostBytes = 4 * 1024 * 1024;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly bytes: Promise<Buffer>;
}

/**
 * Reads of a distant file of `size` bytes, through `fetch` (from `start` up to but not including `end`). Players and
 * composers read on from where they were in small chunks, and each fetch costs a round trip: whoever reads on gets
 * larger and larger pieces, of which one is kept.
 */
export function readAhead(
  size: number,
  fetch: (start: number, end: number) => Promise<Buffer>,
): (start: number, end: number) => Promise<Buffer> {
  let piece: Piece = { start: 0, end: 0, bytes: Promise.resolve(Buffer.alloc(0)) };
  let aheadBytes = firstBytes;

  function fetchPiece(start: number, end: number): Piece {
    const readsOn = piece.end > 0 && start >= piece.start && start <= piece.end;
    aheadBytes = readsOn ? Math.min(aheadBytes * 2, mostBytes) : firstBytes;
    const pieceEnd = Math.min(Math.max(end, start + aheadBytes), size);
    const fetched: Piece = { start, end: pieceEnd, bytes: fetch(start, pieceEnd) };
    piece = fetched;
    fetched.bytes.catch(() => {
      // What failed isn't kept: the next read asks anew.
      if (piece === fetched) piece = { start: 0, end: 0, bytes: Promise.resolve(Buffer.alloc(0)) };
    });
    return fetched;
  }

  return async (start, end) => {
    checkRange(start, end);
    const last = Math.min(end, size);
    if (start >= last) return Buffer.alloc(0);
    const from = start >= piece.start && last <= piece.end ? piece : fetchPiece(start, last);
    return (await from.bytes).subarray(start - from.start, last - from.start);
  };
}
