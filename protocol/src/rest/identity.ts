import { z } from 'zod';
import { associateProfile } from '../session.ts';

/**
 * Characters. Anything shorter is guessed; there is no other rule (NIST SP 800-63B-4 §3.1.1.2 asks for length alone).
 */
export const shortestPassword = 12;
export const longestPassword = 256;

/** `POST /api/v1/sign-in` → 200 `me` and the cookie. */
export const signIn = z.object({
  email: z.string().min(3).max(254),
  password: z.string().min(1).max(longestPassword),
});
export type SignIn = z.infer<typeof signIn>;

/** `POST /api/v1/me/password` → 204; whoever else is signed in to the account is signed out. */
export const passwordChange = z.object({
  current: z.string().min(1).max(longestPassword),
  next: z.string().min(shortestPassword).max(longestPassword),
});
export type PasswordChange = z.infer<typeof passwordChange>;

/** `GET /api/v1/me` */
export const me = associateProfile;
