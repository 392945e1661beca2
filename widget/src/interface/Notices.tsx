import type { LiveEngagement } from '@parley/call';
import type { Quality } from '@parley/protocol';
import type { JSX } from 'preact';
import { Icon } from './icons.tsx';
import { peopleOf } from './people.ts';
import { useCall, useShared } from './shared.ts';

/** 0 unusable, 1 poor; from 2 on nothing is worth a notice. */
const isPoor = (quality: Quality | undefined): boolean =>
  quality !== undefined && Math.min(quality.up, quality.down) <= 1;

/** Whose connection it is that is weak. When both are, the own one is what can be done something about. */
export function NetworkNotice({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element | null {
  const { t } = useShared();
  const { associate } = peopleOf(engagement);
  const own = useCall((state) => isPoor(state.media.quality));
  const theirs = useCall(
    (state) => associate !== undefined && isPoor(state.media.othersQuality[associate.id]),
  );
  const returns = useCall(
    (state) => state.media.path === 'reconnecting' && state.connection.phase === 'online',
  );
  if (engagement.state.hold || (!own && !theirs && !returns)) return null;
  const text = returns
    ? t('network.returns')
    : own
      ? t('network.weak-own')
      : t('network.weak-other', { name: associate?.name ?? t('call.associate') });
  return (
    <p class="notice" role="status">
      <Icon name="weak" size={18} /> {text}
    </p>
  );
}

/** Before anyone is there to wait for the customer. */
export function Interrupted(): JSX.Element | null {
  const { t } = useShared();
  const isInterrupted = useCall((state) => state.connection.phase === 'reconnecting');
  if (!isInterrupted) return null;
  return (
    <p class="notice" role="status">
      <Icon name="offline" size={18} /> {t('reconnect.trying')}
    </p>
  );
}

export function SpeakingWhileMuted(): JSX.Element | null {
  const { t } = useShared();
  const speaks = useCall((state) => state.media.speakingWhileMuted);
  if (!speaks) return null;
  return (
    <p class="notice" role="status">
      <Icon name="muted" size={18} /> {t('call.speaking-muted')}
    </p>
  );
}

/** Where the scenario lets customers know: who of the company listens beside those who are in it. */
export function SupervisorNotice({
  engagement,
}: {
  readonly engagement: LiveEngagement;
}): JSX.Element | null {
  const { t } = useShared();
  const [supervisor] = engagement.state.supervisors;
  if (!supervisor) return null;
  return (
    <p class="notice" role="status">
      <Icon name="alert" size={18} /> {t('people.listens', { name: supervisor.name })}
    </p>
  );
}
