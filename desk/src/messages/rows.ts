import type { PendingMessage } from '@parley/call';
import { reachOf } from '@parley/engagement';
import type { EngagementState, Message, Participant, ParticipantId } from '@parley/protocol';

/** A message as it is shown; one of a run has neither name nor time of its own. */
export interface MessageRow {
  readonly id: string;
  readonly text: string;
  readonly isOwn: boolean;
  readonly author: Participant | undefined;
  /** Absent while the server has not said. */
  readonly at: string | undefined;
  readonly beginsRun: boolean;
  /** How far an own one has come; told once, at the last of each state. */
  readonly reach: 'sent' | 'delivered' | 'read' | undefined;
  readonly pending: PendingMessage | undefined;
  /** Absent while the server has not told it. */
  readonly message: Message | undefined;
}

/** Messages of one author within this time belong together. */
const runMs = 3 * 60_000;

const continues = (before: Message | undefined, message: Message): boolean =>
  before?.participantId === message.participantId && Date.parse(message.at) - Date.parse(before.at) < runMs;

/** The messages of an engagement as one participant sees them, with those that are still on their way. */
export function messageRows(
  state: EngagementState,
  selfId: ParticipantId | undefined,
  pending: readonly PendingMessage[],
): readonly MessageRow[] {
  const { messages } = state;
  const reaches = messages.map((message, index) =>
    message.participantId === selfId ? reachOf(state, index, message.participantId) : undefined,
  );
  const rows = messages.map((message, index): MessageRow => {
    const reach = reaches[index];
    return {
      id: message.id,
      text: message.text,
      isOwn: message.participantId === selfId,
      author: state.participants.find(({ id }) => id === message.participantId),
      at: message.at,
      beginsRun: !continues(messages[index - 1], message),
      reach: reach && !reaches.includes(reach, index + 1) ? reach : undefined,
      pending: undefined,
      message,
    };
  });
  return [...rows, ...pending.map((one): MessageRow => pendingRow(one, state, selfId))];
}

const pendingRow = (
  pending: PendingMessage,
  state: EngagementState,
  selfId: ParticipantId | undefined,
): MessageRow => ({
  id: pending.id,
  text: pending.text,
  isOwn: true,
  author: state.participants.find(({ id }) => id === selfId),
  at: undefined,
  beginsRun: state.messages.at(-1)?.participantId !== selfId,
  reach: undefined,
  pending,
  message: undefined,
});
