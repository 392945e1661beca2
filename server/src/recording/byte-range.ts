/** Part of a file: from `start` up to but not including `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What a `Range` header asks of a file (RFC 9110 §14.1.2). `all` when there is none, when it is none of ours (another
 * unit, several ranges: we may answer with everything), `unsatisfiable` when it lies outside.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | 'all' | 'unsatisfiable' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first !== '') return fromTo(Number(first), last === '' ? size - 1 : Number(last), size);
  if (last === '') return 'all';
  return fromTo(Math.max(0, size - Number(last)), size - 1, size);
}

/** @param last the last byte wanted */
function fromTo(start: number, last: number, size: number): ByteRange | 'all' | 'unsatisfiable' {
  if (start >= size) return 'unsatisfiable';
  return last < start ? 'all' : { start, end: Math.min(last + 1, size) };
}
