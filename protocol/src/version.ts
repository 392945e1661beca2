/**
 * Version of the realtime wire. Raise it when an older client could no longer be understood or could no
 * longer understand us, and add a line of history here; what is added and may be missing needs no new version.
 *
 * 1  first version: engagements, invitations, availability, queue, media, lane
 */
export const protocolVersion = 1;

/** The oldest client the server still talks to; may rise only when no deployed widget can be older. */
export const oldestSupportedVersion = 1;
