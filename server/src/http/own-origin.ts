import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For the widget on other sites' pages: checked against the application's origins, not ours; sends no cookies. */
    fromWidget?: boolean;
  }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Requests that change something must come from one of our own pages: browsers state the origin of every such request
 * and pages cannot forge it (Fetch §3.2), so that no other site can use a signed-in person's cookie.
 */
export function requireOwnOrigin(app: FastifyInstance, ownOrigins: readonly string[]): void {
  app.addHook('onRequest', async (request) => {
    const { fromWidget, forParticipants } = request.routeOptions.config;
    if (safeMethods.has(request.method) || fromWidget === true || forParticipants === true) return;
    const { origin } = request.headers;
    if (origin === undefined || !ownOrigins.includes(origin))
      throw new Problem({ code: 'origin-not-allowed' });
  });
}
