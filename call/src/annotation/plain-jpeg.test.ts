import { expect, test } from 'vitest';
import { plainJpeg } from './plain-jpeg.ts';

const segment = (marker: number, ...body: number[]): number[] => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 0xff,
  ...body,
];
const start = [0xff, 0xd8];
const end = [0xff, 0xd9];
const jfif = segment(0xe0, 0x4a, 0x46, 0x49, 0x46, 0);
const tables = segment(0xdb, 1, 2, 3);
const scan = [...segment(0xda, 1), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
/** Exif with one entry: the orientation. */
const exif = (orientation: number): number[] =>
  segment(
    0xe1,
    ...[0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  );

/** Baseline, 8 bits, 3840 × 2160. */
const frame = segment(0xc0, 8, 0x08, 0x70, 0x0f, 0x00, 3);

const plain = (...bytes: number[]): number[] | undefined => {
  const jpeg = plainJpeg(new Uint8Array(bytes));
  return jpeg && [...jpeg.bytes];
};

test('leaves the picture as it is, and nothing of what stands beside it', () => {
  const comment = segment(0xfe, 1, 2);
  const secondPicture = [...start, ...frame, ...scan, ...end];
  expect(
    plain(...start, ...jfif, ...exif(1), ...tables, ...frame, ...scan, ...end, ...secondPicture),
  ).toEqual([...start, ...jfif, ...tables, ...frame, ...scan, ...end]);
  expect(plain(...start, ...comment, ...tables, ...frame, ...scan, ...end)).toEqual([
    ...start,
    ...tables,
    ...frame,
    ...scan,
    ...end,
  ]);
});

test('knows how large it is', () => {
  const jpeg = plainJpeg(new Uint8Array([...start, ...tables, ...frame, ...scan, ...end]));
  expect(jpeg).toMatchObject({ width: 3_840, height: 2_160 });
});

test.each([3, 6, 8])('one that must be turned (%i) has to be drawn anew', (orientation) => {
  expect(plain(...start, ...exif(orientation), ...tables, ...frame, ...scan, ...end)).toBeUndefined();
});

test.each([
  ['nothing', []],
  ['another kind of file', [0x89, 0x50, 0x4e, 0x47]],
  ['one that breaks off', [...start, ...tables, ...frame, ...scan]],
  ['one without a size', [...start, ...tables, ...scan, ...end]],
  ['one whose size breaks off', [...start, ...segment(0xc0, 8, 0x08), ...scan, ...end]],
  ['a segment without length', [...start, 0xff, 0xdb, 0, 0, ...end]],
  ['a lossless frame', [...start, ...segment(0xc3, 1), ...scan, ...end]],
  ['Exif that points outside itself', [...start, ...exif(1).with(17, 0xff), ...scan, ...end]],
])('%s is no picture to send as it is', (_name, bytes) => {
  expect(plain(...bytes)).toBeUndefined();
});
