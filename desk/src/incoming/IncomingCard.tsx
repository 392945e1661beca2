import type { IncomingInvitation } from '@parley/protocol';
import { useRouter } from '@tanstack/react-router';
import { Avatar, Button, PageIcon, Tooltip, WaitIcon } from '@parley/ui';
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useShortcuts } from '../actions/shortcuts.ts';
import { useClient } from '../client/desk-context.ts';
import { tellIfRefused } from '../client/notices.ts';
import { ChannelIcon } from '../record/ChannelIcon.tsx';
import { Elapsed } from '../time/Clock.tsx';
import { t } from '../words.ts';
import { FromColleague } from './FromColleague.tsx';
import { incomingActions } from './actions.ts';
import styles from './IncomingCard.module.css';
import { RingCountdown } from './RingCountdown.tsx';
import { useAttention } from './use-attention.ts';
import { useFocusWhile } from './use-focus-while.ts';

/** Answer and decline, as buttons and as keys; pressed once, neither can be pressed again. */
function useAnswering(invitation: IncomingInvitation) {
  const client = useClient();
  const [underWay, setUnderWay] = useState(false);
  const actions = useMemo(
    () =>
      incomingActions(invitation, client, underWay, (asked) => {
        setUnderWay(true);
        void tellIfRefused(asked).finally(() => setUnderWay(false));
      }),
    [invitation, client, underWay],
  );
  useShortcuts(useMemo(() => [actions.answer, actions.decline], [actions]));
  const router = useRouter();
  const { engagementId } = invitation;
  useEffect(() => client.warmUp(invitation), [client, invitation]);
  useEffect(() => {
    void router.preloadRoute({ to: '/engagements/$engagementId', params: { engagementId } });
  }, [router, engagementId]);
  return actions;
}

/** Who, what they want, which page they are on, how long they have waited; one large Answer. */
export function IncomingCard({ invitation }: { readonly invitation: IncomingInvitation }): ReactNode {
  const { answer, decline } = useAnswering(invitation);
  const card = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useFocusWhile(card);
  useAttention(invitation);
  const name = invitation.customerName ?? t('common.unknown-customer');
  const page = invitation.attributes.find(({ key }) => key === 'page.title')?.value;
  return (
    <div className={styles['place']}>
      <div ref={card} role="dialog" aria-labelledby={titleId} tabIndex={-1} className={styles['card']}>
        <p id={titleId} role="alert" className={styles['kind']}>
          <ChannelIcon channel={invitation.channel} aria-hidden size={16} />
          {t(`incoming.${invitation.channel}`)}
        </p>
        <FromColleague invitation={invitation} />
        <div className={styles['who']}>
          <RingCountdown until={invitation.expiresAt}>
            <Avatar name={invitation.customerName} size="large" />
          </RingCountdown>
          <div>
            <h2>{name}</h2>
            <p>
              {t('incoming.from', { name: invitation.scenarioName, application: invitation.applicationName })}
            </p>
          </div>
        </div>
        <dl className={styles['facts']}>
          {page && (
            <div>
              <dt>
                <PageIcon aria-hidden size={16} />
                {t('incoming.page')}
              </dt>
              <dd>{page}</dd>
            </div>
          )}
          <div>
            <dt>
              <WaitIcon aria-hidden size={16} />
              {t(invitation.purpose === 'answer' ? 'incoming.waited' : 'incoming.on-call')}
            </dt>
            <dd>
              <Elapsed since={invitation.requestedAt} />
            </dd>
          </div>
        </dl>
        <div className={styles['actions']}>
          <Tooltip text={decline.label} shortcut={decline.shortcut} side="bottom">
            <Button size="large" disabled={!decline.perform} onClick={decline.perform}>
              {decline.label}
            </Button>
          </Tooltip>
          <Tooltip text={answer.label} shortcut={answer.shortcut} side="bottom">
            <Button
              variant="accent"
              size="large"
              icon={answer.icon}
              disabled={!answer.perform}
              onClick={answer.perform}
            >
              {answer.label}
            </Button>
          </Tooltip>
        </div>
      </div>
    </div>
  );
}
