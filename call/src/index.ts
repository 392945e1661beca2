export type * from './api.ts';
export { createCustomerClient } from './customer.ts';
export { createDeskClient } from './desk.ts';
export { attachTrack, chooseSpeaker, play } from './media/playout.ts';
