import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Applications } from '../application/application.ts';
import { Problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * For everybody in an engagement: associates from our own pages with their cookie, and customers from the pages
     * of a site that embeds the widget, with their token.
     */
    forParticipants?: boolean;
  }
}

const preflightLastsSeconds = 600;
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

interface Options {
  readonly ownOrigins: readonly string[];
  readonly applications: Applications;
  /** Paths with such routes, below the prefix of `app`. */
  readonly paths: readonly string[];
}

/**
 * From a page that is not ours only a token counts (CORS without credentials, Fetch §3.3), so that no other site can use
 * a signed-in person's cookie. A page of our own sends no origin when it only reads.
 */
export function admitParticipants(app: FastifyInstance, { ownOrigins, applications, paths }: Options): void {
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    void reply.header('vary', 'origin');
    const { origin, authorization } = request.headers;
    const isOurs = origin === undefined ? safeMethods.has(request.method) : ownOrigins.includes(origin);
    if (isOurs) return;
    const hasToken = authorization !== undefined || request.method === 'OPTIONS';
    if (origin === undefined || !hasToken || !(await applications.knowsOrigin(origin)))
      throw new Problem({ code: 'origin-not-allowed' });
    void reply
      .header('access-control-allow-origin', origin)
      .header('access-control-expose-headers', 'retry-after, x-request-id')
      .header('cross-origin-resource-policy', 'cross-origin');
  };

  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.forParticipants === true) await admit(request, reply);
  });

  for (const path of paths) {
    app.options(
      path,
      { config: { forParticipants: true }, schema: { hide: true } },
      async (_request, reply) =>
        reply
          .code(204)
          .header('access-control-allow-methods', 'GET, PUT, POST')
          .header('access-control-allow-headers', 'authorization, content-type')
          .header('access-control-max-age', preflightLastsSeconds)
          .send(),
    );
  }
}
