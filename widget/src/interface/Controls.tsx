import type { LiveEngagement } from '@parley/call';
import { may } from '@parley/engagement';
import type { Participant } from '@parley/protocol';
import type { JSX } from 'preact';
import { Icon, type IconName } from './icons.tsx';
import type { MessagesState } from './messages/hooks.tsx';
import { peopleOf } from './people.ts';
import { useCall, useShared } from './shared.ts';

interface ControlProps {
  readonly label: string;
  readonly icon: IconName;
  readonly press: () => void;
  readonly pressed?: boolean;
  /** Drawn filled: something that is usually on is off. */
  readonly stands?: boolean;
  readonly kind?: 'end';
  /** Whether what it opens is open. */
  readonly expanded?: boolean;
  /** How much waits behind it, and how that is said. */
  readonly count?: { readonly number: number; readonly name: string };
}

export function Control({
  label,
  icon,
  press,
  pressed,
  stands,
  kind,
  expanded,
  count,
}: ControlProps): JSX.Element {
  return (
    <button
      type="button"
      class={`control ${kind ?? ''} ${stands ? 'stands' : ''}`}
      aria-pressed={pressed}
      aria-expanded={expanded}
      {...(count && { 'aria-label': count.name })}
      onClick={press}
    >
      <span class="disc">
        <Icon name={icon} />
        {count && <span class="unread">{count.number}</span>}
      </span>
      {label}
    </button>
  );
}

interface OwnProps {
  readonly engagement: LiveEngagement;
  readonly self: Participant;
}

function MuteControl({ self }: OwnProps): JSX.Element {
  const { client, t } = useShared();
  const isUnheard = useCall((state) => state.media.microphone.state === 'failed') || self.muted;
  return (
    <Control
      label={t('control.mute')}
      icon={isUnheard ? 'muted' : 'microphone'}
      pressed={self.muted}
      stands={isUnheard}
      press={() => void (self.muted ? client.unmute() : client.mute())}
    />
  );
}

function CameraControl({ engagement: { state }, self }: OwnProps): JSX.Element | null {
  const { client, t } = useShared();
  if (!self.camera && !may(state, self.id, 'start-camera')) return null;
  return (
    <Control
      label={t('control.camera')}
      icon={self.camera ? 'camera' : 'cameraOff'}
      pressed={self.camera}
      stands={!self.camera}
      press={() => void (self.camera ? client.stopCamera() : client.startCamera())}
    />
  );
}

/** There while the customer may share by themselves; what they were asked for has its own way to stop. */
function ScreenControl({ engagement: { state }, self }: OwnProps): JSX.Element | null {
  const { client, t } = useShared();
  const isUnavailable = useCall(({ media }) => media.screen.state === 'unavailable');
  const isOwn = state.scenario.allows.includes('customer.screen');
  if (isUnavailable || !isOwn || (!self.screen && !may(state, self.id, 'start-screen'))) return null;
  return (
    <Control
      label={t('control.screen')}
      icon="screen"
      pressed={self.screen}
      press={() => void (self.screen ? client.stopScreen() : client.startScreen())}
    />
  );
}

function PauseControl({ engagement: { state }, self }: OwnProps): JSX.Element | null {
  const { client, t } = useShared();
  const isHeld = state.hold !== undefined;
  if (!may(state, self.id, isHeld ? 'resume' : 'pause')) return null;
  return (
    <Control
      label={t('control.pause')}
      icon={isHeld ? 'resume' : 'pause'}
      pressed={isHeld}
      stands={isHeld}
      press={() => void (isHeld ? client.resume() : client.pause())}
    />
  );
}

function MessagesControl({ messages }: { readonly messages: MessagesState }): JSX.Element | null {
  const { t } = useShared();
  const { isShown, isOpen, setOpen, unread } = messages;
  if (!isShown) return null;
  return (
    <Control
      label={t('control.messages')}
      icon="message"
      expanded={isOpen}
      press={() => setOpen(!isOpen)}
      {...(unread > 0 && { count: { number: unread, name: t('control.unread', { count: unread }) } })}
    />
  );
}

/** The row at the bottom. What the scenario or the moment does not let the customer do is not there. */
export function Controls({
  end,
  messages,
}: {
  readonly end: () => void;
  readonly messages?: MessagesState;
}): JSX.Element {
  const { t } = useShared();
  const engagement = useCall((state) => state.engagement);
  const self = engagement && peopleOf(engagement).self;
  return (
    <div class="controls">
      {engagement && self && (
        <>
          <MuteControl engagement={engagement} self={self} />
          <CameraControl engagement={engagement} self={self} />
          <ScreenControl engagement={engagement} self={self} />
          <PauseControl engagement={engagement} self={self} />
          {messages && <MessagesControl messages={messages} />}
        </>
      )}
      <Control label={t('control.end')} icon="end" kind="end" press={end} />
    </div>
  );
}
