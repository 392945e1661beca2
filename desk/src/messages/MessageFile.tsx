import { shownSize } from '@parley/call';
import { fileSize } from '@parley/ui/text';
import type { EngagementId, Message } from '@parley/protocol';
import { FileIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { locale, t } from '../words.ts';
import styles from './MessageFile.module.css';

interface MessageFileProps {
  readonly engagementId: EngagementId;
  readonly message: Message;
}

/** A picture as it is, a document by its name; either opens in a window of its own. */
export function MessageFile({ engagementId, message }: MessageFileProps): ReactNode {
  const { id, text: name, file, isFileDeleted } = message;
  if (!file) return undefined;
  if (isFileDeleted) return <p className={styles['deleted']}>{t('message.file-deleted', { name })}</p>;
  const url = `/api/v1/engagements/${engagementId}/files/${id}`;
  const { width, height } = file;
  return (
    <a
      className={width ? styles['picture'] : styles['document']}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      {...(width && { 'aria-label': t('message.file-open', { name }) })}
    >
      {width ? (
        <img src={url} {...shownSize(width, height)} alt={name} />
      ) : (
        <>
          <FileIcon aria-hidden size={20} />
          <span className={styles['facts']}>
            <span className={styles['name']}>{name}</span>
            <span className={styles['size']}>{fileSize(file.bytes, locale)}</span>
          </span>
        </>
      )}
    </a>
  );
}
