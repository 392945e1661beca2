import { v7 } from 'uuid';

/** A new UUIDv7 (RFC 9562 §5.7) under whichever id brand the caller's type asks for. */
export function newId<Id extends string>(): Id {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where a fresh id gets its brand
  return v7() as Id;
}
