import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for Argon2id (the library's default variant): 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Passwords {
  /** PHC string with its own salt and cost. */
  hash(password: string): Promise<string>;
  /** Takes as long without a hash (no such account) as with one. */
  verify(password: string, passwordHash: string | undefined): Promise<boolean>;
}

export function createPasswords(): Passwords {
  const decoy = hash(randomBytes(24).toString('base64url'), cost);
  return {
    hash: (password) => hash(password, cost),
    async verify(password, passwordHash) {
      const matches = await verify(passwordHash ?? (await decoy), password);
      return matches && passwordHash !== undefined;
    },
  };
}
