import { me, type AssociateProfile } from '@parley/protocol';
import { ApiError, codeOf, getJson, postJson, postNothing } from './http.ts';

/** Who is signed in in this browser; `null` for nobody. */
export async function whoIsSignedIn(signal: AbortSignal): Promise<AssociateProfile | null> {
  try {
    return await getJson('/api/v1/me', me, signal);
  } catch (error) {
    if (codeOf(error) === 'not-signed-in') return null;
    throw error;
  }
}

/** While a server starts it can't be reached, and pages that wait for it come by themselves. */
export const retryUntilReached = {
  retry: (failures: number, error: Error): boolean =>
    failures < 20 && error instanceof ApiError && error.problem === 'unreachable',
  retryDelay: 1_000,
} as const;

export const signIn = (email: string, password: string): Promise<AssociateProfile> =>
  postJson('/api/v1/sign-in', { email, password }, me);

export const signOut = (): Promise<void> => postNothing('/api/v1/sign-out');
