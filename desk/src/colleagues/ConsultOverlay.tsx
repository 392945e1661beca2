import { participantOf } from '@parley/engagement';
import type { Participant } from '@parley/protocol';
import { Button, TransferIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import overlay from '../engagement/StageOverlay.module.css';
import { nameOf, type OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import styles from './ConsultOverlay.module.css';

interface Consultation {
  readonly other: Participant | undefined;
  readonly isSender: boolean;
  /** A third associate only listens. */
  readonly isOfTheTwo: boolean;
}

function consultationOf({ state, self }: OwnEngagement): Consultation | undefined {
  const { transfer } = state;
  if (transfer?.phase !== 'consulting' || !transfer.toParticipantId) return undefined;
  const isSender = transfer.byParticipantId === self.id;
  const other = participantOf(state, isSender ? transfer.toParticipantId : transfer.byParticipantId);
  return { other, isSender, isOfTheTwo: isSender || transfer.toParticipantId === self.id };
}

/** The associates speak and the customer is apart: says so to both, with the ways on from there. */
export function ConsultOverlay({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const consultation = consultationOf(engagement);
  const customer = nameOf(engagement.customer);
  return (
    <div className={overlay['overlay']} data-shown={consultation && ''}>
      <div role="status" className={overlay['words']}>
        {consultation && (
          <>
            <TransferIcon aria-hidden size={40} strokeWidth={1.5} />
            <p className={overlay['title']}>
              {t('colleague.consulting', { name: nameOf(consultation.other) })}
            </p>
          </>
        )}
      </div>
      {consultation && (
        <>
          <p className={overlay['text']}>{t('colleague.consulting-text', { customer })}</p>
          {consultation.isOfTheTwo && <WaysOn isSender={consultation.isSender} />}
        </>
      )}
    </div>
  );
}

function WaysOn({ isSender }: { readonly isSender: boolean }): ReactNode {
  const client = useClient();
  const { colleagues } = client;
  return (
    <>
      <div className={styles['ways']}>
        <Button size="large" onClick={() => attempt(colleagues.joinTransfer())}>
          {t('colleague.bring-in')}
        </Button>
        {isSender && (
          <Button variant="accent" size="large" onClick={() => attempt(client.leave())}>
            {t('colleague.complete')}
          </Button>
        )}
      </div>
      {isSender && (
        <Button variant="quiet" onClick={() => attempt(colleagues.cancelTransfer())}>
          {t('colleague.call-off')}
        </Button>
      )}
    </>
  );
}
