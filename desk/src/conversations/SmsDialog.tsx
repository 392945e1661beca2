import { Dialog } from '@parley/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import { conversationsKey, sendFromEngagement } from './queries.ts';
import { SmsForm } from './SmsForm.tsx';
import { SmsList } from './SmsList.tsx';

interface SmsDialogProps {
  readonly engagement: OwnEngagement;
  readonly onClose: () => void;
}

/** Writes to the customer's phone, or another one, out of a call, and shows what became of it. */
export function SmsDialog({ engagement: { state }, onClose }: SmsDialogProps): ReactNode {
  const queries = useQueryClient();
  const phone = state.context.find(({ key }) => key === 'customer.phone')?.value ?? '';
  const { canned = [] } = state.scenario.sms ?? {};
  return (
    <Dialog
      surface="call"
      title={t('sms.open')}
      description={t('sms.text')}
      closeLabel={t('common.close')}
      onClose={onClose}
    >
      <SmsForm
        initialNumber={phone}
        canned={canned}
        post={(sms) => sendFromEngagement(state.id, sms)}
        onSent={() => void queries.invalidateQueries({ queryKey: conversationsKey })}
      />
      <SmsList engagementId={state.id} />
    </Dialog>
  );
}
