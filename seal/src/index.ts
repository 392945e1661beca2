export * from './files.ts';
export { keyBytes, maxChunkBytes, wholeChunkBytes } from './format.ts';
export { openSealed, readHead, SealBroken, type ByteSource, type OpenedFile } from './open.ts';
export { Sealer } from './sealer.ts';
