import type { LiveEngagement } from '@parley/call';
import { soundDeviceOf } from '@parley/engagement';
import type { DeviceLink, Participant } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { clockText } from '../clock.ts';
import { Icon } from '../icons.tsx';
import { useServerNow, useShared } from '../shared.ts';
import { useDeviceWords } from './device-words.ts';
import { LinkCode } from './LinkCode.tsx';

interface LinkCardProps {
  readonly engagement: LiveEngagement;
  readonly link: DeviceLink;
}

/** What the phone is to do, and the way out. */
export function LinkCard({ engagement: { state, selfId }, link }: LinkCardProps): JSX.Element {
  const { client, t } = useShared();
  const say = useDeviceWords();
  const { id, way, byParticipantId, until } = link;
  const dismiss = useRef<HTMLButtonElement>(null);
  useEffect(() => dismiss.current?.focus({ preventScroll: true }), []);
  const left = clockText(Date.parse(until) - useServerNow());
  const asker = state.participants.find((one) => one.id === byParticipantId);
  const name = asker?.name ?? t('call.associate');
  return (
    <div class="question" role="dialog" aria-labelledby={`link-${id}`} aria-describedby={`link-text-${id}`}>
      <p class="question-head">
        <span class="strong" id={`link-${id}`}>
          {t('device.use')}
        </span>
      </p>
      <div id={`link-text-${id}`}>
        {way === 'sms' && <p>{say('device.sent', { name })}</p>}
        {way === 'screen' && byParticipantId !== selfId && <p>{say('device.asked', { name })}</p>}
      </div>
      {way === 'screen' && <LinkCode link={link} />}
      <p class="soft">{say('device.left', { time: left })}</p>
      <div class="question-answers">
        <button ref={dismiss} type="button" class="plain" onClick={() => void client.ownDevices.withdraw(id)}>
          {say('device.not-now')}
        </button>
      </div>
    </div>
  );
}

interface DeviceThereProps {
  readonly engagement: LiveEngagement;
  readonly device: Participant;
}

/** Never to be forgotten, and one press from its end. */
export function DeviceThere({ engagement: { state }, device }: DeviceThereProps): JSX.Element {
  const { client } = useShared();
  const say = useDeviceWords();
  const isSoundThere = soundDeviceOf(state)?.id === device.id;
  const text = device.state === 'away' ? 'away' : isSoundThere ? 'sound-there' : 'here';
  return (
    <div class="notice" role="status">
      <Icon name="phone" size={18} />
      <p class="grow">{say(`device.${text}`)}</p>
      {isSoundThere && (
        <button type="button" class="small" onClick={() => void client.ownDevices.takeSound()}>
          {say('device.sound-here')}
        </button>
      )}
      <button type="button" class="small" onClick={() => void client.ownDevices.remove()}>
        {say('device.remove')}
      </button>
    </div>
  );
}
