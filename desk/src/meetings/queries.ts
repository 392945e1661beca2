import {
  meetingList,
  meetingRecord,
  type MeetingChange,
  type MeetingId,
  type MeetingRecord,
  type MeetingRequest,
} from '@parley/protocol';
import { queryOptions } from '@tanstack/react-query';
import { deletePath, getJson, postJson, putJson } from '@parley/ui/http';

/** Own ones that are not over. */
export const meetingsQuery = queryOptions({
  queryKey: ['meetings'],
  queryFn: async ({ signal }) => (await getJson('/api/v1/meetings', meetingList, signal)).meetings,
});

export const meetingQuery = (id: MeetingId) =>
  queryOptions({
    queryKey: ['meetings', id],
    queryFn: ({ signal }) => getJson(`/api/v1/meetings/${id}`, meetingRecord, signal),
  });

export const makeMeeting = (asked: MeetingRequest): Promise<MeetingRecord> =>
  postJson('/api/v1/meetings', asked, meetingRecord);

export const changeMeeting = (id: MeetingId, asked: MeetingChange): Promise<MeetingRecord> =>
  putJson(`/api/v1/meetings/${id}`, asked, meetingRecord);

export const callOffMeeting = (id: MeetingId): Promise<void> => deletePath(`/api/v1/meetings/${id}`);
