import { Notice, ProblemIcon, RecordIcon } from '@parley/ui';
import { useEffect, type ReactNode } from 'react';
import { notify } from '../client/notices.ts';
import { t } from '../words.ts';
import type { OwnEngagement } from './use-engagement.ts';

/** Why nothing is recorded although somebody asked for it. */
export function RecordingNotice({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const { consent, problem } = engagement.state.recording ?? {};
  useEffect(() => {
    if (consent === 'refused') notify(t('call.recording-refused'));
  }, [consent]);
  if (problem)
    return (
      <Notice icon={ProblemIcon} tone="caution">
        {t(`call.recording-${problem}`)}
      </Notice>
    );
  if (consent === 'asked') return <Notice icon={RecordIcon}>{t('call.recording-asked')}</Notice>;
  return undefined;
}
