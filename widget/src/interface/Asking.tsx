import type { LiveEngagement } from '@parley/call';
import { pendingQuestions } from '@parley/engagement';
import type { Question } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { secondsLeft } from './clock.ts';
import { Icon } from './icons.tsx';
import { peopleOf } from './people.ts';
import { mayUsePhone } from './second-device/use-phone.ts';
import { useCall, useServerNow, useShared } from './shared.ts';

/** What the associate asks for, one dialog after the other; the call goes on beside it. */
export function AskedToShare(): JSX.Element | null {
  const engagement = useCall((state) => state.engagement);
  const open = engagement && pendingQuestions(engagement.state).find(({ status }) => status === 'open');
  if (!open) return null;
  const asker = engagement.state.participants.find(({ id }) => id === open.byParticipantId);
  return <Dialog key={open.id} engagement={engagement} question={open} name={asker?.name} />;
}

interface DialogProps {
  readonly engagement: LiveEngagement;
  readonly question: Question;
  readonly name: string | undefined;
}

function Dialog({ engagement, question: { id, what, until }, name }: DialogProps): JSX.Element {
  const { client, t } = useShared();
  const now = useServerNow();
  const isUnavailable = useCall(({ media }) => media.screen.state === 'unavailable');
  const decline = useRef<HTMLButtonElement>(null);
  useEffect(() => decline.current?.focus({ preventScroll: true }), []);
  const mayPhone = what === 'camera' && mayUsePhone(engagement);
  const needsPhone = useCall(({ media }) => media.devices.cameras.length === 0) && mayPhone;
  const text = needsPhone
    ? 'ask.no-camera'
    : what === 'screen' && isUnavailable
      ? 'ask.screen-instead'
      : (`ask.${what}-text` as const);
  return (
    <div class="question" role="dialog" aria-labelledby={`ask-${id}`} aria-describedby={`ask-text-${id}`}>
      <p class="question-head">
        <span class="strong" id={`ask-${id}`}>
          {t(`ask.${what}`)}
        </span>
        <span class="clock soft" aria-hidden="true">
          {secondsLeft(Date.parse(until), now)}
        </span>
      </p>
      <p class="soft" id={`ask-text-${id}`}>
        {t(text, { name: name ?? t('call.associate') })}
      </p>
      <div class="question-answers">
        <button ref={decline} type="button" class="plain" onClick={() => void client.answering.decline(id)}>
          {t('ask.decline')}
        </button>
        {mayPhone && (
          <button
            type="button"
            class={needsPhone ? 'primary' : 'plain'}
            onClick={() => void client.ownDevices.showLink()}
          >
            {t('ask.use-phone')}
          </button>
        )}
        {!needsPhone && (
          <button type="button" class="primary" onClick={() => void client.answering.allow(id, what)}>
            {t('ask.allow')}
          </button>
        )}
      </div>
    </div>
  );
}

/** Never to be forgotten, and one press from its end. */
export function Sharing(): JSX.Element | null {
  const { client, t } = useShared();
  const engagement = useCall((state) => state.engagement);
  if (!engagement || !peopleOf(engagement).self?.screen) return null;
  return (
    <div class="notice" role="status">
      <Icon name="screen" size={18} />
      <p class="grow">{t('screen.sharing')}</p>
      <button type="button" class="small" onClick={() => void client.stopScreen()}>
        {t('screen.stop')}
      </button>
    </div>
  );
}
