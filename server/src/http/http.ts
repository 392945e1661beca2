import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type FastifyPluginAsyncZod,
} from 'fastify-type-provider-zod';
import type { Applications } from '../application/application.ts';
import type { Identity } from '../identity/identity.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { createErrorHandler, sendProblem } from './error-handler.ts';
import { notFoundPage } from './not-found-page.ts';
import { observeRequests } from './observe.ts';
import { admitParticipants } from './participant-origin.ts';
import { requireOwnOrigin } from './own-origin.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import { recogniseAssociates } from './signed-in.ts';
import { allowWidgetOrigins } from './widget-origin.ts';

/** The largest thing posted is an engagement request with all of its context. */
const maxBodyBytes = 256 * 1024;
/** A request whose headers and body take longer to arrive is given up. */
const requestTimeoutMs = 20_000;
/** Paths under /api/v1 that the widget asks from other sites' pages. */
const widgetPaths = ['/widget/offer', '/engagements'];

export interface HttpOptions {
  /** Where people find us; cookies and security headers follow its scheme. */
  readonly publicOrigin: string;
  /** Origins of our own pages: the public one, and in demo mode localhost's other names. */
  readonly ownOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly version: string;
}

export interface HttpParts {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly identity: Identity;
  readonly applications: Applications;
  /** Mounted under /api/v1. */
  readonly api: readonly FastifyPluginAsyncZod[];
  /** Those of them that customers ask from other sites' pages, with their token. */
  readonly participantPaths: readonly string[];
  /** Everything else: pages, operations. */
  readonly pages: readonly FastifyPluginAsyncZod[];
}

/** The HTTP server, complete but not listening. */
export async function createHttp(options: HttpOptions, parts: HttpParts): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = parts.log;
  const app: FastifyInstance = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => newId(),
    requestIdHeader: false,
    trustProxy: [...options.trustedProxies],
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(createErrorHandler(parts.metrics));
  app.setNotFoundHandler((request, reply) =>
    request.headers.accept?.includes('text/html') === true
      ? notFoundPage(reply)
      : sendProblem(reply, { code: 'not-found' }, parts.metrics),
  );
  app.removeContentTypeParser('text/plain');
  observeRequests(app, parts.metrics);
  await sendSecurityHeaders(app, options);
  await app.register(rateLimit, { global: false });
  recogniseAssociates(app, parts.identity);
  await app.register(apiOf(options, parts), { prefix: '/api/v1' });
  for (const pages of parts.pages) await app.register(pages);
  return app;
}

function apiOf(options: HttpOptions, parts: HttpParts): FastifyPluginAsyncZod {
  return async (api) => {
    await api.register(swagger, {
      openapi: {
        info: { title: 'Parley', version: options.version },
        servers: [{ url: options.publicOrigin }],
      },
      transform: jsonSchemaTransform,
    });
    requireOwnOrigin(api, options.ownOrigins);
    allowWidgetOrigins(api, parts.applications, widgetPaths);
    admitParticipants(api, {
      ownOrigins: options.ownOrigins,
      applications: parts.applications,
      paths: parts.participantPaths,
    });
    api.addHook('onSend', async (_request, reply) => {
      if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    });
    for (const routes of parts.api) await api.register(routes);
    api.get('/openapi.json', { schema: { hide: true } }, async () => api.swagger());
  };
}
