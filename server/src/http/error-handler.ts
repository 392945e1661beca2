import type { ProblemBody } from '@parley/protocol';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Metrics } from '../platform/metrics.ts';
import { Problem, problemDocument, problemMediaType } from './problem.ts';

const longestDetail = 200;

/** Turns whatever a route threw into a problem document. What we did not expect is logged under an incident id. */
export function createErrorHandler(metrics: Metrics) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const known = toProblem(error);
    const body = known ?? { code: 'internal' as const, incidentId: request.id };
    if (known === undefined) {
      request.log.error(
        { err: error, incidentId: request.id, route: request.routeOptions.url },
        'a route failed',
      );
    }
    return sendProblem(reply, body, metrics);
  };
}

export function sendProblem(reply: FastifyReply, body: ProblemBody, metrics: Metrics): FastifyReply {
  metrics.refusals.inc({ wire: 'http', code: body.code });
  const document = problemDocument(body);
  return reply
    .code(document.status)
    .header('cache-control', 'no-store')
    .type(problemMediaType)
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(document);
}

function toProblem(error: unknown): ProblemBody | undefined {
  if (error instanceof Problem) return error.body;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    return badRequest(
      `${error.validationContext ?? 'request'}${first?.instancePath ?? ''}: ${first?.message ?? ''}`,
    );
  }
  return isFastifyError(error) ? fromFastify(error) : undefined;
}

/** Fastify's own refusals, by status: its messages are about form and repeat nothing of the content. */
function fromFastify(error: FastifyError): ProblemBody | undefined {
  const status = error.statusCode ?? 500;
  if (status === 413) return { code: 'message-too-large', detail: error.message };
  if (status === 429) return { code: 'rate-limited', detail: error.message };
  if (status === 404) return { code: 'not-found' };
  if (status < 400 || status >= 500) return undefined;
  return badRequest(error instanceof SyntaxError ? 'body is not JSON' : error.message);
}

function badRequest(detail: string): ProblemBody {
  return { code: 'bad-request', detail: detail.slice(0, longestDetail) };
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}
