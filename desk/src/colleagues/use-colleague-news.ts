import { useEffect } from 'react';
import { useClient } from '../client/desk-context.ts';
import { notify } from '../client/notices.ts';
import { newsBetween } from './news.ts';

/** Says what the colleagues in the engagement, and those who were asked into it, do. */
export function useColleagueNews(): void {
  const { store } = useClient();
  useEffect(
    () =>
      store.subscribe(({ engagement: now }, { engagement: before }) => {
        if (!now || !before || now === before || now.state.id !== before.state.id) return;
        for (const sentence of newsBetween(before.state, now.state, now.selfId)) notify(sentence);
      }),
    [store],
  );
}
