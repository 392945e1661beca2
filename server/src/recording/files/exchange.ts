import type { AssociateProfile } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Asker } from '../../engagement/who.ts';
import { Problem } from '../../http/problem.ts';
import { recordingRights } from '../policy.ts';

/** What is the same for every kind of file that those in an engagement send in pieces, and they and others fetch. */

/** Largest piece of an upload, bytes. */
export const maxPieceBytes = 1024 * 1024;
/** A file is some 50 pieces at most; this is for those who send in a loop. */
const piecesPerMinute = 600;

export const forParticipants = {
  forParticipants: true,
  rateLimit: { max: piecesPerMinute, timeWindow: '1 minute' },
};

/** Where a piece belongs, and of what. */
export const pieceQuery = (maxBytes: number) =>
  z.object({
    offset: z.coerce.number().int().min(0).max(maxBytes),
    total: z.coerce.number().int().min(1).max(maxBytes),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  });

export const received = z.object({ received: z.int().min(0) });
export const delivery = z.object({ download: z.enum(['0', '1']).default('0') });

/** @throws Problem `bad-request` for none */
export function bodyOf({ body }: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new Problem({ code: 'bad-request', detail: 'body' });
  return body;
}

/**
 * Those in it have what everybody in it has; whoever looks at it otherwise leaves a mark.
 *
 * @returns `looker`: who has to be noted in the audit
 * @throws Problem for whoever has no part in it and no right to look at it, or to take it away
 */
export function lookAt(
  { state, participantId, profile }: Asker,
  { download }: z.infer<typeof delivery>,
): { readonly isDownload: boolean; readonly looker: AssociateProfile | undefined } {
  const isDownload = download === '1';
  const takesPart = participantId !== undefined && state.phase !== 'ended';
  if (!takesPart && !profile) throw new Problem({ code: 'not-a-participant' });
  if (!takesPart && profile && isDownload && !recordingRights(profile).mayDownload)
    throw new Problem({ code: 'not-allowed' });
  return { isDownload, looker: isDownload || !takesPart ? profile : undefined };
}
