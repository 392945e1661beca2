export * from './engagement.ts';
export * from './identity.ts';
export * from './recording.ts';
