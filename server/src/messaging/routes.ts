import { Readable } from 'node:stream';
import {
  engagementId as engagementIdSchema,
  fileName,
  maxMessageFileBytes,
  messageId as messageIdSchema,
  type AssociateProfile,
} from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Audit } from '../audit/audit.ts';
import type { Engagements } from '../engagement/engagements.ts';
import { whoAsks, whoTakesPart } from '../engagement/who.ts';
import { Problem, unwrap } from '../http/problem.ts';
import { recordingRights } from '../recording/policy.ts';
import type { Teams } from '../team/team.ts';
import type { MessageFiles } from './message-files.ts';

interface Parts {
  readonly messageFiles: MessageFiles;
  readonly engagements: Engagements;
  readonly teams: Teams;
  readonly audit: Audit;
}

/** Largest piece of an upload, bytes. */
const maxPieceBytes = 1024 * 1024;
/** A file is some 50 pieces at most; this is for those who send in a loop. */
const piecesPerMinute = 600;

const ofMessage = z.object({ id: engagementIdSchema, messageId: messageIdSchema });
const place = z.object({
  offset: z.coerce.number().int().min(0).max(maxMessageFileBytes),
  total: z.coerce.number().int().min(1).max(maxMessageFileBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: fileName,
});
const received = z.object({ received: z.int().min(0) });
const delivery = z.object({ download: z.enum(['0', '1']).default('0') });

const path = '/engagements/:id/files/:messageId';
/** For CORS; see `admitParticipants`. */
export const messagePaths = [path];

const forParticipants = {
  forParticipants: true,
  rateLimit: { max: piecesPerMinute, timeWindow: '1 minute' },
};

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

/** Those in it have what everybody in it has; whoever looks at it otherwise leaves a mark. */
async function deliver(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, messageId, download }: Wanted,
): Promise<FastifyReply> {
  const { state, participantId, profile } = await whoAsks(parts, request, id);
  const isDownload = download === '1';
  const takesPart = participantId !== undefined && state.phase !== 'ended';
  if (!takesPart) requireRight(profile, isDownload);
  const { name, file, read } = unwrap(await parts.messageFiles.content(state, messageId));
  if (profile && (isDownload || !takesPart)) {
    const action = isDownload ? 'file.downloaded' : 'file.viewed';
    await parts.audit.addLook({ actor: profile, action, engagementId: id, detail: { message: messageId } });
  }
  const how = isDownload ? 'attachment' : 'inline';
  return reply
    .header('cache-control', 'private, no-store')
    .header('content-type', file.type)
    .header('content-length', file.bytes)
    .header('content-disposition', `${how}; filename*=UTF-8''${encoded(name)}`)
    .send(Readable.from(read(0, file.bytes), { objectMode: false }));
}

/** Of those who are not in it. @throws Problem */
function requireRight(profile: AssociateProfile | undefined, isDownload: boolean): void {
  if (!profile) throw new Problem({ code: 'not-a-participant' });
  if (isDownload && !recordingRights(profile).mayDownload) throw new Problem({ code: 'not-allowed' });
}

/** RFC 8187 §3.2.1. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

function bodyOf({ body }: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new Problem({ code: 'bad-request', detail: 'body' });
  return body;
}
