import type { ConnectionState, LiveEngagement } from '@parley/call';
import type { Participant } from '@parley/protocol';
import type { ComponentChildren, JSX } from 'preact';
import { isApart } from './colleagues.ts';
import { clockText, secondsLeft } from './clock.ts';
import { Icon, type IconName } from './icons.tsx';
import { peopleOf } from './people.ts';
import { useCall, useLocalNow, useServerNow, useShared } from './shared.ts';

interface VeilProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Veil({ icon, title, children }: VeilProps): JSX.Element {
  return (
    <div class="veil">
      <div class="veil-icon" aria-hidden="true">
        <Icon name={icon} size={28} />
      </div>
      <p class="title" role="status">
        {title}
      </p>
      {children}
    </div>
  );
}

/** What lies over the stage when the call does not simply go on; the most serious thing alone. */
export function Overlay({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element | null {
  const connection = useCall((state) => state.connection);
  const { associate } = peopleOf(engagement);
  if (connection.phase === 'reconnecting')
    return <Reconnecting connection={connection} graceSeconds={engagement.state.scenario.graceSeconds} />;
  if (associate?.state === 'away') return <AssociateAway associate={associate} />;
  if (engagement.state.hold) return <OnHold engagement={engagement} hold={engagement.state.hold} />;
  if (isApart(engagement.state)) return <Apart engagement={engagement} />;
  return null;
}

/** Two associates speak about the customer's matter; they come back by themselves. */
function Apart({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element {
  const { t } = useShared();
  const { transfer, participants } = engagement.state;
  const by = participants.find(({ id }) => id === transfer?.byParticipantId);
  const to = participants.find(({ id }) => id === transfer?.toParticipantId);
  return (
    <Veil icon="pause" title={t('hold.title')}>
      <p class="soft">
        {t('transfer.apart', {
          name: by?.name ?? t('call.associate'),
          other: to?.name ?? t('call.associate'),
        })}
      </p>
    </Veil>
  );
}

type Hold = NonNullable<LiveEngagement['state']['hold']>;

function OnHold({
  engagement,
  hold,
}: {
  readonly engagement: LiveEngagement;
  readonly hold: Hold;
}): JSX.Element {
  const { t } = useShared();
  const now = useServerNow();
  const isOwn = hold.byParticipantId === engagement.selfId;
  const by = engagement.state.participants.find(({ id }) => id === hold.byParticipantId);
  return (
    <Veil icon="pause" title={t('hold.title')}>
      <p class="clock large">{clockText(now - Date.parse(hold.since))}</p>
      <p class="soft">
        {isOwn ? t('hold.by-you') : t('hold.by-other', { name: by?.name ?? t('call.associate') })}
      </p>
    </Veil>
  );
}

function AssociateAway({ associate }: { readonly associate: Participant }): JSX.Element {
  const { t } = useShared();
  const now = useServerNow();
  const name = associate.name ?? t('call.associate');
  return (
    <Veil icon="offline" title={t('away.title', { name })}>
      {associate.awayUntil !== undefined && (
        <p class="soft">
          {t('away.countdown', { seconds: secondsLeft(Date.parse(associate.awayUntil), now) })}
        </p>
      )}
    </Veil>
  );
}

interface ReconnectingProps {
  readonly connection: Extract<ConnectionState, { phase: 'reconnecting' }>;
  /** How long the others wait. */
  readonly graceSeconds: number;
}

function Reconnecting({ connection, graceSeconds }: ReconnectingProps): JSX.Element {
  const { client, t } = useShared();
  const now = useLocalNow();
  const kept = secondsLeft(connection.since + graceSeconds * 1_000, now);
  return (
    <Veil icon="offline" title={t('reconnect.title')}>
      <p class="soft">{kept > 0 ? t('reconnect.kept', { seconds: kept }) : t('reconnect.trying')}</p>
      <button type="button" class="small" onClick={() => client.reconnect()}>
        <Icon name="retry" size={16} />{' '}
        {t('reconnect.now', { seconds: secondsLeft(connection.nextAttemptAt, now) })}
      </button>
    </Veil>
  );
}
