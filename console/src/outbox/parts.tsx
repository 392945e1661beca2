import type { Outgoing, OutgoingStatus } from '@parley/protocol';
import { Badge, EmailIcon, MessageIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { t } from '../words.ts';

export function KindIcon({ message: { kind } }: { readonly message: Outgoing }): ReactNode {
  const Shape = kind === 'email' ? EmailIcon : MessageIcon;
  return <Shape role="img" aria-label={t(`outbox.${kind}`)} size={17} />;
}

const tones: Readonly<Partial<Record<OutgoingStatus, 'accent' | 'caution'>>> = {
  delivered: 'accent',
  undelivered: 'caution',
  unknown: 'caution',
  failed: 'caution',
};

export const StatusBadge = ({ status }: { readonly status: OutgoingStatus }): ReactNode => (
  <Badge tone={tones[status] ?? 'plain'}>{t(`outbox.status.${status}`)}</Badge>
);
