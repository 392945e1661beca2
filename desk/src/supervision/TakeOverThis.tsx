import { participantOf } from '@parley/engagement';
import type { ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { TakeOverQuestion } from './TakeOverQuestion.tsx';

interface TakeOverThisProps {
  readonly engagement: OwnEngagement;
  readonly onClose: () => void;
}

/** The question, asked in the call that it is about. */
export function TakeOverThis({ engagement: { state }, onClose }: TakeOverThisProps): ReactNode {
  const { supervision } = useClient();
  const lead = state.leadId && participantOf(state, state.leadId);
  return (
    <TakeOverQuestion
      surface="call"
      from={lead ? lead.name : undefined}
      takeOver={() => attempt(supervision.begin(state.id, 'take-over'))}
      onClose={onClose}
    />
  );
}
