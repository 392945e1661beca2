export { fileSize } from './file-size.ts';
export { messageParts } from './parts.ts';
