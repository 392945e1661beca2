import { smsSegments } from '@parley/engagement';
import type { ReactNode } from 'react';
import { t } from '../words.ts';

/** How many SMS a text becomes, and how much still goes into the last of them. */
export function SegmentCount({ text }: { readonly text: string }): ReactNode {
  const { count, left, encoding } = smsSegments(text);
  const shown = Math.max(1, count);
  return (
    <>
      {t('sms.segments', { count: shown })}
      {', '}
      {shown > 1 ? t('sms.left-last', { count: left }) : t('sms.left', { count: left })}
      {encoding === 'UCS-2' && ` · ${t('sms.ucs2')}`}
    </>
  );
}
