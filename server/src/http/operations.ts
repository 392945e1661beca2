import type { MediaEngine } from '@parley/sfu';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Database } from '../platform/database.ts';
import type { Metrics } from '../platform/metrics.ts';
import { within } from '../platform/within.ts';

const answerWithinMs = 1_000;

export interface OperationsParts {
  readonly database: Pick<Database, 'ping'>;
  readonly metrics: Metrics;
  /** Answers while its processes do. */
  readonly media: Pick<MediaEngine, 'counters'>;
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
        database: await readiness(parts.database.ping(answerWithinMs)),
        media: await readiness(parts.media.counters()),
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

async function readiness(answer: Promise<unknown>): Promise<'ready' | 'failing'> {
  try {
    await within(answerWithinMs, answer);
    return 'ready';
  } catch {
    return 'failing';
  }
}
