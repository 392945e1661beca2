/**
 * Version of the realtime wire. Raise it with every change of `up` or `down`, and add a line of history here.
 *
 * 1  first version: engagements, invitations, availability, queue, media, lane
 */
export const protocolVersion = 1;

/** The oldest client the server still talks to; may rise only when no deployed widget can be older. */
export const oldestSupportedVersion = 1;
