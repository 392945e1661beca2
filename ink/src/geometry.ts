/** A size, in whatever unit its owner counts in. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** A place in a picture: 0 is its left or upper edge, 1 its right or lower one. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** How a picture lies in its box: whole with bars, or filling it and cut off at two edges (CSS `object-fit`). */
export type Fit = 'contain' | 'cover';

/** The part of a picture that is looked at: its middle, and how many times larger than fitting. */
export interface View extends Place {
  readonly scale: number;
}

export const wholeView: View = { x: 0.5, y: 0.5, scale: 1 };

/** How a picture is shown in a box. */
export interface Showing {
  /** Of the picture itself, pixels of its camera or screen. */
  readonly picture: Size;
  readonly fit: Fit;
  /** Left and right exchanged, as in a mirror. */
  readonly mirrored?: boolean | undefined;
  readonly view?: View | undefined;
}

/** Where the whole picture lies, relative to the box; beyond it where it is cut off. Sizes above 0. */
export function pictureRect(box: Size, { picture, fit, view = wholeView }: Showing): Rect {
  const [byWidth, byHeight] = [box.width / picture.width, box.height / picture.height];
  const factor = (fit === 'contain' ? Math.min(byWidth, byHeight) : Math.max(byWidth, byHeight)) * view.scale;
  const [width, height] = [picture.width * factor, picture.height * factor];
  return { x: box.width / 2 - view.x * width, y: box.height / 2 - view.y * height, width, height };
}

/** A point of the box as a place in the picture; outside of 0..1 where the box shows no picture. */
export function toPlace(point: Place, box: Size, showing: Showing): Place {
  const rect = pictureRect(box, showing);
  const x = (point.x - rect.x) / rect.width;
  return { x: showing.mirrored ? 1 - x : x, y: (point.y - rect.y) / rect.height };
}

/** A place in the picture as a point of the box. */
export function toPoint(place: Place, box: Size, showing: Showing): Place {
  const rect = pictureRect(box, showing);
  const x = showing.mirrored ? 1 - place.x : place.x;
  return { x: rect.x + x * rect.width, y: rect.y + place.y * rect.height };
}

export const within = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/** Whether there is picture at this place. */
export const isInside = ({ x, y }: Place): boolean => x >= 0 && x <= 1 && y >= 0 && y <= 1;

/** The nearest view that shows no more emptiness than it must; `scale` 1..32. */
export function settledView(box: Size, showing: Showing & { readonly view: View }): View {
  const scale = within(showing.view.scale, 1, 32);
  const rect = pictureRect(box, { ...showing, view: { ...wholeView, scale } });
  const middle = (at: number, length: number, room: number): number => {
    if (length <= room) return 0.5;
    const margin = room / 2 / length;
    return within(at, margin, 1 - margin);
  };
  return {
    x: middle(showing.view.x, rect.width, box.width),
    y: middle(showing.view.y, rect.height, box.height),
    scale,
  };
}

/** The view after making it `factor` times larger around a point of the box, which stays where it is. */
export function zoomed(
  box: Size,
  showing: Showing & { readonly view: View },
  at: Place,
  factor: number,
): View {
  const scale = within(showing.view.scale * factor, 1, 32);
  const place = toPlace(at, box, { ...showing, mirrored: false });
  const rect = pictureRect(box, { ...showing, view: { ...showing.view, scale } });
  const view = {
    x: place.x + (box.width / 2 - at.x) / rect.width,
    y: place.y + (box.height / 2 - at.y) / rect.height,
    scale,
  };
  return settledView(box, { ...showing, view });
}

/** The view after moving the picture by so much of the box. */
export function moved(box: Size, showing: Showing & { readonly view: View }, by: Place): View {
  const rect = pictureRect(box, showing);
  const view = {
    ...showing.view,
    x: showing.view.x - by.x / rect.width,
    y: showing.view.y - by.y / rect.height,
  };
  return settledView(box, { ...showing, view });
}
