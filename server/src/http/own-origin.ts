import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For the widget on other sites' pages: checked against the application's origins, not ours; sends no cookies. */
    fromWidget?: boolean;
    /** For another server, which signs what it asks; the route checks that, and looks at no cookies. */
    signedByProvider?: boolean;
  }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Requests that change something must come from one of our own pages: browsers state the origin of every such request
 * and pages cannot forge it (Fetch §3.2), so that no other site can use a signed-in person's cookie.
 */
export function requireOwnOrigin(app: FastifyInstance, ownOrigins: readonly string[]): void {
  app.addHook('onRequest', async (request) => {
    const { fromWidget, forParticipants, signedByProvider } = request.routeOptions.config;
    const isProvenOtherwise = fromWidget === true || forParticipants === true || signedByProvider === true;
    if (safeMethods.has(request.method) || isProvenOtherwise) return;
    const { origin } = request.headers;
    if (origin === undefined || !ownOrigins.includes(origin))
      throw new Problem({ code: 'origin-not-allowed' });
  });
}
