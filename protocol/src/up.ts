import { z } from 'zod';
import { questionAnswer, questionAsk, questionWithdraw } from './asking.ts';
import { availabilitySet } from './availability.ts';
import {
  cameraStart,
  cameraStop,
  contextSet,
  engagementExit,
  engagementFinishWrapUp,
  engagementLeave,
  engagementPause,
  engagementResume,
  engagementTake,
  recordingAnswer,
  recordingStart,
  recordingStop,
  screenStart,
  screenStop,
  trackMute,
  trackUnmute,
} from './engagement.ts';
import { consentGive, consentWithdraw, inkChange, inkClear, inkDraw, inkErase } from './ink.ts';
import { boardWatch } from './board.ts';
import { deviceInvite, deviceRemove, deviceWithdraw, soundTake } from './device.ts';
import { colleaguesWatch } from './colleague.ts';
import { invitationAccept, invitationDecline } from './invitation.ts';
import { laneSend } from './lane.ts';
import { messageSeen, messageSend } from './message.ts';
import { lobbyAdmit, lobbyRefuse, meetingOpen } from './meeting.ts';
import { mediaAnswer, mediaPublish, mediaResize, mediaSubscribe } from './media.ts';
import { stillDelete, stillFail, stillFreeze, stillShow, stillUnfreeze } from './still.ts';
import { sessionHello, sessionPing } from './session.ts';
import { supervisionStart, supervisionStop } from './supervision.ts';
import { associateAdd, invitationWithdraw, transferCancel, transferJoin, transferStart } from './transfer.ts';

/** Everything a client may say. Those with an `id` get a `reply`. */
export const upMessage = z.discriminatedUnion('type', [
  sessionHello,
  sessionPing,
  availabilitySet,
  invitationAccept,
  invitationDecline,
  invitationWithdraw,
  associateAdd,
  transferStart,
  transferJoin,
  transferCancel,
  colleaguesWatch,
  boardWatch,
  supervisionStart,
  supervisionStop,
  engagementTake,
  engagementPause,
  engagementResume,
  engagementExit,
  engagementLeave,
  engagementFinishWrapUp,
  trackMute,
  trackUnmute,
  cameraStart,
  cameraStop,
  screenStart,
  screenStop,
  recordingStart,
  recordingStop,
  recordingAnswer,
  questionAsk,
  questionWithdraw,
  questionAnswer,
  deviceInvite,
  deviceWithdraw,
  deviceRemove,
  soundTake,
  contextSet,
  inkDraw,
  inkChange,
  inkErase,
  inkClear,
  consentWithdraw,
  consentGive,
  stillFreeze,
  stillUnfreeze,
  stillShow,
  stillDelete,
  stillFail,
  messageSend,
  messageSeen,
  meetingOpen,
  lobbyAdmit,
  lobbyRefuse,
  mediaPublish,
  mediaSubscribe,
  mediaAnswer,
  mediaResize,
  laneSend,
]);
export type UpMessage = z.infer<typeof upMessage>;

/** What a client may ask once it has said hello, and is answered. */
export type UpRequest = Extract<UpMessage, { id: number }>;
export type UpRequestType = UpRequest['type'];
