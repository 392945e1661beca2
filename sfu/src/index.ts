export type * from './engine.ts';
export { createMediaEngine } from './process/host.ts';
