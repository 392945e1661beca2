import type { MeetingRecord } from '@parley/protocol';
import { Button, Dialog, Notice, ProblemIcon } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './MeetingDialog.module.css';

interface MeetingReadyProps {
  readonly meeting: MeetingRecord;
  readonly surface: 'call' | undefined;
  readonly onClose: () => void;
  /** To change it or call it off. */
  readonly more?: ReactNode;
}

/** Link and code of a meeting, to be given on. */
export function MeetingReady({ meeting, surface, onClose, more }: MeetingReadyProps): ReactNode {
  return (
    <Dialog
      surface={surface}
      title={meeting.title}
      description={`${t('meeting.made')}. ${t('meeting.made-text')}`}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          {more}
          <Button variant="accent" onClick={onClose}>
            {t('meeting.done')}
          </Button>
        </>
      }
    >
      <dl className={styles['ready']}>
        <dt>{t('meeting.link')}</dt>
        <dd>{meeting.link}</dd>
        <CopyButton label={t('meeting.copy-link')} text={meeting.link} />
        <dt>{t('meeting.code')}</dt>
        <dd className={styles['code']}>{meeting.code.replace(/^(.{4})/, '$1 ')}</dd>
        <CopyButton label={t('meeting.copy-code')} text={meeting.code} />
      </dl>
      {meeting.untold.map((way) => (
        <Notice key={way} icon={ProblemIcon} tone="caution">
          {t(`meeting.untold-${way}`)}
        </Notice>
      ))}
    </Dialog>
  );
}

function CopyButton({ label, text }: { readonly label: string; readonly text: string }): ReactNode {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // The browser forbids it; the text stands there to be marked by hand.
      () => setCopied(false),
    );
  return (
    <dd>
      <Button aria-label={label} onClick={copy}>
        <span aria-live="polite">{isCopied ? t('meeting.copied') : label}</span>
      </Button>
    </dd>
  );
}
