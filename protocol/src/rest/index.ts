export * from './engagement.ts';
export * from './identity.ts';
