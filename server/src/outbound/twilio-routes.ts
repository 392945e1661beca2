import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { twilioMessagePath, twilioStatusPath } from './create-outbound.ts';
import type { OutboundConfig } from './outbound-config.ts';
import type { Outbound } from './outbound.ts';
import { isSignedByTwilio } from './twilio.ts';

interface Parts {
  readonly outbound: Outbound;
  /** Takes in what somebody has written to us; the same `providerId` may come more than once. */
  readonly received: (sms: {
    readonly from: string;
    readonly text: string;
    readonly providerId: string;
    readonly attachments: number;
    readonly wish: 'stop' | 'start' | undefined;
  }) => Promise<void>;
  readonly config: OutboundConfig;
  /** Twilio signs the address that it asks, which is the public one. */
  readonly publicOrigin: string;
}

/** Twilio's forms have some thirty fields; a text of 1600 characters is 15 kB once escaped. */
const maxFormBytes = 32 * 1024;
const fields = z.record(z.string().max(100), z.string().max(4_000));
/** Our own id of the message, which we put into the address. */
const ofMessage = z.object({ of: z.uuid().optional() });
const delivery = z.object({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string().max(32),
  ErrorCode: z.string().max(16).optional(),
});
/** What Twilio's words mean here (https://www.twilio.com/docs/messaging/api/message-resource#message-status-values). */
const statuses = new Map<string, 'sent' | 'delivered' | 'undelivered'>([
  ['accepted', 'sent'],
  ['queued', 'sent'],
  ['sending', 'sent'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['undelivered', 'undelivered'],
  ['failed', 'undelivered'],
]);

const message = z.object({
  MessageSid: z.string().min(1).max(64),
  From: z.string().min(1).max(64),
  Body: z.string().max(1_600),
  NumMedia: z.coerce.number().int().min(0).max(100).default(0),
  /** What Twilio's own handling of keywords has made of it. */
  OptOutType: z.string().max(16).optional(),
});
const wishes = { STOP: 'stop', START: 'start' } as const;
const isWish = (type: string | undefined): type is keyof typeof wishes =>
  type !== undefined && Object.hasOwn(wishes, type);

/** What Twilio tells us; nothing without an account there. */
export function twilioRoutes(parts: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    const { twilio } = parts.config;
    if (!twilio) return;
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: maxFormBytes },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
    );
    /** @throws Problem `not-allowed` for a form that Twilio did not sign */
    const signedFields = (request: FastifyRequest): Record<string, string> => {
      const form = fields.safeParse(request.body);
      const signature = request.headers['x-twilio-signature'];
      const url = `${parts.publicOrigin}${request.url}`;
      const isSigned =
        form.success &&
        typeof signature === 'string' &&
        isSignedByTwilio(twilio.authToken, url, form.data, signature);
      if (!isSigned) throw new Problem({ code: 'not-allowed' });
      return form.data;
    };
    await app.register(statusRoute(parts, signedFields));
    await app.register(messageRoute(parts, signedFields));
  };
}

type SignedFields = (request: FastifyRequest) => Record<string, string>;

function statusRoute({ outbound }: Parts, signedFields: SignedFields): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      twilioStatusPath,
      {
        schema: { summary: 'Twilio reports what became of an SMS', querystring: ofMessage },
        config: { signedByProvider: true },
      },
      async (request, reply) => {
        const parsed = delivery.safeParse(signedFields(request));
        if (!parsed.success) throw new Problem({ code: 'bad-request' });
        const { MessageSid: providerId, MessageStatus: word, ErrorCode: failure } = parsed.data;
        const status = statuses.get(word);
        if (status) await outbound.report('twilio', { id: request.query.of, providerId }, status, failure);
        return reply.code(204).send();
      },
    );
  };
}

function messageRoute({ received }: Parts, signedFields: SignedFields): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      twilioMessagePath,
      {
        schema: { summary: 'Twilio hands in an SMS that somebody wrote to us' },
        config: { signedByProvider: true },
      },
      async (request, reply) => {
        const parsed = message.safeParse(signedFields(request));
        if (!parsed.success) throw new Problem({ code: 'bad-request' });
        const { MessageSid, From, Body, NumMedia, OptOutType } = parsed.data;
        await received({
          from: From,
          text: Body,
          providerId: MessageSid,
          attachments: NumMedia,
          wish: isWish(OptOutType) ? wishes[OptOutType] : undefined,
        });
        // TwiML that says nothing: an answer is an associate's.
        return reply.type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response/>');
      },
    );
  };
}
