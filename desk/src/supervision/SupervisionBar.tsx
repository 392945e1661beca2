import type { Supervisor } from '@parley/protocol';
import { BargeIcon, Button, ExitIcon, ListenIcon, TakeOverIcon, WhisperIcon } from '@parley/ui';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { attempt, tellIfRefused } from '../client/notices.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import styles from './SupervisionBar.module.css';
import { TakeOverThis } from './TakeOverThis.tsx';

interface SupervisionBarProps {
  readonly engagement: OwnEngagement;
  readonly supervision: Supervisor;
}

/** In the place of the toolbar: what a supervisor is to this call now, and the ways on from there. */
export function SupervisionBar({ engagement, supervision }: SupervisionBarProps): ReactNode {
  const client = useClient();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const { id } = engagement.state;
  const whispers = supervision.mode === 'whisper';
  const stop = async (): Promise<void> => {
    if (await tellIfRefused(client.supervision.stop())) await navigate({ to: '/board' });
  };
  const go = (how: 'listen' | 'whisper' | 'barge') => () => attempt(client.supervision.begin(id, how));
  return (
    <section aria-label={t('supervision.title')} className={styles['bar']}>
      <p role="status" className={styles['words']}>
        {whispers ? <WhisperIcon aria-hidden size={18} /> : <ListenIcon aria-hidden size={18} />}
        {whispers ? t('supervision.whispering') : t('supervision.listening')}
      </p>
      <div className={styles['ways']}>
        {whispers ? (
          <Button icon={ListenIcon} onClick={go('listen')}>
            {t('supervision.listen')}
          </Button>
        ) : (
          <Button icon={WhisperIcon} onClick={go('whisper')}>
            {t('supervision.whisper')}
          </Button>
        )}
        <Button icon={BargeIcon} onClick={go('barge')}>
          {t('supervision.barge')}
        </Button>
        <Button icon={TakeOverIcon} onClick={() => setAsks(true)}>
          {t('supervision.take-over')}
        </Button>
        <Button icon={ExitIcon} onClick={() => void stop()}>
          {t('supervision.stop')}
        </Button>
      </div>
      {asks && <TakeOverThis engagement={engagement} onClose={() => setAsks(false)} />}
    </section>
  );
}
