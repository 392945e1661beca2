import type { JSX } from 'preact';
import { DeviceHelp } from '../interface/DeviceHelp.tsx';
import { Devices } from '../interface/Devices.tsx';
import { Interrupted } from '../interface/Notices.tsx';
import { SelfView } from '../interface/SelfView.tsx';
import { useCall } from '../interface/shared.ts';
import { useJoin } from './join-shared.ts';

/** On the way in, or until somebody lets them in. */
export function Lobby({ end }: { readonly end: () => void }): JSX.Element {
  const { t } = useJoin();
  const isIn = useCall(({ phase }) => phase === 'waiting');
  return (
    <div class="door waits">
      <div class="door-picture">
        <SelfView large />
      </div>
      <div class="door-words">
        <div class="waiting-words" role="status">
          <p class="title">{t(isIn ? 'join.lobby' : 'join.looking')}</p>
          {isIn && <p class="soft">{t('join.lobby-hint')}</p>}
        </div>
        <Interrupted />
        <DeviceHelp wantsCamera={false} />
        <Devices />
        <button type="button" class="plain" onClick={end}>
          {t('join.leave')}
        </button>
      </div>
    </div>
  );
}
