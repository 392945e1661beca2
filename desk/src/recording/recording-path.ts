import type { EngagementId } from '@parley/protocol';

/** Where the recording of an engagement is described; its files lie below. */
export const recordingPath = (id: EngagementId): string => `/api/v1/engagements/${id}/recording`;
