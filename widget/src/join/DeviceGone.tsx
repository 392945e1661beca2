import type { JSX } from 'preact';
import { Icon } from '../interface/icons.tsx';
import { useCall } from '../interface/shared.ts';
import { useJoin } from './join-shared.ts';

/** The device is out of the call, which may well go on where it was begun. */
export function DeviceGone(): JSX.Element {
  const { t } = useJoin();
  const isOver = useCall(({ engagement }) => engagement?.state.phase === 'ended');
  return (
    <div class="middle">
      <div class="veil-icon" aria-hidden="true">
        <Icon name="end" size={28} />
      </div>
      <div role="status">
        <h1 class="title">{t(isOver ? 'ended.title' : 'phone.gone')}</h1>
        <p class="soft">{t(isOver ? 'join.close' : 'phone.gone-text')}</p>
      </div>
    </div>
  );
}
