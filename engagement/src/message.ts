import type {
  EngagementEvent,
  EngagementState,
  Message,
  MessageId,
  MessageReceipt,
  ParticipantId,
  Timestamp,
} from '@parley/protocol';
import { maxMessageFiles, maxMessages, maxMessagesText } from '@parley/protocol/constants';
import { accepted, refused, type Actor, type Decision, type MessageCommand } from './command.ts';
import { refusal } from './permissions.ts';

export const messageOf = (state: EngagementState, id: MessageId): Message | undefined =>
  state.messages.find((message) => message.id === id);

/** Writing to each other, and who has got and seen what. */
export function decideMessage(state: EngagementState, command: MessageCommand, actor: Actor): Decision {
  if (command.type === 'delete-file')
    return actor.kind === 'system' ? deleteFile(state, command.messageId) : refused('not-allowed');
  if (actor.kind !== 'participant') return refused('not-a-participant');
  const self = actor.participantId;
  return command.type === 'send-message' ? send(state, command, self) : see(state, command, self);
}

function send(
  state: EngagementState,
  { messageId, text, file }: Extract<MessageCommand, { type: 'send-message' }>,
  self: ParticipantId,
): Decision {
  const known = messageOf(state, messageId);
  if (known) return known.participantId === self ? accepted() : refused('not-allowed');
  const code = refusal(state, self, 'message');
  if (code) return refused(code);
  const written = state.messages.reduce((sum, message) => sum + message.text.length, 0);
  if (state.messages.length >= maxMessages || written + text.length > maxMessagesText)
    return refused('messages-full');
  if (file && keptFiles(state) >= maxMessageFiles) return refused('messages-full', 'files');
  const message = { id: messageId, text, ...(file && { file }) };
  return accepted({ type: 'message-sent', participantId: self, message });
}

const keptFiles = ({ messages }: EngagementState): number =>
  messages.filter(({ file, isFileDeleted }) => file && !isFileDeleted).length;

/** Also after the end. */
function deleteFile(state: EngagementState, messageId: MessageId): Decision {
  const known = messageOf(state, messageId);
  if (!known?.file) return refused('file-not-found');
  return known.isFileDeleted ? accepted() : accepted({ type: 'message-file-deleted', messageId });
}

export const receiptOf = (state: EngagementState, participantId: ParticipantId): MessageReceipt =>
  state.receipts.find((receipt) => receipt.participantId === participantId) ?? {
    participantId,
    received: 0,
    read: 0,
  };

function see(
  state: EngagementState,
  said: Extract<MessageCommand, { type: 'see-messages' }>,
  self: ParticipantId,
): Decision {
  const code = refusal(state, self, 'see-messages');
  if (code) return refused(code);
  const before = receiptOf(state, self);
  const read = Math.min(state.messages.length, Math.max(before.read, said.read));
  const received = Math.min(state.messages.length, Math.max(before.received, said.received, read));
  return read === before.read && received === before.received
    ? accepted()
    : accepted({ type: 'messages-seen', receipt: { participantId: self, received, read } });
}

/** The state after a message, or after somebody has seen some. */
export function messagesAfter(
  state: EngagementState,
  event: EngagementEvent,
  at: Timestamp,
): EngagementState {
  switch (event.type) {
    case 'message-sent': {
      const { participantId } = event;
      const messages = [...state.messages, { ...event.message, participantId, at }];
      // Who writes has seen everything before.
      const seen = { participantId, received: messages.length, read: messages.length };
      return { ...state, messages, receipts: withReceipt(state.receipts, seen) };
    }
    case 'messages-seen':
      return { ...state, receipts: withReceipt(state.receipts, event.receipt) };
    case 'message-file-deleted':
      return {
        ...state,
        messages: state.messages.map((one) =>
          one.id === event.messageId ? { ...one, isFileDeleted: true } : one,
        ),
      };
    default:
      return state;
  }
}

const withReceipt = (receipts: readonly MessageReceipt[], receipt: MessageReceipt): MessageReceipt[] => [
  ...receipts.filter(({ participantId }) => participantId !== receipt.participantId),
  receipt,
];

/** How far a message of this participant has come: to the server, to the client of any of the others, to their eyes. */
export function reachOf(
  state: EngagementState,
  index: number,
  writer: ParticipantId,
): 'sent' | 'delivered' | 'read' {
  const others = state.receipts.filter(({ participantId }) => participantId !== writer);
  if (others.some(({ read }) => read > index)) return 'read';
  return others.some(({ received }) => received > index) ? 'delivered' : 'sent';
}

/** How many messages of others this participant has not seen. */
export const unreadBy = (state: EngagementState, participantId: ParticipantId): number =>
  state.messages
    .slice(receiptOf(state, participantId).read)
    .filter((message) => message.participantId !== participantId).length;
