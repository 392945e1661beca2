/** Where the self view can stand; it is dragged to a corner, or sent there by the arrow keys. */
export const corners = ['top-start', 'top-end', 'bottom-start', 'bottom-end'] as const;
export type Corner = (typeof corners)[number];

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const cornerOf = (isBottom: boolean, isEnd: boolean): Corner =>
  `${isBottom ? 'bottom' : 'top'}-${isEnd ? 'end' : 'start'}`;

/** The corner of the box that is nearest to a point. */
export const nearestCorner = (point: Point, box: Box): Corner =>
  cornerOf(point.y > box.top + box.height / 2, point.x > box.left + box.width / 2);

/** The corner that an arrow key leads to; undefined for any other key. */
export function cornerByKey(corner: Corner, key: string): Corner | undefined {
  const isBottom = corner.startsWith('bottom');
  const isEnd = corner.endsWith('end');
  switch (key) {
    case 'ArrowLeft':
      return cornerOf(isBottom, false);
    case 'ArrowRight':
      return cornerOf(isBottom, true);
    case 'ArrowUp':
      return cornerOf(false, isEnd);
    case 'ArrowDown':
      return cornerOf(true, isEnd);
    default:
      return undefined;
  }
}
