import type { AssociateProfile } from '@parley/protocol';

/** Whoever may look at an engagement may watch it; a copy to take away, or its end, is for those who answer for it. */
export function recordingRights({ roles }: AssociateProfile): { mayDownload: boolean; mayDelete: boolean } {
  const answersForIt = roles.includes('supervisor') || roles.includes('administrator');
  return { mayDownload: answersForIt, mayDelete: answersForIt };
}
