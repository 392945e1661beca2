import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Database } from '../platform/database.ts';
import type { Metrics } from '../platform/metrics.ts';

const pingTimeoutMs = 1_000;

/** The state of one thing that the server needs. */
export type Readiness = 'ready' | 'failing';

export interface OperationsParts {
  readonly database: Database;
  readonly metrics: Metrics;
  /** Whether the media engine takes calls right now. */
  readonly media: () => Promise<Readiness>;
  readonly isDraining: () => boolean;
}

/** For whatever runs and watches the server: alive, ready, and its figures. */
export function operationsRoutes(parts: OperationsParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get('/healthz', async (_request, reply) => {
      void reply.header('cache-control', 'no-store');
      return { status: 'alive' };
    });

    app.get('/readyz', async (_request, reply) => {
      const checks = {
        database: await databaseReadiness(parts.database),
        media: await parts.media(),
        draining: parts.isDraining(),
      };
      const isReady = checks.database === 'ready' && checks.media === 'ready' && !checks.draining;
      return reply
        .code(isReady ? 200 : 503)
        .header('cache-control', 'no-store')
        .send({ status: isReady ? 'ready' : 'not-ready', ...checks });
    });

    app.get('/metrics', async (_request, reply) =>
      reply
        .type(parts.metrics.registry.contentType)
        .header('cache-control', 'no-store')
        .send(await parts.metrics.registry.metrics()),
    );
  };
}

async function databaseReadiness(database: Database): Promise<Readiness> {
  try {
    await database.ping(pingTimeoutMs);
    return 'ready';
  } catch {
    return 'failing';
  }
}
