import { ListenIcon, Notice, WhisperIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';

/** Who else is with the call, for those who are told: for as long as it is so. */
export function SupervisionNotices({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const { state, self } = engagement;
  return state.supervisors
    .filter(({ id }) => id !== self.id)
    .map(({ id, name, mode }) => (
      <Notice key={id} icon={mode === 'whisper' ? WhisperIcon : ListenIcon}>
        {mode === 'whisper'
          ? t('supervision.who-whispers', { name })
          : t('supervision.who-listens', { name })}
      </Notice>
    ));
}
