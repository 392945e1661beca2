import type { ReactNode } from 'react';
import { ColleagueDialog } from '../colleagues/ColleagueDialog.tsx';
import { SmsDialog } from '../conversations/SmsDialog.tsx';
import { MeetingInCall } from '../meetings/MeetingInCall.tsx';
import { InviteDeviceDialog } from '../second-device/InviteDeviceDialog.tsx';
import { TakeOverThis } from '../supervision/TakeOverThis.tsx';
import { ExitQuestion } from './ExitQuestion.tsx';
import { ShareCameraDialog } from './ShareCameraDialog.tsx';
import type { OwnEngagement } from './use-engagement.ts';

/** What an action opens because there is something to say before it is done. */
export type Asks = 'exit' | 'add' | 'transfer' | 'take-over' | 'sms' | 'meeting' | 'camera' | 'device';

interface AskedDialogProps {
  readonly asks: Asks;
  readonly engagement: OwnEngagement;
  readonly onClose: () => void;
}

export function AskedDialog({ asks, engagement, onClose }: AskedDialogProps): ReactNode {
  switch (asks) {
    case 'add':
    case 'transfer':
      return <ColleagueDialog purpose={asks} engagement={engagement} onClose={onClose} />;
    case 'sms':
      return <SmsDialog engagement={engagement} onClose={onClose} />;
    case 'camera':
      return <ShareCameraDialog engagement={engagement} onClose={onClose} />;
    case 'meeting':
      return <MeetingInCall engagement={engagement.state} onClose={onClose} />;
    case 'device':
      return <InviteDeviceDialog engagement={engagement} onClose={onClose} />;
    case 'take-over':
      return <TakeOverThis engagement={engagement} onClose={onClose} />;
    case 'exit':
      return <ExitQuestion engagement={engagement} onClose={onClose} />;
  }
}
