import { Readable } from 'node:stream';
import {
  engagementId as engagementIdSchema,
  fileName,
  maxMessageFileBytes,
  messageId as messageIdSchema,
} from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Audit } from '../audit/audit.ts';
import type { Engagements } from '../engagement/engagements.ts';
import { whoAsks, whoTakesPart } from '../engagement/who.ts';
import { Problem, unwrap } from '../http/problem.ts';
import {
  bodyOf,
  delivery,
  forParticipants,
  lookAt,
  maxPieceBytes,
  pieceQuery,
  received,
} from '../recording/files/exchange.ts';
import { recordingRights } from '../recording/policy.ts';
import type { Teams } from '../team/team.ts';
import type { MessageFiles } from './message-files.ts';

interface Parts {
  readonly messageFiles: MessageFiles;
  readonly engagements: Engagements;
  readonly teams: Teams;
  readonly audit: Audit;
}

const ofMessage = z.object({ id: engagementIdSchema, messageId: messageIdSchema });
const place = pieceQuery(maxMessageFileBytes).extend({ name: fileName });

const path = '/engagements/:id/files/:messageId';
/** For CORS; see `admitParticipants`. */
export const messagePaths = [path];

export function messageRoutes(parts: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: maxPieceBytes },
      (_request, body, done) => done(null, body),
    );
    app.put(
      path,
      {
        schema: {
          summary: 'The next piece of a file that is sent as a message',
          params: ofMessage,
          querystring: place,
          response: { 200: received },
        },
        bodyLimit: maxPieceBytes,
        config: forParticipants,
      },
      async (request) => {
        const { state, participantId } = await whoTakesPart(parts, request, request.params.id);
        const { messageId } = request.params;
        const piece = { ...request.query, messageId, bytes: bodyOf(request) };
        return unwrap(await parts.messageFiles.piece(state, participantId, piece));
      },
    );
    app.get(
      path,
      {
        schema: { summary: 'The file of a message', params: ofMessage, querystring: delivery },
        config: forParticipants,
      },
      async (request, reply) => deliver(parts, request, reply, { ...request.params, ...request.query }),
    );
    app.delete(
      path,
      { schema: { summary: 'Deletes the file of a message for good', params: ofMessage } },
      async (request, reply) => {
        const { state, profile } = await whoAsks(parts, request, request.params.id);
        if (!profile || !recordingRights(profile).mayDelete) throw new Problem({ code: 'not-allowed' });
        unwrap(await parts.messageFiles.delete(state, request.params.messageId, profile));
        return reply.code(204).send();
      },
    );
  };
}

type Wanted = z.infer<typeof ofMessage> & z.infer<typeof delivery>;

async function deliver(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, messageId, download }: Wanted,
): Promise<FastifyReply> {
  const asker = await whoAsks(parts, request, id);
  const device = asker.state.participants.find(({ id: known }) => known === asker.participantId)?.deviceOf;
  if (device !== undefined) throw new Problem({ code: 'not-on-this-device' });
  const { isDownload, looker } = lookAt(asker, { download });
  const { name, file, read } = unwrap(await parts.messageFiles.content(asker.state, messageId));
  if (looker) {
    const action = isDownload ? 'file.downloaded' : 'file.viewed';
    await parts.audit.addLook({ actor: looker, action, engagementId: id, detail: { message: messageId } });
  }
  const how = isDownload ? 'attachment' : 'inline';
  return reply
    .header('cache-control', 'private, no-store')
    .header('content-type', file.type)
    .header('content-length', file.bytes)
    .header('content-disposition', `${how}; filename*=UTF-8''${encoded(name)}`)
    .send(Readable.from(read(0, file.bytes), { objectMode: false }));
}

/** RFC 8187 §3.2.1. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
