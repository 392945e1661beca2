import type { Outgoing } from '@parley/protocol';
import { Link } from '@tanstack/react-router';
import { BackIcon, DownloadIcon, LinkedText } from '@parley/ui';
import { language } from '@parley/ui/page';
import { fileSize } from '@parley/ui/text';
import { useState, type ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './OutboxMessage.module.css';
import { OutboxReply } from './OutboxReply.tsx';
import { KindIcon, StatusBadge } from './parts.tsx';
import { longMoment } from './when.ts';

interface OutboxMessageProps {
  readonly message: Outgoing;
  /** Whether an answer can be made up here. */
  readonly canReply: boolean;
}

/** One message with everything that is known of it. */
export function OutboxMessage({ message, canReply }: OutboxMessageProps): ReactNode {
  const { id, kind, to, subject, status, provider, failure, createdAt, attachments } = message;
  const title = subject ?? t(`outbox.${kind}`);
  return (
    <article className={styles['message']} aria-label={title}>
      <Link to="/outbox" search={{}} className={styles['back']}>
        <BackIcon aria-hidden size={16} />
        {t('outbox.messages')}
      </Link>
      <header className={styles['head']}>
        <h2>
          <KindIcon message={message} />
          {title}
        </h2>
        <StatusBadge status={status} />
        <dl>
          <Fact name={t('outbox.to')}>{to}</Fact>
          <Fact name={t('outbox.at')}>
            <time dateTime={createdAt}>{longMoment(createdAt)}</time>
          </Fact>
          {provider && (
            <Fact name={t('outbox.by')}>{provider === 'outbox' ? t('outbox.by-outbox') : provider}</Fact>
          )}
          {failure && <Fact name={t('outbox.failure')}>{failure}</Fact>}
        </dl>
      </header>
      <Body message={message} />
      {attachments.length > 0 && (
        <section aria-label={t('outbox.attachments')} className={styles['attachments']}>
          {attachments.map(({ name, bytes }, position) => (
            <a
              key={`${String(position)}-${name}`}
              className={styles['attachment']}
              href={`/api/v1/outbox/${id}/attachments/${String(position)}`}
              aria-label={t('outbox.download', { name, size: fileSize(bytes, language) })}
              download
            >
              <DownloadIcon aria-hidden size={16} />
              <span>{name}</span>
              <span className={styles['size']}>{fileSize(bytes, language)}</span>
            </a>
          ))}
        </section>
      )}
      {canReply && kind === 'sms' && <OutboxReply message={message} />}
    </article>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** The e-mail as it looks, from the server's own page for it, in which nothing runs; or the words alone. */
function Body({ message: { id, text, hasPage } }: { readonly message: Outgoing }): ReactNode {
  const [asText, setAsText] = useState(!hasPage);
  return (
    <>
      {hasPage && (
        <div className={styles['ways']}>
          {([false, true] as const).map((way) => (
            <button
              key={String(way)}
              type="button"
              aria-pressed={asText === way}
              onClick={() => setAsText(way)}
            >
              {way ? t('outbox.as-text') : t('outbox.as-html')}
            </button>
          ))}
        </div>
      )}
      {asText ? (
        <LinkedText text={text} className={styles['words']} />
      ) : (
        <iframe
          className={styles['mail']}
          title={t('outbox.html-name')}
          src={`/api/v1/outbox/${id}/page`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      )}
    </>
  );
}
