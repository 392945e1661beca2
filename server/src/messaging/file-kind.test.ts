import { describe, expect, test } from 'vitest';
import { gifOf, pdf, pngOf, webpOf } from '../../test/files.ts';
import { jpegOf } from '../../test/jpeg.ts';
import { inspectFile, namedAs } from './file-kind.ts';

const size = { width: 640, height: 360 };

describe('MS5 a file is what its content says', () => {
  test.each([
    ['photo.JPG', jpegOf({ ...size, segments: [0xe1] }), 'image/jpeg'],
    ['a.png', pngOf(size), 'image/png'],
    ['a.gif', gifOf(size), 'image/gif'],
    ['a.webp', webpOf(size), 'image/webp'],
    ['no extension', pngOf(size), 'image/png'],
  ])('%s', (name, bytes, type) => {
    expect(inspectFile(bytes, name)).toEqual({ ok: true, kind: { type, size } });
  });

  test('a PDF', () => {
    expect(inspectFile(pdf, 'contract.pdf')).toEqual({ ok: true, kind: { type: 'application/pdf' } });
  });

  test.each([
    ['a program called a picture', 'a.png', Buffer.from('MZ\u0090\0 this program'), 'type'],
    ['a page called a PDF', 'a.pdf', Buffer.from('<html>%PDF-1.7 %%EOF'), 'type'],
    ['a picture called a PDF', 'a.pdf', pngOf(size), 'name'],
    ['a PDF called a picture', 'a.png', pdf, 'name'],
    ['a picture called a program', 'a.exe', pngOf(size), 'name'],
    ['SVG', 'a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'type'],
    ['half a PDF', 'a.pdf', pdf.subarray(0, -8), 'type'],
    ['the beginning of a picture', 'a.png', pngOf(size).subarray(0, 12), 'type'],
    ['a picture without extent', 'a.gif', gifOf({ width: 0, height: 9 }), 'type'],
    ['a picture that fills a memory', 'a.png', pngOf({ width: 60_000, height: 60_000 }), 'too-many-pixels'],
    ['nothing', 'a.png', Buffer.alloc(1), 'type'],
  ])('refuses %s', (_, name, bytes, problem) => {
    expect(inspectFile(bytes, name)).toEqual({ ok: false, problem });
  });

  test('what has no ending gets its own', () => {
    expect([namedAs('scan', 'application/pdf'), namedAs('scan.PDF', 'application/pdf')]).toEqual([
      'scan.pdf',
      'scan.PDF',
    ]);
  });

  test('no bytes make it fail or go on for ever', () => {
    for (let n = 0; n < 300; n += 1) {
      const bytes = Buffer.concat([jpegOf(size).subarray(0, (n % 40) + 2), Buffer.alloc(n, n % 256)]);
      expect(() => inspectFile(bytes, 'a.jpg')).not.toThrow();
    }
  });
});
