import { z } from 'zod';
import { associateProfile } from '../session.ts';

/** `POST /api/v1/sign-in` → 200 `me` and the cookie. */
export const signIn = z.object({
  email: z.string().min(3).max(254),
  password: z.string().min(1).max(256),
});
export type SignIn = z.infer<typeof signIn>;

/** `GET /api/v1/me` */
export const me = associateProfile;
