import { widgetOffer, widgetOfferRequest } from '@parley/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Applications } from '../application/application.ts';
import { unwrap } from '../http/problem.ts';
import type { Scenarios } from './scenario.ts';

/** A page view asks once; this is for pages that ask in a loop. */
const requestsPerMinute = 120;

export function scenarioRoutes(applications: Applications, scenarios: Scenarios): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/widget/offer',
      {
        schema: {
          summary: 'What the widget may show on a page',
          body: widgetOfferRequest,
          response: { 200: widgetOffer },
        },
        config: { fromWidget: true, rateLimit: { max: requestsPerMinute, timeWindow: '1 minute' } },
      },
      async (request) => {
        const { clientId, context } = request.body;
        const application = unwrap(await applications.forWidget(clientId, request.headers.origin));
        const scenario = await scenarios.choose(application.id, context);
        return {
          applicationName: application.name,
          brandColor: application.brandColor,
          channels: [...(scenario?.channels ?? [])],
          message: scenario?.message ?? '',
        };
      },
    );
  };
}
