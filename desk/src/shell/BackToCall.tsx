import { useNavigate } from '@tanstack/react-router';
import { Button, VideoIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { t } from '../words.ts';

/** The way back for whoever looks around during a call. */
export function BackToCall(): ReactNode {
  const navigate = useNavigate();
  const engagementId = useDesk((state) => state.engagement?.state.id);
  if (!engagementId) return undefined;
  return (
    <Button
      variant="accent"
      icon={VideoIcon}
      onClick={() => void navigate({ to: '/engagements/$engagementId', params: { engagementId } })}
    >
      {t('welcome.to-call')}
    </Button>
  );
}
