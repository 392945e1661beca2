import { useEffect } from 'react';
import { useClient } from '../client/desk-context.ts';
import { notify } from '../client/notices.ts';
import { participantOf } from '@parley/engagement';
import type { EngagementState, ParticipantId } from '@parley/protocol';
import { t } from '../words.ts';
import { newsBetween } from './news.ts';

/** Says what the colleagues in the engagement, and those who were asked into it, do. */
export function useColleagueNews(): void {
  const { store } = useClient();
  useEffect(
    () =>
      store.subscribe(({ engagement: now, ended }, { engagement: before }) => {
        if (ended && before && !now) tellIfRelieved(ended, before.selfId);
        if (!now || !before || now === before || now.state.id !== before.state.id) return;
        for (const sentence of newsBetween(before.state, now.state, now.selfId)) notify(sentence);
      }),
    [store],
  );
}

/** Whose call goes on with somebody else, without their doing, is told who that is. */
function tellIfRelieved(state: EngagementState, selfId: ParticipantId): void {
  if (!participantOf(state, selfId)?.relieved) return;
  const heir = state.leadId && participantOf(state, state.leadId);
  notify(t('supervision.taken-over', { name: (heir && heir.name) || t('common.unknown-customer') }));
}
