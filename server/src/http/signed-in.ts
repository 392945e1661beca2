import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Identity, SignedIn } from '../identity/identity.ts';
import { Problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking. @throws Problem `not-signed-in` */
    requireSignedIn(): Promise<SignedIn>;
  }
}

export function recogniseAssociates(app: FastifyInstance, identity: Identity): void {
  app.decorateRequest('requireSignedIn', async function requireSignedIn(this: FastifyRequest) {
    const signedIn = await identity.identifyAssociate(this.headers.cookie);
    if (signedIn === undefined) throw new Problem({ code: 'not-signed-in' });
    return signedIn;
  });
}
