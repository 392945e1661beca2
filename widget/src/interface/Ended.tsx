import type { EndReason, EngagementState } from '@parley/protocol';
import type { JSX } from 'preact';
import { clockText } from './clock.ts';
import { Icon } from './icons.tsx';
import { peopleOf } from './people.ts';
import { useCall, useShared } from './shared.ts';

interface AfterProps {
  /** Asks once more, for the same kind of call. */
  readonly again: () => void;
  readonly back: () => void;
}

/** Reasons after which asking again is what most people want. */
const unwanted: ReadonlySet<EndReason> = new Set(['customer-lost', 'associate-lost', 'nobody-available']);

function EndWords({ state, name }: { readonly state: EngagementState; readonly name: string }): JSX.Element {
  const { t } = useShared();
  const { endReason, answeredAt, endedAt } = state;
  return (
    <>
      <div role="status">
        <p class="title">{t('ended.title')}</p>
        <p class="soft">{endReason ? t(`ended.${endReason}`, { name }) : t('ended.unknown')}</p>
      </div>
      {answeredAt !== undefined && endedAt !== undefined && (
        <p class="soft">
          {t('ended.duration', { duration: clockText(Date.parse(endedAt) - Date.parse(answeredAt)) })}
        </p>
      )}
    </>
  );
}

/** It is over: why, how long it was, and the way back. */
export function Ended({ again, back }: AfterProps): JSX.Element {
  const { t } = useShared();
  const engagement = useCall((state) => state.engagement);
  const reason = engagement?.state.endReason;
  const isUnwanted = reason !== undefined && unwanted.has(reason);
  return (
    <div class="middle">
      <div class="veil-icon" aria-hidden="true">
        <Icon name="end" size={28} />
      </div>
      {engagement ? (
        <EndWords
          state={engagement.state}
          name={peopleOf(engagement).associate?.name ?? t('call.associate')}
        />
      ) : (
        <div role="status">
          <p class="title">{t('ended.title')}</p>
          <p class="soft">{t('ended.unknown')}</p>
        </div>
      )}
      <div class="row">
        <button type="button" class={isUnwanted ? 'plain' : 'primary'} onClick={back}>
          {t('ended.back')}
        </button>
        <button type="button" class={isUnwanted ? 'primary' : 'plain'} onClick={again}>
          {t('ended.again')}
        </button>
      </div>
    </div>
  );
}

/** The engagement was refused. */
export function Failed({ again, back }: AfterProps): JSX.Element {
  const { t } = useShared();
  const code = useCall((state) => state.problem?.code ?? 'internal');
  return (
    <div class="middle">
      <div class="veil-icon" aria-hidden="true">
        <Icon name="alert" size={28} />
      </div>
      <div role="alert">
        <p class="title">{t('failed.title')}</p>
        <p class="soft">{t(`problem.${code}`)}</p>
      </div>
      <div class="row">
        <button type="button" class="plain" onClick={back}>
          {t('ended.back')}
        </button>
        <button type="button" class="primary" onClick={again}>
          {t('common.try-again')}
        </button>
      </div>
    </div>
  );
}

/** The same engagement is open in another tab. */
export function Elsewhere(): JSX.Element {
  const { client, t } = useShared();
  return (
    <div class="middle">
      <div class="veil-icon" aria-hidden="true">
        <Icon name="audio" size={28} />
      </div>
      <div role="status">
        <p class="title">{t('elsewhere.title')}</p>
        <p class="soft">{t('elsewhere.hint')}</p>
      </div>
      <button type="button" class="primary" onClick={() => client.reconnect()}>
        {t('elsewhere.here')}
      </button>
    </div>
  );
}
