import { meetingChange, meetingId, meetingList, meetingRecord, meetingRequest } from '@parley/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { unwrap } from '../http/problem.ts';
import type { Meetings } from './meetings.ts';

/** Each may send a dozen e-mails. */
const changesPerMinute = 30;
const rateLimit = { max: changesPerMinute, timeWindow: '1 minute' };

export function meetingRoutes(meetings: Meetings): FastifyPluginAsyncZod {
  const params = z.object({ id: meetingId });
  return async (app) => {
    app.get(
      '/meetings',
      { schema: { summary: 'Your meetings that are not over', response: { 200: meetingList } } },
      async (request) => {
        const { profile } = await request.requireSignedIn();
        return { meetings: await meetings.coming(profile) };
      },
    );
    app.post(
      '/meetings',
      {
        schema: { summary: 'Make a meeting', body: meetingRequest, response: { 201: meetingRecord } },
        config: { rateLimit },
      },
      async (request, reply) => {
        const { profile } = await request.requireSignedIn();
        return reply.code(201).send(unwrap(await meetings.create(profile, request.body)));
      },
    );
    app.get(
      '/meetings/:id',
      { schema: { summary: 'One meeting', params, response: { 200: meetingRecord } } },
      async (request) => {
        const { profile } = await request.requireSignedIn();
        return unwrap(await meetings.get(profile, request.params.id));
      },
    );
    app.put(
      '/meetings/:id',
      {
        schema: {
          summary: 'Change a meeting',
          params,
          body: meetingChange,
          response: { 200: meetingRecord },
        },
        config: { rateLimit },
      },
      async (request) => {
        const { profile } = await request.requireSignedIn();
        return unwrap(await meetings.change(profile, request.params.id, request.body));
      },
    );
    app.delete(
      '/meetings/:id',
      {
        schema: { summary: 'Cancel a meeting', params, response: { 200: meetingRecord } },
        config: { rateLimit },
      },
      async (request) => {
        const { profile } = await request.requireSignedIn();
        return unwrap(await meetings.cancel(profile, request.params.id));
      },
    );
  };
}
