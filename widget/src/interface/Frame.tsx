import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { useShared } from './shared.ts';

const phone = matchMedia('(max-width: 639px)');

function useIsPhone(): boolean {
  const [isPhone, setIsPhone] = useState(phone.matches);
  useEffect(() => {
    const look = (): void => setIsPhone(phone.matches);
    phone.addEventListener('change', look);
    return () => phone.removeEventListener('change', look);
  }, []);
  return isPhone;
}

/** What can be reached with Tab, in order. */
const reachable = (frame: HTMLElement): HTMLElement[] =>
  [...frame.querySelectorAll<HTMLElement>('button, select, [href], summary')].filter(
    (element) => element.getClientRects().length > 0,
  );

/** Keeps Tab inside while nothing else of the page can be seen. */
function keepInside(frame: HTMLElement, event: KeyboardEvent): void {
  const elements = reachable(frame);
  const [first, last] = [elements[0], elements.at(-1)];
  const root = frame.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : null;
  const edge = event.shiftKey ? first : last;
  if (focused !== edge && focused !== frame) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

interface FrameProps {
  readonly title: string;
  /** Changes with what is shown; the focus is brought back inside when what held it is gone. */
  readonly scene: string;
  readonly header?: ComponentChildren;
  /** The picture may fill the window. */
  readonly canExpand: boolean;
  readonly children: ComponentChildren;
}

/** The call interface's window in the site's page: a corner of wide screens, all of a phone's. */
export function Frame({ title, scene, header, canExpand, children }: FrameProps): JSX.Element {
  const { t } = useShared();
  const frame = useRef<HTMLDivElement>(null);
  const isPhone = useIsPhone();
  const [wantsAll, setWantsAll] = useState(false);
  const isFull = isPhone || (wantsAll && canExpand);
  useEffect(() => {
    const root = frame.current?.getRootNode();
    if (root instanceof ShadowRoot && !root.activeElement) frame.current?.focus({ preventScroll: true });
  }, [scene]);
  const onKeyDown = (event: KeyboardEvent): void => {
    // The site's own shortcuts are not meant by someone who types in here.
    event.stopPropagation();
    if (event.key === 'Escape' && wantsAll) setWantsAll(false);
    if (event.key === 'Tab' && isFull && frame.current) keepInside(frame.current, event);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the dialog pattern (WAI-ARIA APG)
    <div
      ref={frame}
      class={`frame ${isFull ? 'full' : ''}`}
      data-surface="call"
      role="dialog"
      aria-label={title}
      aria-modal={isFull}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div class="header">
        <div class="header-words">{header}</div>
        {canExpand && !isPhone && (
          <button
            type="button"
            class="quiet"
            aria-label={isFull ? t('frame.shrink') : t('frame.expand')}
            onClick={() => setWantsAll(!wantsAll)}
          >
            <Icon name={isFull ? 'shrink' : 'expand'} size={18} />
          </button>
        )}
      </div>
      {children}
    </div>
  );
}
