import { Dialog } from '@parley/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import { cannedSmsQuery, conversationsKey, sendToNumber } from './queries.ts';
import { SmsForm } from './SmsForm.tsx';

/** An SMS to a number with which there may be no conversation yet. */
export function NewConversation({ onClose }: { readonly onClose: () => void }): ReactNode {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: canned = [] } = useQuery(cannedSmsQuery);
  return (
    <Dialog
      title={t('conversation.new')}
      description={t('conversation.new-text')}
      closeLabel={t('common.close')}
      onClose={onClose}
    >
      <SmsForm
        initialNumber=""
        canned={canned}
        post={async (sms) => {
          const conversationId = await sendToNumber(sms);
          void queries.invalidateQueries({ queryKey: conversationsKey });
          void navigate({ to: '/conversations/$conversationId', params: { conversationId } });
        }}
        onSent={onClose}
      />
    </Dialog>
  );
}
