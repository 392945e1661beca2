import type { EngagementState, RecordingRecord } from '@parley/protocol';
import { Button, DownloadIcon, Notice, Plate, ProblemIcon, RecordIcon, WaitIcon } from '@parley/ui';
import type { ReactNode, Ref } from 'react';
import { locale, t } from '../words.ts';
import { DeleteRecording } from './DeleteRecording.tsx';
import type { Moment, Stretch } from './moments.ts';
import { Player, type PlayerHandle } from './Player.tsx';
import { recordingPath } from './recording-path.ts';
import styles from './Recording.module.css';
import { Takes } from './Takes.tsx';
import { useFailure } from './use-failure.ts';

interface RecordingProps {
  readonly engagement: EngagementState;
  readonly recording: RecordingRecord;
  readonly moments: readonly Moment[];
  readonly holds: readonly Stretch[];
  readonly onTime: (seconds: number) => void;
  readonly player: Ref<PlayerHandle>;
}

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });

/** The recording of an engagement, in whatever state it is. */
export function Recording(props: RecordingProps): ReactNode {
  const { engagement, recording } = props;
  return (
    <Plate as="section" aria-label={t('recording.title')}>
      <Content {...props} />
      <footer className={styles['foot']}>
        <p>{keptWords(recording)}</p>
        <div className={styles['actions']}>
          {recording.status === 'ready' && recording.mayDownload && (
            <a
              className={styles['download']}
              href={`${recordingPath(engagement.id)}/file?download=1`}
              download
            >
              <DownloadIcon aria-hidden size={17} />
              {t('recording.download')}
            </a>
          )}
          {recording.mayDelete && !['deleted', 'recording'].includes(recording.status) && (
            <DeleteRecording engagementId={engagement.id} />
          )}
        </div>
      </footer>
    </Plate>
  );
}

function keptWords({ status, keptUntil, deletedAt }: RecordingRecord): string | undefined {
  if (status === 'deleted')
    return deletedAt && t('recording.deleted-on', { day: day.format(new Date(deletedAt)) });
  return keptUntil && t('recording.kept-until', { day: day.format(new Date(keptUntil)) });
}

function Content({ engagement, recording, moments, holds, onTime, player }: RecordingProps): ReactNode {
  const path = `${recordingPath(engagement.id)}/file`;
  const [whyFailed, onFailed] = useFailure(path);
  switch (recording.status) {
    case 'ready':
      return (
        <Player
          src={path}
          lengthSeconds={(recording.durationMs ?? 0) / 1_000}
          moments={moments}
          holds={holds}
          onTime={onTime}
          whyFailed={whyFailed}
          onFailed={onFailed}
          handle={player}
        />
      );
    case 'recording':
      return <Words icon={RecordIcon} title={t('recording.still')} text={t('recording.still-text')} />;
    case 'composing':
      return <Composing progress={recording.progress} />;
    case 'uncomposed':
      return (
        <div className={styles['uncomposed']}>
          <Notice icon={ProblemIcon} tone="caution">
            {t(`recording.problem.${recording.problem ?? 'failed'}`)}
          </Notice>
          <Takes engagement={engagement} recording={recording} />
        </div>
      );
    case 'empty':
      return <Words icon={RecordIcon} title={t('recording.empty')} text={t('recording.empty-text')} />;
    case 'deleted':
      return <Words icon={RecordIcon} title={t('recording.deleted')} text={t('recording.deleted-text')} />;
  }
}

interface WordsProps {
  readonly icon: typeof RecordIcon;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function Words({ icon: Shape, title, text, children }: WordsProps): ReactNode {
  return (
    <div className={styles['words']}>
      <Shape aria-hidden size={28} strokeWidth={1.5} />
      <p role="status">{title}</p>
      <p>{text}</p>
      {children}
    </div>
  );
}

function Composing({ progress = 0 }: { readonly progress: number | undefined }): ReactNode {
  const share = Math.round(progress * 100);
  return (
    <Words icon={WaitIcon} title={t('recording.composing')} text={t('recording.composing-text')}>
      <progress
        className={styles['progress']}
        max={100}
        value={share}
        aria-label={t('recording.composing')}
      />
      <p className={styles['share']}>{share} %</p>
    </Words>
  );
}

/** When even asking for it failed. */
export function RecordingUnknown({ retry }: { readonly retry: () => void }): ReactNode {
  return (
    <Notice icon={ProblemIcon} tone="caution" action={<Button onClick={retry}>{t('page.retry')}</Button>}>
      {t('recording.unknown')}
    </Notice>
  );
}
