import type { EngagementEvent, EngagementState, ParticipantId, Timestamp } from '@parley/protocol';
import { maxSmsOfEngagement } from '@parley/protocol/constants';
import { accepted, refused, type Decision, type SmsCommand } from './command.ts';
import { refusal } from './permissions.ts';

/** An SMS out of the engagement. Whether its number may be written to, and what becomes of it, is the server's to know. */
export function decideSms(
  state: EngagementState,
  { smsId, to, text }: SmsCommand,
  self: ParticipantId,
): Decision {
  const known = state.sms.find(({ id }) => id === smsId);
  if (known) return known.participantId === self ? accepted() : refused('not-allowed');
  const code = refusal(state, self, 'sms');
  if (code) return refused(code);
  if (state.sms.length >= maxSmsOfEngagement) return refused('messages-full', 'sms');
  return accepted({ type: 'sms-sent', participantId: self, sms: { id: smsId, to, text } });
}

/** The state after an SMS. */
export function smsAfter(state: EngagementState, event: EngagementEvent, at: Timestamp): EngagementState {
  if (event.type !== 'sms-sent') return state;
  return { ...state, sms: [...state.sms, { ...event.sms, participantId: event.participantId, at }] };
}
