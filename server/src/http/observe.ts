import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../platform/metrics.ts';

/** Names, times and counts each request, by its route's pattern: addresses may hold what a customer typed. */
export function observeRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const { method } = request;
    const status = reply.statusCode;
    metrics.httpRequestSeconds.observe({ method, route, status: String(status) }, reply.elapsedTime / 1_000);
    request.log.debug(
      { method, route, status, milliseconds: Math.round(reply.elapsedTime) },
      'request answered',
    );
  });
}
