import { useEffect } from 'react';
import { t } from './words.ts';

/** The title of the window while this page is shown. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${t('product.name')}`;
  }, [title]);
}
