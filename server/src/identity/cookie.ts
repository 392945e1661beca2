import { createHash, randomBytes } from 'node:crypto';

const cookieName = 'parley_session';

/** 256 random bits: the cookie's value, which only the browser keeps. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a secret; a plain hash suffices for a value that nobody can guess. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The secret in a `Cookie` header (RFC 6265 §4.2), if it has the form of one of ours. */
export function secretFrom(cookieHeader: string | undefined): string | undefined {
  for (const pair of cookieHeader?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/**
 * `Set-Cookie` for a secret. It lasts as long as the browser runs; when the sign-in ends is the server's decision.
 * `Lax` keeps it off requests that other sites make, save for following a link to us.
 */
export function setCookie(secret: string, secure: boolean): string {
  return [`${cookieName}=${secret}`, ...attributes(secure)].join('; ');
}

export function clearCookie(secure: boolean): string {
  return [`${cookieName}=`, 'Max-Age=0', ...attributes(secure)].join('; ');
}

function attributes(secure: boolean): string[] {
  return ['Path=/', 'HttpOnly', 'SameSite=Lax', ...(secure ? ['Secure'] : [])];
}
