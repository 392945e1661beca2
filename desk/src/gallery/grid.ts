export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Pixels. */
  readonly tile: { readonly width: number; readonly height: number };
}

/** Width by height of a tile: between a phone's picture and a wide camera's, so that neither loses much. */
const shape = 4 / 3;

/**
 * The grid in which so many tiles are largest.
 * @param room pixels, without the outer edge
 * @param gap between tiles, pixels
 */
export function bestGrid(
  count: number,
  room: { readonly width: number; readonly height: number },
  gap: number,
): Grid {
  const grids = Array.from({ length: Math.max(1, count) }, (_, index) => {
    const columns = index + 1;
    const rows = Math.max(1, Math.ceil(count / columns));
    const width = (room.width - gap * (columns - 1)) / columns;
    const height = (room.height - gap * (rows - 1)) / rows;
    const fitted = Math.max(0, Math.min(width, height * shape));
    return { columns, rows, tile: { width: Math.floor(fitted), height: Math.floor(fitted / shape) } };
  });
  return grids.reduce((best, grid) => (grid.tile.width > best.tile.width ? grid : best));
}
