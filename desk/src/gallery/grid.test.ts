import { expect, test } from 'vitest';
import { bestGrid } from './grid.ts';

const wide = { width: 1_400, height: 700 };

test.each([
  [1, 1, 1],
  [2, 2, 1],
  [4, 2, 2],
  [6, 3, 2],
  [12, 4, 3],
])('%i people on a wide stage: %i columns, %i rows', (count, columns, rows) => {
  expect(bestGrid(count, wide, 12)).toMatchObject({ columns, rows });
});

test('on a narrow stage they stand one over the other', () => {
  expect(bestGrid(2, { width: 390, height: 700 }, 12)).toMatchObject({ columns: 1, rows: 2 });
});

test('tiles and gaps fit into the room', () => {
  for (let count = 1; count <= 12; count += 1) {
    const { columns, rows, tile } = bestGrid(count, wide, 12);
    expect(columns * tile.width + (columns - 1) * 12).toBeLessThanOrEqual(wide.width);
    expect(rows * tile.height + (rows - 1) * 12).toBeLessThanOrEqual(wide.height);
    expect(columns * rows).toBeGreaterThanOrEqual(count);
  }
});

test('without room nothing has a negative size', () => {
  expect(bestGrid(3, { width: 0, height: 0 }, 12).tile).toEqual({ width: 0, height: 0 });
});
