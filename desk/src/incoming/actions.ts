import { AudioCallIcon, ExitIcon, VideoIcon } from '@parley/ui';
import type { DeskClient } from '@parley/call';
import type { IncomingInvitation } from '@parley/protocol';
import type { Action } from '../actions/action.ts';
import { t } from '../words.ts';

const answerKey = 'A';
const declineKey = 'D';

/** For the help sheet, when nothing rings. */
export const incomingShortcuts = () => [
  { id: 'answer', label: t('incoming.answer'), shortcut: answerKey },
  { id: 'decline', label: t('incoming.decline'), shortcut: declineKey },
];

export interface IncomingActions {
  readonly answer: Action;
  readonly decline: Action;
}

/** `settle` learns of the outcome; while one is under way there is nothing more to do. */
export function incomingActions(
  invitation: IncomingInvitation,
  client: DeskClient,
  underWay: boolean,
  settle: (asked: ReturnType<DeskClient['answer']>) => void,
): IncomingActions {
  const { engagementId, invitationId, channel } = invitation;
  return {
    answer: {
      id: 'answer',
      label: t('incoming.answer'),
      icon: channel === 'video' ? VideoIcon : AudioCallIcon,
      shortcut: answerKey,
      perform: underWay ? undefined : () => settle(client.answer(engagementId, invitationId)),
    },
    decline: {
      id: 'decline',
      label: t('incoming.decline'),
      icon: ExitIcon,
      shortcut: declineKey,
      perform: underWay ? undefined : () => settle(client.decline(engagementId, invitationId)),
    },
  };
}
