import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Applications } from '../application/application.ts';
import { Problem } from './problem.ts';

const preflightLastsSeconds = 600;

/**
 * Lets pages that embed the widget read the answers of routes with `fromWidget` (CORS, Fetch §3.3), refusals included.
 * Whether the application that the request names may be used there, the route asks `Applications.forWidget`.
 */
export function allowWidgetOrigins(
  app: FastifyInstance,
  applications: Applications,
  paths: readonly string[],
): void {
  const admit = async (origin: string | undefined, reply: FastifyReply) => {
    void reply.header('vary', 'origin');
    if (origin === undefined || !(await applications.knowsOrigin(origin))) {
      throw new Problem({ code: 'origin-not-allowed' });
    }
    void reply
      .header('access-control-allow-origin', origin)
      .header('access-control-expose-headers', 'retry-after, x-request-id')
      .header('cross-origin-resource-policy', 'cross-origin');
  };

  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.fromWidget === true) await admit(request.headers.origin, reply);
  });

  for (const path of paths) {
    app.options(path, { config: { fromWidget: true }, schema: { hide: true } }, async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', 'content-type')
        .header('access-control-max-age', preflightLastsSeconds)
        .send(),
    );
  }
}
