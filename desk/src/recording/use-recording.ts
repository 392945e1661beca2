import type { EngagementId } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { recordingQuery } from '../api/queries.ts';

const askAgainMs = 2_000;
const changing = new Set<string | undefined>(['recording', 'composing']);

/** The recording of an engagement that is over; `null` when it has none. Asked for again while something becomes of it. */
export const useRecording = (engagementId: EngagementId, over: boolean) =>
  useQuery({
    ...recordingQuery(engagementId),
    enabled: over,
    refetchInterval: ({ state }) => (changing.has(state.data?.status) ? askAgainMs : false),
  });
