import { deviceLinkShown, engagementId as engagementIdSchema } from '@parley/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Engagements } from '../engagement/engagements.ts';
import { whoTakesPart } from '../engagement/who.ts';
import { unwrap } from '../http/problem.ts';
import type { Teams } from '../team/team.ts';
import type { Devices } from './devices.ts';

interface Parts {
  readonly devices: Devices;
  readonly engagements: Engagements;
  readonly teams: Teams;
}

const path = '/engagements/:id/device-link';
/** For CORS; see `admitParticipants`. */
export const devicePaths = [path];

/** A page shows a link, is reloaded, and shows it again. */
const perMinute = 30;

export function deviceRoutes(parts: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      path,
      {
        schema: {
          summary: 'The link to the customer’s second device, for their own page to show',
          params: z.object({ id: engagementIdSchema }),
          response: { 201: deviceLinkShown },
        },
        config: { forParticipants: true, rateLimit: { max: perMinute, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const { state, participantId } = await whoTakesPart(parts, request, request.params.id);
        return reply.code(201).send(unwrap(await parts.devices.shown(state, participantId)));
      },
    );
  };
}
