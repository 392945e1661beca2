interface Shape {
  readonly width?: number;
  readonly height?: number;
  /** 0xc0 baseline, 0xc2 progressive. */
  readonly frame?: number;
  /** Markers of further segments before the frame. */
  readonly segments?: readonly number[];
  /** Length of the scan's data, bytes. */
  readonly scanBytes?: number;
  /** So that two pictures of a shape differ. */
  readonly fill?: number;
}

/** A JPEG file as far as its structure goes (ITU-T T.81 §B.2); nothing that could be looked at. */
export function jpegOf(shape: Shape = {}): Buffer {
  const { width = 640, height = 360, frame = 0xc0, segments = [], scanBytes = 64, fill = 7 } = shape;
  const dimensions = [height >> 8, height & 0xff, width >> 8, width & 0xff];
  const scan = Buffer.alloc(scanBytes, fill);
  // Stuffed bytes and restart markers belong to the data.
  if (scanBytes >= 8) Buffer.from([0xff, 0x00, 1, 0xff, 0xd0, 2]).copy(scan, 1);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    ...segments.map((marker) => segment(marker, Buffer.from('Exif\0\0 taken at home'))),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(frame, Buffer.from([8, ...dimensions, 1, 1, 0x11, 0])),
    segment(0xc4, Buffer.alloc(29, 1)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    scan,
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
