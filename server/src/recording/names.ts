import type { EngagementId } from '@parley/protocol';

/** How the files of recordings are called, on disk and in the store. */

export const takeEnding = '.take';
export const composedName = 'recording.sealed';

export const fileKeyOf = (engagementId: EngagementId, name: string): string => `${engagementId}/${name}`;
/** Of everything that belongs to the engagement. */
export const folderKeyOf = (engagementId: EngagementId): string => engagementId;
