export * from './conversation.ts';
export * from './device.ts';
export * from './engagement.ts';
export * from './entrance.ts';
export * from './identity.ts';
export * from './meeting.ts';
export * from './outbox.ts';
export * from './recording.ts';
