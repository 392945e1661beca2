import type { EndReason } from '@parley/protocol';
import { t } from '../words.ts';

/** Why an engagement ended, in words; `own` when the reader is the associate meant. */
export function outcomeWords(reason: EndReason, own: boolean): string {
  return reason === 'associate-exited' && own ? t('end.associate-exited-you') : t(`end.${reason}`);
}
