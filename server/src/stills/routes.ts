import { Readable } from 'node:stream';
import {
  engagementId as engagementIdSchema,
  maxPreviewBytes,
  maxStillBytes,
  stillId as stillIdSchema,
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
import type { StillFile } from './keeping.ts';
import type { Stills } from './stills.ts';

interface Parts {
  readonly stills: Stills;
  readonly engagements: Engagements;
  readonly teams: Teams;
  readonly audit: Audit;
}

const ofStill = z.object({ id: engagementIdSchema, stillId: stillIdSchema });
const place = pieceQuery(maxStillBytes);

const base = '/engagements/:id/stills/:stillId';
/** For CORS; see `admitParticipants`. */
export const stillPaths = [`${base}/preview`, `${base}/picture`, `${base}/picture/upload`];

export function stillRoutes(parts: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    for (const type of ['image/jpeg', 'application/octet-stream'])
      app.addContentTypeParser(
        type,
        { parseAs: 'buffer', bodyLimit: maxPreviewBytes },
        (_request, body, done) => done(null, body),
      );
    await app.register(takingIn(parts));
    await app.register(givingOut(parts));
    app.delete(
      base,
      { schema: { summary: 'Deletes a still for good', params: ofStill } },
      async (request, reply) => {
        const { state, profile } = await whoAsks(parts, request, request.params.id);
        if (!profile || !recordingRights(profile).mayDelete) throw new Problem({ code: 'not-allowed' });
        unwrap(await parts.stills.delete(state, request.params.stillId, profile));
        return reply.code(204).send();
      },
    );
  };
}

function takingIn(parts: Parts): FastifyPluginAsyncZod {
  const { stills } = parts;
  return async (app) => {
    app.put(
      `${base}/preview`,
      {
        schema: { summary: 'The frame that was seen when freezing', params: ofStill },
        bodyLimit: maxPreviewBytes,
        config: forParticipants,
      },
      async (request, reply) => {
        const { state, participantId } = await whoTakesPart(parts, request, request.params.id);
        unwrap(await stills.preview(state, request.params.stillId, participantId, bodyOf(request)));
        return reply.code(204).send();
      },
    );
    app.put(
      `${base}/picture`,
      {
        schema: {
          summary: 'The next piece of the sharp picture, from the owner of what it shows',
          params: ofStill,
          querystring: place,
          response: { 200: received },
        },
        bodyLimit: maxPieceBytes,
        config: forParticipants,
      },
      async (request) => {
        const { state, participantId } = await whoTakesPart(parts, request, request.params.id);
        const piece = { ...request.query, bytes: bodyOf(request) };
        return unwrap(await stills.piece(state, request.params.stillId, participantId, piece));
      },
    );
    app.get(
      `${base}/picture/upload`,
      {
        schema: {
          summary: 'How much of the sharp picture has arrived',
          params: ofStill,
          response: { 200: received },
        },
        config: forParticipants,
      },
      async (request) => {
        const { state, participantId } = await whoTakesPart(parts, request, request.params.id);
        return unwrap(stills.received(state, request.params.stillId, participantId));
      },
    );
  };
}

function givingOut(parts: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    for (const file of ['preview', 'picture'] as const)
      app.get(
        `${base}/${file}`,
        {
          schema: { summary: summaries[file], params: ofStill, querystring: delivery },
          config: forParticipants,
        },
        async (request, reply) =>
          deliver(parts, request, reply, { ...request.params, ...request.query, file }),
      );
  };
}

const summaries = {
  preview: 'The first, small picture of a still',
  picture: 'The sharp picture of a still, also while it arrives',
} as const satisfies Record<StillFile, string>;

type Wanted = z.infer<typeof ofStill> & z.infer<typeof delivery> & { readonly file: StillFile };

async function deliver(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, stillId, file, download }: Wanted,
): Promise<FastifyReply> {
  const asker = await whoAsks(parts, request, id);
  const { isDownload, looker } = lookAt(asker, { download });
  const { bytes, read } = unwrap(await parts.stills.content(asker.state, stillId, file));
  if (looker) {
    const action = isDownload ? 'still.downloaded' : 'still.viewed';
    await parts.audit.addLook({ actor: looker, action, engagementId: id, detail: { still: stillId } });
  }
  if (isDownload) void reply.header('content-disposition', `attachment; filename="still-${stillId}.jpg"`);
  return reply
    .header('cache-control', 'private, no-store')
    .header('content-type', 'image/jpeg')
    .header('content-length', bytes)
    .send(Readable.from(read(), { objectMode: false }));
}
