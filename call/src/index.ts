export type * from './api.ts';
export type * from './guest-api.ts';
export type * from './second-device-api.ts';
export { createCustomerClient, createGuestClient } from './customer.ts';
export { createDeskClient } from './desk.ts';
export { newId } from './ids.ts';
export { shownSize } from './messages/shown-size.ts';
export { attachTrack, chooseSpeaker, play } from './media/playout.ts';
export { enterEntrance, lookAtEntrance } from './entrance.ts';
