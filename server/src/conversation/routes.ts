import {
  conversationBegun,
  conversationCanned,
  conversationEntryId,
  conversationHandOver,
  conversationId as conversationIdSchema,
  conversationList,
  conversationRead,
  conversationRecord,
  engagementId as engagementIdSchema,
  engagementSms,
  outboxReply,
  smsMessage,
  smsToNumber,
} from '@parley/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Engagements } from '../engagement/engagements.ts';
import { visibleTeams } from '../engagement/policy.ts';
import { whoAsks } from '../engagement/who.ts';
import { Problem, unwrap } from '../http/problem.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { requireOutbox } from '../outbound/outbox-routes.ts';
import type { Database } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { Scenarios } from '../scenario/scenario.ts';
import type { Teams } from '../team/team.ts';
import type { Conversations } from './conversations.ts';
import { listConversations, readConversation, readEngagementSms } from './reading.ts';

interface Parts {
  readonly conversations: Conversations;
  readonly outbound: Outbound;
  readonly database: Database;
  readonly engagements: Engagements;
  readonly teams: Teams;
  readonly scenarios: Scenarios;
}

const ofConversation = z.object({ id: conversationIdSchema });
const ofEngagement = z.object({ id: engagementIdSchema });

export function conversationRoutes(parts: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(readingRoutes(parts));
    await app.register(writingRoutes(parts));
    await app.register(ownershipRoutes(parts));
    await app.register(engagementRoutes(parts));
  };
}

function readingRoutes(parts: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/conversations',
      {
        schema: {
          summary: 'SMS conversations of yours and of nobody; supervisors see all. The newest first',
          querystring: z.object({ before: z.string().max(100).optional() }),
          response: { 200: conversationList },
        },
      },
      async (request) => {
        const { profile } = await request.requireSignedIn();
        return unwrap(await listConversations(parts, profile, request.query.before));
      },
    );
    app.get(
      '/conversations/canned',
      {
        schema: {
          summary: 'Texts for SMS that the scenarios of your teams have at hand',
          response: { 200: conversationCanned },
        },
      },
      async (request) => {
        const { profile } = await request.requireSignedIn();
        return { canned: await parts.scenarios.cannedSms(await visibleTeams(profile, parts.teams)) };
      },
    );
    app.get(
      '/conversations/:id',
      {
        schema: {
          summary: 'One conversation with what was written in it',
          params: ofConversation,
          querystring: z.object({ before: conversationEntryId.optional() }),
          response: { 200: conversationRecord },
        },
      },
      async (request) => {
        const { profile } = await request.requireSignedIn();
        return unwrap(await readConversation(parts, profile, request.params.id, request.query.before));
      },
    );
  };
}

function writingRoutes({ conversations }: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/conversations',
      {
        schema: {
          summary: 'Writes an SMS to a number, which begins a conversation unless there is one',
          body: smsToNumber,
          response: { 201: conversationBegun },
        },
      },
      async (request, reply) => {
        const { profile } = await request.requireSignedIn();
        const conversationId = unwrap(await conversations.sendToNumber(profile, request.body));
        return reply.code(201).send({ conversationId });
      },
    );
    app.post(
      '/conversations/:id/messages',
      {
        schema: {
          summary: 'Writes an SMS; a conversation that belongs to nobody becomes yours',
          params: ofConversation,
          body: smsMessage,
        },
      },
      async (request, reply) => {
        const { profile } = await request.requireSignedIn();
        unwrap(await conversations.send(profile, request.params.id, request.body));
        return reply.code(204).send();
      },
    );
  };
}

function ownershipRoutes({ conversations }: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/conversations/:id/read',
      {
        schema: {
          summary: 'Says that you have read what came in, up to an entry',
          params: ofConversation,
          body: conversationRead,
        },
      },
      async (request, reply) => {
        const { profile } = await request.requireSignedIn();
        unwrap(await conversations.read(profile, request.params.id, request.body.upTo));
        return reply.code(204).send();
      },
    );
    app.post(
      '/conversations/:id/take',
      { schema: { summary: 'Takes a conversation that belongs to nobody', params: ofConversation } },
      async (request, reply) => {
        const { profile } = await request.requireSignedIn();
        unwrap(await conversations.take(profile, request.params.id));
        return reply.code(204).send();
      },
    );
    app.post(
      '/conversations/:id/hand-over',
      {
        schema: {
          summary: 'Gives a conversation to a colleague',
          params: ofConversation,
          body: conversationHandOver,
        },
      },
      async (request, reply) => {
        const { profile } = await request.requireSignedIn();
        const { to, note = '' } = request.body;
        unwrap(await conversations.handOver(profile, request.params.id, to, note));
        return reply.code(204).send();
      },
    );
  };
}

function engagementRoutes(parts: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/engagements/:id/sms',
      {
        schema: {
          summary: 'Writes an SMS out of an engagement, with whose record it is kept',
          params: ofEngagement,
          body: smsToNumber,
        },
      },
      async (request, reply) => {
        const { state, profile } = await whoAsks(parts, request, request.params.id);
        if (!profile) throw new Problem({ code: 'not-allowed' });
        unwrap(await parts.conversations.sendFromEngagement(profile, state, request.body));
        return reply.code(204).send();
      },
    );
    app.get(
      '/engagements/:id/sms',
      {
        schema: {
          summary: 'SMS that were sent out of an engagement, and what became of them',
          params: ofEngagement,
          response: { 200: engagementSms },
        },
      },
      async (request) => {
        const { state, profile } = await whoAsks(parts, request, request.params.id);
        if (!profile) throw new Problem({ code: 'not-allowed' });
        return readEngagementSms(parts, state.id);
      },
    );
  };
}

interface ReplyParts {
  readonly conversations: Conversations;
  readonly outbound: Outbound;
  readonly isDemo: boolean;
}

/** In demo mode, where an SMS reaches nobody, whoever sees the outbox answers in that person's place. */
export function outboxReplyRoutes({ conversations, outbound, isDemo }: ReplyParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/outbox/:id/reply',
      {
        schema: {
          summary: 'Demo mode: answers an SMS of the outbox as the person to whom it went',
          params: z.object({ id: z.uuid() }),
          body: outboxReply,
        },
      },
      async (request, reply) => {
        await requireOutbox(request, isDemo);
        if (!isDemo || !outbound.isOutbox('sms')) throw new Problem({ code: 'not-allowed' });
        const from = await outbound.numberOf(request.params.id);
        if (from === undefined) throw new Problem({ code: 'not-found' });
        await conversations.receive({
          from,
          text: request.body.text,
          providerId: `outbox-${newId<string>()}`,
        });
        return reply.code(204).send();
      },
    );
  };
}
