import type { MeetingRecord } from '@parley/protocol';
import { Button, Dialog } from '@parley/ui';
import { sentenceOfError } from '@parley/ui/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './MeetingDialog.module.css';
import { callOffMeeting, meetingsQuery } from './queries.ts';

interface CallOffProps {
  readonly meeting: MeetingRecord;
  readonly surface?: 'call' | undefined;
  readonly onClose: () => void;
}

/** Asks once more before everybody is told. */
export function CallOff({ meeting, surface, onClose }: CallOffProps): ReactNode {
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<string>();
  const [underWay, setUnderWay] = useState(false);
  const callOff = async (): Promise<void> => {
    setUnderWay(true);
    try {
      await callOffMeeting(meeting.id);
      await queries.invalidateQueries({ queryKey: meetingsQuery.queryKey });
      onClose();
    } catch (error) {
      setRefusal(sentenceOfError(error));
      setUnderWay(false);
    }
  };
  return (
    <Dialog
      surface={surface}
      title={t('meeting.call-off-ask', { title: meeting.title })}
      description={t('meeting.call-off-text')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('meeting.keep')}</Button>
          <Button variant="accent" disabled={underWay} onClick={() => void callOff()}>
            {t('meeting.call-off')}
          </Button>
        </>
      }
    >
      {refusal && (
        <p className={styles['refusal']} role="alert">
          {refusal}
        </p>
      )}
    </Dialog>
  );
}
