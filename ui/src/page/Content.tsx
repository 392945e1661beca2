import { useRef, type HTMLAttributes, type ReactNode } from 'react';
import { useContentFocus } from './use-content-focus.ts';

/** The main part of a page: where the skip link leads, and where the keyboard goes when a page comes. */
export function Content(props: HTMLAttributes<HTMLElement>): ReactNode {
  const content = useRef<HTMLElement>(null);
  useContentFocus(content);
  return <main ref={content} id="content" tabIndex={-1} {...props} />;
}
