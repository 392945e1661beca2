import { redact, viewFor } from '@parley/engagement';
import {
  engagementCreated,
  engagementId as engagementIdSchema,
  engagementList,
  engagementQuery,
  engagementRecord,
  engagementRequest,
  scenarioNames,
  type EngagementId,
  type ParticipantId,
} from '@parley/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Applications } from '../application/application.ts';
import { Problem, unwrap } from '../http/problem.ts';
import { newId } from '../platform/ids.ts';
import type { Scenarios } from '../scenario/scenario.ts';
import { mayOversee } from '../supervision/policy.ts';
import type { Teams } from '../team/team.ts';
import type { Engagements } from './engagements.ts';
import { mayLookAt, visibleTeams } from './policy.ts';

interface Parts {
  readonly engagements: Engagements;
  readonly applications: Applications;
  readonly scenarios: Scenarios;
  readonly teams: Teams;
}

export function engagementRoutes(
  parts: Parts,
  limits: { readonly engagementsPerMinute: number },
): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(requestRoute(parts, limits.engagementsPerMinute));
    await app.register(listRoute(parts));
    await app.register(scenarioNamesRoute(parts));
    await app.register(recordRoute(parts));
  };
}

function requestRoute(
  { engagements, applications, scenarios }: Parts,
  engagementsPerMinute: number,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/engagements',
      {
        schema: {
          summary: 'A customer asks for an associate',
          body: engagementRequest,
          response: { 201: engagementCreated },
        },
        config: { fromWidget: true, rateLimit: { max: engagementsPerMinute, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const { clientId, channel, camera, context } = request.body;
        const application = unwrap(await applications.forWidget(clientId, request.headers.origin));
        const scenario = await scenarios.choose(application.id, context);
        if (!scenario?.channels.includes(channel)) throw new Problem({ code: 'no-scenario' });
        const name = context
          .find(({ key }) => key === 'customer.name')
          ?.value.slice(0, 120)
          .toWellFormed();
        const created = await engagements.request({
          engagementId: newId<EngagementId>(),
          channel,
          application: { id: application.id, name: application.name },
          scenario: scenario.terms,
          teamId: scenario.teamId,
          customer: {
            participantId: newId<ParticipantId>(),
            camera: camera && channel === 'video',
            ...(name && { name }),
          },
          context: context.map((attribute) => ({ ...attribute, verified: false })),
        });
        return reply.code(201).send(unwrap(created));
      },
    );
  };
}

function listRoute({ engagements, teams }: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/engagements',
      {
        schema: {
          summary: 'Engagements of your teams, newest first; all conditions together',
          querystring: engagementQuery,
          response: { 200: engagementList },
        },
      },
      async (request) => {
        const { profile } = await request.requireSignedIn();
        const visible = await visibleTeams(profile, teams);
        return unwrap(await engagements.list(visible, request.query));
      },
    );
  };
}

function scenarioNamesRoute({ engagements, teams }: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/engagements/scenarios',
      {
        schema: {
          summary: 'The names of scenarios that engagements of your teams had',
          response: { 200: scenarioNames },
        },
      },
      async (request) => {
        const { profile } = await request.requireSignedIn();
        return { names: await engagements.scenarioNames(await visibleTeams(profile, teams)) };
      },
    );
  };
}

function recordRoute({ engagements, teams }: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/engagements/:id',
      {
        schema: {
          summary: 'One engagement with its log',
          params: z.object({ id: engagementIdSchema }),
          response: { 200: engagementRecord },
        },
      },
      async (request) => {
        const { profile } = await request.requireSignedIn();
        const state = await engagements.state(request.params.id);
        if (!state || !(await mayLookAt(profile, state, teams)))
          throw new Problem({ code: 'engagement-not-found' });
        const reader = {
          role: 'associate',
          associateId: profile.id,
          isSupervisor: mayOversee(profile),
        } as const;
        const events = await engagements.since(state.id, 0);
        return { engagement: viewFor(state, reader), events: events.map((event) => redact(event, reader)) };
      },
    );
  };
}
