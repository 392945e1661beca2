import { z } from 'zod';
import { availabilityChanged } from './availability.ts';
import { boardChanged } from './board.ts';
import { colleaguesChanged } from './colleague.ts';
import { engagementHappened, engagementSnapshot } from './engagement.ts';
import { invitationOver, invitationReceived } from './invitation.ts';
import { laneReceived } from './lane.ts';
import { lobbyChanged } from './meeting.ts';
import { mediaFailed, mediaLines, mediaOffer, mediaReset, mediaWanted } from './media.ts';
import { queueChanged, queuePlace } from './queue.ts';
import { conversationsChanged } from './sms.ts';
import { reply, sessionPong, sessionWelcome } from './session.ts';

/** Everything the server may say. */
export const downMessage = z.union([
  sessionWelcome,
  sessionPong,
  reply,
  engagementSnapshot,
  engagementHappened,
  invitationReceived,
  invitationOver,
  availabilityChanged,
  colleaguesChanged,
  boardChanged,
  conversationsChanged,
  queueChanged,
  queuePlace,
  mediaOffer,
  mediaLines,
  mediaFailed,
  mediaReset,
  mediaWanted,
  lobbyChanged,
  laneReceived,
]);
export type DownMessage = z.infer<typeof downMessage>;
