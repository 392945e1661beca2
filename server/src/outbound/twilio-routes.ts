import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { twilioStatusPath } from './create-outbound.ts';
import type { OutboundConfig } from './outbound-config.ts';
import type { Outbound } from './outbound.ts';
import { isSignedByTwilio } from './twilio.ts';

interface Parts {
  readonly outbound: Outbound;
  readonly config: OutboundConfig;
  /** Twilio signs the address that it asks, which is the public one. */
  readonly publicOrigin: string;
}

/** Twilio's forms have some thirty fields; a text of 1600 characters is 15 kB once escaped. */
const maxFormBytes = 32 * 1024;
const fields = z.record(z.string().max(100), z.string().max(4_000));
const delivery = z.object({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string().max(32),
  ErrorCode: z.string().max(16).optional(),
});

/** What Twilio tells us; nothing without an account there. */
export function twilioRoutes({ outbound, config: { twilio }, publicOrigin }: Parts): FastifyPluginAsyncZod {
  return async (app) => {
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
      const url = `${publicOrigin}${request.url}`;
      const isSigned =
        form.success &&
        typeof signature === 'string' &&
        isSignedByTwilio(twilio.authToken, url, form.data, signature);
      if (!isSigned) throw new Problem({ code: 'not-allowed' });
      return form.data;
    };
    app.post(
      twilioStatusPath,
      {
        schema: { summary: 'Twilio reports what became of an SMS' },
        config: { signedByProvider: true },
      },
      async (request, reply) => {
        const parsed = delivery.safeParse(signedFields(request));
        if (!parsed.success) throw new Problem({ code: 'bad-request' });
        const { MessageSid: id, MessageStatus: status, ErrorCode: failure } = parsed.data;
        if (status === 'delivered') await outbound.report('twilio', id, 'delivered');
        if (status === 'undelivered' || status === 'failed')
          await outbound.report('twilio', id, 'undelivered', failure);
        return reply.code(204).send();
      },
    );
  };
}
