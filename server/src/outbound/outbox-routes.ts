import { outbox, type AssociateProfile, type Outgoing } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import type { Outbound } from './outbound.ts';
import {
  attachmentAt,
  attachmentFacts,
  newestOutgoing,
  outgoingRow,
  type AttachmentFacts,
  type OutgoingRow,
} from './repository.ts';

const pageLength = 50;

/**
 * Of an e-mail shown as it looks: nothing runs, nothing is fetched, nothing sends, and it can't see whose page it is in.
 * Styles within it are what e-mails are made of; links open in windows of their own.
 */
const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

type Api = Parameters<FastifyPluginAsyncZod>[0];

/** Administrators see what leaves; in demo mode supervisors too, so that everything can be tried. */
const maySeeOutbox = ({ roles }: AssociateProfile, isDemo: boolean): boolean =>
  roles.includes('administrator') || (isDemo && roles.includes('supervisor'));

/** @throws Problem `not-signed-in`, `not-allowed` */
export async function requireOutbox(request: FastifyRequest, isDemo: boolean): Promise<void> {
  const { profile } = await request.requireSignedIn();
  if (!maySeeOutbox(profile, isDemo)) throw new Problem({ code: 'not-allowed' });
}

export function outboxRoutes(
  { db }: Database,
  outbound: Pick<Outbound, 'isOutbox'>,
  isDemo: boolean,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/outbox',
      {
        schema: {
          summary: 'E-mail and SMS that left or would have, the newest first',
          querystring: z.object({ before: z.uuid().optional() }),
          response: { 200: outbox },
        },
      },
      async (request) => {
        await requireOutbox(request, isDemo);
        const rows = await newestOutgoing(db, pageLength + 1, request.query.before);
        const shown = rows.slice(0, pageLength);
        const ids = shown.map(({ id }) => id);
        const attachments = Map.groupBy(await attachmentFacts(db, ids), (one) => one.outgoing_id);
        const messages = shown.map((row) => outgoingOf(row, attachments.get(row.id) ?? []));
        const last = rows.length > pageLength ? shown.at(-1) : undefined;
        return { messages, ...(last && { next: last.id }), canReply: isDemo && outbound.isOutbox('sms') };
      },
    );
    contentRoutes(app, db, isDemo);
  };
}

/** What is in one message. */
function contentRoutes(app: Api, db: Db, isDemo: boolean): void {
  app.get(
    '/outbox/:id/page',
    {
      schema: {
        summary: 'An e-mail as it looks, for the frame of a page of ours',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      await requireOutbox(request, isDemo);
      const row = await outgoingRow(db, request.params.id);
      if (!row || row.html === null) throw new Problem({ code: 'not-found' });
      return reply
        .header('content-security-policy', mailPolicy)
        .header('x-frame-options', 'SAMEORIGIN')
        .type('text/html; charset=utf-8')
        .send(`<!doctype html><base target="_blank"><meta name="referrer" content="no-referrer">${row.html}`);
    },
  );
  app.get(
    '/outbox/:id/attachments/:position',
    {
      schema: {
        summary: 'An attachment of an e-mail, to take away',
        params: z.object({ id: z.uuid(), position: z.coerce.number().int().min(0).max(99) }),
      },
    },
    async (request, reply) => {
      await requireOutbox(request, isDemo);
      const { id, position } = request.params;
      const file = await attachmentAt(db, id, position);
      if (!file) throw new Problem({ code: 'file-not-found' });
      const name = encodeURIComponent(file.name);
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .header('content-type', 'application/octet-stream')
        .send(Buffer.from(file.content));
    },
  );
}

function outgoingOf(row: OutgoingRow, attachments: readonly AttachmentFacts[]): Outgoing {
  return {
    id: row.id,
    kind: row.kind,
    to: row.recipient,
    text: row.text,
    hasPage: row.html !== null,
    status: row.status,
    createdAt: toTimestamp(row.created_at.getTime()),
    attachments: attachments.map(({ name, type, bytes }) => ({ name, type, bytes })),
    ...(row.subject !== null && { subject: row.subject }),
    ...(row.provider !== null && { provider: row.provider }),
    ...(row.failure !== null && { failure: row.failure }),
  };
}
