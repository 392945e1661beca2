import type { LiveEngagement } from '@parley/call';
import type { ProblemBody } from '@parley/protocol';
import type { JSX } from 'preact';
import { Icon } from '../interface/icons.tsx';
import { peopleOf } from '../interface/people.ts';
import { useCall } from '../interface/shared.ts';
import { useJoin } from './join-shared.ts';

/** Where another try can't help. */
const final = new Set<ProblemBody['code']>(['code-expired', 'device-link-over']);

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
function wayOut(
  engagement: LiveEngagement | undefined,
  byOneself: boolean,
): 'left' | 'lost' | 'host' | 'other' {
  if (engagement?.state.phase === 'ended')
    return engagement.state.endReason === 'associate-exited' ? 'host' : 'other';
  return byOneself ? 'left' : 'lost';
}

interface LeftProps {
  /** Rather than that the server has given this person up. */
  readonly byOneself: boolean;
  readonly again: () => void;
}

/** After the call or the lobby, and the way back while it goes on for others, or its host may come back. */
export function Left({ byOneself, again }: LeftProps): JSX.Element {
  const { t } = useJoin();
  const engagement = useCall((state) => state.engagement);
  const how = wayOut(engagement, byOneself);
  const isOver = how === 'host' || (how === 'other' && engagement?.state.endReason !== 'associate-lost');
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
      {isOver ? (
        <p class="soft">{t('join.close')}</p>
      ) : (
        <button type="button" class="primary" onClick={again}>
          {t('join.again')}
        </button>
      )}
    </div>
  );
}
