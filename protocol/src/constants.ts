/** Values both sides need at run time; free of zod so that a customer's page does not pay for it. */

/** WebSocket close codes (RFC 6455 §7.4.2 private range) with the reconnect behaviour that each asks for. */
export const closeCodes = {
  /** A message that is not JSON, not in the schema, or too large. Reconnecting is pointless without a fix. */
  badMessage: 4000,
  /** No valid cookie or token. Sign in again. */
  unauthenticated: 4001,
  /** The origin or the role does not allow this connection. */
  forbidden: 4003,
  /** The client does not read fast enough, or floods. Reconnect with back-off. */
  tooFast: 4008,
  /** A newer connection of the same participant took over. Do not reconnect by yourself. */
  replaced: 4009,
  /** The client's protocol version is too old. Reload the page. */
  versionTooOld: 4010,
  /** The server is stopping. Reconnect at once. */
  draining: 4012,
} as const;

/** Largest realtime message accepted from a client, bytes. */
export const maxMessageBytes = 64 * 1024;

/**
 * Realtime messages a connection may send per second before it is slowed (`rate-limited`), and the burst above it; and how
 * often in a second a stroke being drawn is told.
 */
export const maxMessagesPerSecond = 160;
export const maxLaneMessagesPerSecond = 120;
export const maxMessageBurst = 200;

/** The client sends a ping this often; either side gives a silent connection up after `heartbeatTimeoutMs`. */
export const heartbeatIntervalMs = 2_000;
export const heartbeatTimeoutMs = 6_000;

/** A note from one associate to another, UTF-16 units. */
export const maxNoteLength = 500;

/** The words for a customer's second device, UTF-16 units; and for so long its link is good, seconds. */
export const maxDeviceDescription = 120;
export const deviceLinkSeconds = 600;

/** At most this many context attributes travel in one message, and live in one engagement. */
export const maxContextAttributes = 96;

/** All keys and values of an engagement's context together, UTF-16 units. */
export const maxContextSize = 64 * 1024;

/** Coordinates of ink go from 0 to this over the width and over the height of the picture: finer than any display. */
export const inkUnits = 65_535;

/** One stroke has at most this many points, and this much text, UTF-16 units. */
export const maxStrokePoints = 2_000;
export const maxStrokeText = 280;

/** Of an engagement at one time: strokes, points of all strokes together, and stills. */
export const maxStrokes = 2_000;
export const maxInkPoints = 60_000;
export const maxStills = 50;

/** One message, and all of an engagement together: how many, and how much text, UTF-16 units. */
export const maxMessageLength = 4_000;
export const maxMessages = 1_000;
export const maxMessagesText = 250_000;

/** One SMS, UTF-16 units: ten segments at the least. How many go out of one engagement; and a number as it is typed. */
export const maxSmsLength = 640;
export const maxSmsOfEngagement = 50;
export const maxNumberLength = 40;

/** Files that are sent as messages: how many in one engagement, bytes of each, and the name's length, UTF-16 units. */
export const maxMessageFiles = 50;
export const maxMessageFileBytes = 25 * 1024 * 1024;
export const maxFileNameLength = 180;

/** In one engagement at one time; and guests who wait to be let in. */
export const maxParticipants = 12;
export const maxWaitingGuests = 24;

/** A still's file, bytes, and its pixels: more than any camera's photo, less than what chokes a phone. */
export const maxStillBytes = 25 * 1024 * 1024;
export const maxStillPixels = 64_000_000;
export const maxPreviewBytes = 2 * 1024 * 1024;
