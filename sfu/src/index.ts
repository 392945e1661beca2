export type * from './engine.ts';
export { createMediaEngine } from './process/host.ts';
export { inspectTake, type TakeFacts } from './recording/inspect.ts';
export { isTakeHead, type TakeHead } from './recording/take-head.ts';
