import type { EngagementId, ProblemBody, StillId } from '@parley/protocol';
import type { Outcome } from '../api.ts';
import { done, unreachable } from '../outcome.ts';
import { ask, fetchFile, refusalOf, sendInPieces, type HashedFile, type HttpAccess } from '../pieces.ts';

export interface StillPlace {
  readonly engagementId: EngagementId;
  readonly stillId: StillId;
}

const pathOf = ({ engagementId, stillId }: StillPlace, file: string): string =>
  `/api/v1/engagements/${engagementId}/stills/${stillId}/${file}`;

export async function sendPreview(access: HttpAccess, place: StillPlace, file: Blob): Promise<Outcome> {
  try {
    const response = await ask(access, pathOf(place, 'preview'), { body: file, type: 'image/jpeg' });
    return response.ok ? done : { ok: false, problem: await refusalOf(response) };
  } catch {
    return { ok: false, problem: unreachable };
  }
}

/** See `sendInPieces`. */
export const sendPicture = (
  access: HttpAccess,
  place: StillPlace,
  file: HashedFile,
  onPart: (part: number) => void,
): Promise<Outcome> => sendInPieces({ access, path: pathOf(place, 'picture'), query: {}, file, onPart });

/** See `fetchFile`. */
export const fetchStill = (
  access: HttpAccess,
  place: StillPlace,
  file: 'preview' | 'picture',
  onPart: (part: number) => void,
): Promise<HashedFile | ProblemBody> => fetchFile(access, pathOf(place, file), 'image/jpeg', onPart);
