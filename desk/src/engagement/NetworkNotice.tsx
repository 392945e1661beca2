import type { Quality } from '@parley/protocol';
import { Notice, WeakSignalIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { t } from '../words.ts';
import { nameOf, type OwnEngagement } from './use-engagement.ts';

/** 0 unusable, 1 poor; from 2 on nothing is worth a notice. */
const isPoor = (quality: Quality | undefined): boolean =>
  quality !== undefined && Math.min(quality.up, quality.down) <= 1;

/** Says whose connection it is that is weak. When both are, the own one is what can be done something about. */
export function NetworkNotice({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const { customer } = engagement;
  const own = useDesk((state) => isPoor(state.media.quality));
  const theirs = useDesk((state) => isPoor(state.media.othersQuality[customer.id]));
  if (!own && (!theirs || customer.state !== 'present')) return undefined;
  return (
    <Notice icon={WeakSignalIcon} tone="caution">
      {own ? t('call.weak-own') : t('call.weak-other', { name: nameOf(customer) })}
    </Notice>
  );
}
