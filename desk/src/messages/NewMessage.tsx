import { participantOf } from '@parley/engagement';
import { Button, MessageIcon, Notice } from '@parley/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { nameOf, type OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import type { MessagesPanelState } from './use-messages.ts';

const shownForMs = 8_000;
const mostShown = 140;

interface NewMessageProps {
  readonly engagement: OwnEngagement;
  readonly panel: MessagesPanelState;
}

/** What has just been written to somebody who does not have the messages open. */
export function NewMessage({ engagement, panel: { isOpen, setOpen, newest } }: NewMessageProps): ReactNode {
  const [over, setOver] = useState<string>();
  const id = newest?.id;
  useEffect(() => {
    if (id === undefined) return;
    const timer = setTimeout(() => setOver(id), shownForMs);
    return () => clearTimeout(timer);
  }, [id]);
  if (!newest || isOpen || over === id) return undefined;
  const name = nameOf(participantOf(engagement.state, newest.participantId));
  const text = newest.text.length > mostShown ? `${newest.text.slice(0, mostShown)}…` : newest.text;
  return (
    <Notice icon={MessageIcon} action={<Button onClick={() => setOpen(true)}>{t('message.show')}</Button>}>
      {t('message.new', { name, text })}
    </Notice>
  );
}
