import { entranceEnter, entranceEntered, entranceLook, entranceView } from '@parley/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { unwrap } from '../http/problem.ts';
import type { Entrances } from './entrances.ts';

/** Who waits for a host looks every few seconds, and several may sit behind one address. */
const looksPerMinute = 600;

/** For the pages under `/join` and, later, `/code`: ours, and for everybody. */
export function entranceRoutes(
  entrances: Entrances,
  { entriesPerMinute }: { readonly entriesPerMinute: number },
): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/entrances/look',
      {
        schema: { summary: 'What a code opens', body: entranceLook, response: { 200: entranceView } },
        config: { rateLimit: { max: looksPerMinute, timeWindow: '1 minute' } },
      },
      async (request) => unwrap(await entrances.look(request.body, request.ip)),
    );
    app.post(
      '/entrances/enter',
      {
        schema: { summary: 'Comes in with a code', body: entranceEnter, response: { 201: entranceEntered } },
        config: { rateLimit: { max: entriesPerMinute, timeWindow: '1 minute' } },
      },
      async (request, reply) => reply.code(201).send(unwrap(await entrances.enter(request.body, request.ip))),
    );
  };
}
