import type { LiveEngagement } from '@parley/call';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { useCall, useShared } from './shared.ts';

/** The red circle, with its word: there exactly while the recorder says that something is being written. */
export function RecordingDot({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element | null {
  const { t } = useShared();
  if (engagement.state.recording?.writingSince === undefined) return null;
  return (
    <span class="recording" role="status">
      {t('recording.on')}
    </span>
  );
}

/** For scenarios that tell and don't ask; stays until it was read. */
export function RecordingTold({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element | null {
  const { t } = useShared();
  const [wasRead, setWasRead] = useState(false);
  const { recording, scenario } = engagement.state;
  if (wasRead || scenario.recording?.consent !== 'tell' || !recording?.wanted) return null;
  return (
    <div class="notice" role="status">
      <Icon name="alert" size={18} />
      <p class="grow">{t('recording.told')}</p>
      <button
        type="button"
        class="quiet"
        aria-label={t('recording.told-read')}
        onClick={() => setWasRead(true)}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}

/** The customer decides whether the call is recorded; it goes on either way, so nothing is covered. */
export function RecordingQuestion(): JSX.Element | null {
  const { client, t } = useShared();
  const engagement = useCall((state) => state.engagement);
  const decline = useRef<HTMLButtonElement>(null);
  const isAsked = engagement?.state.recording?.consent === 'asked';
  useEffect(() => {
    if (isAsked) decline.current?.focus({ preventScroll: true });
  }, [isAsked]);
  if (!engagement || !isAsked) return null;
  const answer = (allow: boolean) => (): void => void client.answerRecording(allow);
  return (
    <div
      class="question"
      role="dialog"
      aria-labelledby="recording-question"
      aria-describedby="recording-question-text"
    >
      <p class="strong" id="recording-question">
        {t('recording.ask')}
      </p>
      <p class="soft" id="recording-question-text">
        {t('recording.ask-text', { company: engagement.state.application.name })}
      </p>
      <div class="question-answers">
        <button ref={decline} type="button" class="plain" onClick={answer(false)}>
          {t('ask.decline')}
        </button>
        <button type="button" class="primary" onClick={answer(true)}>
          {t('ask.allow')}
        </button>
      </div>
    </div>
  );
}
