import { Readable } from 'node:stream';
import { engagementId as engagementIdSchema, recordingRecord, type EngagementId } from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Audit } from '../audit/audit.ts';
import type { Engagements } from '../engagement/engagements.ts';
import { mayLookAt } from '../engagement/policy.ts';
import { Problem, unwrap } from '../http/problem.ts';
import type { Teams } from '../team/team.ts';
import { byteRange } from './byte-range.ts';
import type { Playback, PlayableFile } from './playback.ts';
import { recordingRights } from './policy.ts';

interface Parts {
  readonly playback: Playback;
  readonly engagements: Engagements;
  readonly teams: Teams;
  readonly audit: Audit;
}

const ofEngagement = z.object({ id: engagementIdSchema });
const ofTake = ofEngagement.extend({ takeId: z.string().regex(/^[a-z0-9-]{1,64}$/) });
const delivery = z.object({ download: z.enum(['0', '1']).default('0') });

export function recordingRoutes(parts: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/engagements/:id/recording',
      {
        schema: {
          summary: 'What there is of an engagement to watch',
          params: ofEngagement,
          response: { 200: recordingRecord },
        },
      },
      async (request) => {
        const profile = await reader(parts, request, request.params.id);
        return { ...unwrap(await parts.playback.record(request.params.id)), ...recordingRights(profile) };
      },
    );
    await app.register(fileRoutes(parts));
    app.delete(
      '/engagements/:id/recording',
      { schema: { summary: 'Deletes a recording for good', params: ofEngagement } },
      async (request, reply) => {
        const profile = await reader(parts, request, request.params.id);
        if (!recordingRights(profile).mayDelete) throw new Problem({ code: 'not-allowed' });
        unwrap(await parts.playback.delete(request.params.id, profile));
        return reply.code(204).send();
      },
    );
  };
}

function fileRoutes(parts: Parts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/engagements/:id/recording/file',
      { schema: { summary: 'The whole recording as one file', params: ofEngagement, querystring: delivery } },
      async (request, reply) => {
        const { id } = request.params;
        const isDownload = await look(parts, request, id, request.query.download, 'recording');
        const playable = unwrap(await parts.playback.composed(id));
        return send(request, reply, playable, isDownload ? `recording-${id}.mp4` : undefined);
      },
    );
    app.get(
      '/engagements/:id/recording/takes/:takeId',
      { schema: { summary: 'One track as it was captured', params: ofTake, querystring: delivery } },
      async (request, reply) => {
        const { id, takeId } = request.params;
        const isDownload = await look(parts, request, id, request.query.download, takeId);
        const playable = unwrap(await parts.playback.take(id, takeId));
        const ending = playable.contentType === 'video/matroska' ? 'mkv' : 'webm';
        return send(request, reply, playable, isDownload ? `${takeId}.${ending}` : undefined);
      },
    );
  };
}

/** Who asks, when they may look at this engagement. @throws Problem */
async function reader({ engagements, teams }: Parts, request: FastifyRequest, engagementId: EngagementId) {
  const { profile } = await request.requireSignedIn();
  const state = await engagements.state(engagementId);
  if (!state || !(await mayLookAt(profile, state, teams)))
    throw new Problem({ code: 'engagement-not-found' });
  return profile;
}

/** Checks the right and notes the look, before anything is given out. True when it is to take away. */
async function look(
  parts: Parts,
  request: FastifyRequest,
  engagementId: EngagementId,
  download: '0' | '1',
  file: string,
): Promise<boolean> {
  const profile = await reader(parts, request, engagementId);
  const isDownload = download === '1';
  if (isDownload && !recordingRights(profile).mayDownload) throw new Problem({ code: 'not-allowed' });
  const action = isDownload ? 'recording.downloaded' : 'recording.viewed';
  await parts.audit.addLook({ actor: profile, action, engagementId, detail: { file } });
  return isDownload;
}

/** All of the file, or the part that was asked for (RFC 9110 §14). */
function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, contentType, version }: PlayableFile,
  downloadAs: string | undefined,
): FastifyReply {
  const stillThat = request.headers['if-range'] === undefined || request.headers['if-range'] === version;
  const range = byteRange(stillThat ? request.headers.range : undefined, file.size);
  void reply
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, no-store')
    .header('etag', version)
    .header('content-type', contentType);
  if (downloadAs) void reply.header('content-disposition', `attachment; filename="${downloadAs}"`);
  if (range === 'unsatisfiable')
    return reply
      .code(416)
      .header('content-range', `bytes */${String(file.size)}`)
      .send();
  const { start, end } = range === 'all' ? { start: 0, end: file.size } : range;
  if (range !== 'all')
    void reply
      .code(206)
      .header('content-range', `bytes ${String(start)}-${String(end - 1)}/${String(file.size)}`);
  void reply.header('content-length', end - start);
  return reply.send(Readable.from(file.read(start, end), { objectMode: false }));
}
