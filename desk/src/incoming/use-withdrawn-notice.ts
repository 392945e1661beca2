import type { InvitationOver } from '@parley/protocol';
import { useEffect } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { notify } from '../client/notices.ts';
import { t } from '../words.ts';

/** A card that goes although nobody here touched it says why, or a hand on its way to Answer is left wondering. */
export function useWithdrawnNotice(): void {
  const withdrawn = useDesk((state) => state.withdrawn);
  useEffect(() => {
    const sentence = withdrawn && sentenceFor(withdrawn);
    if (sentence) notify(sentence);
  }, [withdrawn]);
}

function sentenceFor({ because, answeredBy }: InvitationOver): string | undefined {
  if (because === 'ended') return t('incoming.customer-gone');
  if (because === 'answered' && answeredBy) return t('incoming.answered-by', { name: answeredBy });
  if (because === 'taken-back') return t('incoming.taken-back');
  return undefined;
}
