import { useEffect, type RefObject } from 'react';

let isFirstPage = true;

/**
 * A new page takes the keyboard when the old one took the focused element away with it; otherwise the next Tab would
 * begin at the top again. The first page leaves it to the browser.
 */
export function useContentFocus(content: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!isFirstPage && (document.activeElement ?? document.body) === document.body)
      content.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, [content]);
}
