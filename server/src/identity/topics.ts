import { topic } from '../platform/bus.ts';

/** A browser signed out: whatever it holds open ends now. */
export const signedOut = topic<{ readonly signInId: string }>('identity.signed-out');
