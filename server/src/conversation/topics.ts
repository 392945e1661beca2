import type { AssociateId, ConversationId } from '@parley/protocol';
import { topic } from '../platform/bus.ts';

export interface ConversationChange {
  readonly conversationId: ConversationId;
  /** Whom it concerns beside those who read all; `everybody` while it belongs to nobody. */
  readonly concerns: readonly AssociateId[] | 'everybody';
}

export const conversationChanged = topic<ConversationChange>('conversation.changed');
