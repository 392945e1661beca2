import type { LiveEngagement } from '@parley/call';
import type { ProblemBody } from '@parley/protocol';
import type { JSX } from 'preact';
import { Icon } from '../interface/icons.tsx';
import { peopleOf } from '../interface/people.ts';
import { useCall } from '../interface/shared.ts';
import { useJoin } from './join-shared.ts';

/** Where another try can't help. */
const final = new Set<ProblemBody['code']>(['code-expired', 'device-link-over', 'engagement-ended']);

/** Why nobody comes in here, and what to do about it. */
export function Cannot({
  problem,
  again,
}: {
  readonly problem: ProblemBody;
  readonly again: () => void;
}): JSX.Element {
  const { t } = useJoin();
  return (
    <div class="middle">
      <div class="veil-icon" aria-hidden="true">
        <Icon name="alert" size={28} />
      </div>
      <div role="alert">
        <h1 class="title">{t('join.cannot')}</h1>
        <p class="soft">{t(`problem.${problem.code}`)}</p>
      </div>
      <div class="row">
        {!final.has(problem.code) && (
          <button type="button" class="primary" onClick={again}>
            {t('common.try-again')}
          </button>
        )}
        <a class="plain" href="/join">
          {t('join.other-code')}
        </a>
      </div>
    </div>
  );
}

/** How it ended for this person. */
function wayOut({ state, selfId }: LiveEngagement): 'left' | 'lost' | 'host' | 'other' {
  if (state.phase === 'ended') return state.endReason === 'associate-exited' ? 'host' : 'other';
  return state.participants.find(({ id }) => id === selfId)?.state === 'left' ? 'lost' : 'left';
}

/** After the call, and the way back while it goes on for others. */
export function Left(): JSX.Element {
  const { client, t } = useJoin();
  const engagement = useCall((state) => state.engagement);
  const how = engagement ? wayOut(engagement) : 'other';
  const name = (engagement && peopleOf(engagement).associate?.name) ?? t('call.associate');
  return (
    <div class="middle">
      <div class="veil-icon" aria-hidden="true">
        <Icon name="end" size={28} />
      </div>
      <div role="status">
        <p class="title">{t('ended.title')}</p>
        <p class="soft">{t(`join.ended-${how}`, { name })}</p>
      </div>
      {how === 'host' || how === 'other' ? (
        <p class="soft">{t('join.close')}</p>
      ) : (
        <button type="button" class="primary" onClick={() => client.reset()}>
          {t('join.again')}
        </button>
      )}
    </div>
  );
}
