/** A time written into a picture as black and white cells, which survives coding and scaling. */

const timeBits = 24;
const checkBits = 4;
/** A black and a white cell as reference at the left, then the time, then its check. */
export const cells = 2 + timeBits + checkBits + 2;
/** The strip is as wide as the picture, and this share of its height. */
export const stripShare = 1 / 9;

const range = 2 ** timeBits;

const checkOf = (time: number): number => {
  let sum = 5;
  for (let shift = 0; shift < timeBits; shift += checkBits) sum += (time >> shift) & 15;
  return sum & 15;
};

/** Which cells are white, left to right. `milliseconds` counts modulo 2^24, four and a half hours. */
export function cellsOf(milliseconds: number): boolean[] {
  const time = milliseconds % range;
  const bits = (value: number, count: number) =>
    Array.from({ length: count }, (_, index) => ((value >> (count - 1 - index)) & 1) === 1);
  return [false, true, ...bits(time, timeBits), ...bits(checkOf(time), checkBits), true, false];
}

/** The time, from the brightness of each cell's middle; undefined when it can't be made out. */
export function timeOf(brightness: ArrayLike<number>): number | undefined {
  const middle = ((brightness[0] ?? 0) + (brightness[1] ?? 0)) / 2;
  if ((brightness[1] ?? 0) - (brightness[0] ?? 0) < 60) return undefined;
  const number = (from: number, count: number): number => {
    let value = 0;
    for (let at = from; at < from + count; at += 1)
      value = value * 2 + ((brightness[at] ?? 0) > middle ? 1 : 0);
    return value;
  };
  const time = number(2, timeBits);
  return number(2 + timeBits, checkBits) === checkOf(time) ? time : undefined;
}

/** How much later `now` is than a time read from a picture, milliseconds. */
export const ageOf = (time: number, now: number): number => ((now % range) - time + range) % range;
